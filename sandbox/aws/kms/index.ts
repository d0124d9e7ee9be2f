import type { World } from "../../core/world";
import { type Answer, type Call, jsonMembers } from "../call";
import { AwsError } from "../errors";
import { forward } from "../forward";
import type { MotoClient } from "../moto-client";
import type { Principals } from "../principals";
import { errorAnswer, jsonAnswer } from "../render";
import { complete, RotationPeriods } from "./answers";
import { CustomKeyStores } from "./custom-key-stores";
import { checkKeyPolicy } from "./key-policy";
import { checkKeyState } from "./key-state";
import { prepare } from "./requests";

/** KMS as AWS has it: moto's, with the refusals and members that moto lacks. */
export class Kms {
    private readonly rotationPeriods = new RotationPeriods();

    private readonly stores: CustomKeyStores;
    private readonly accountId: string;

    constructor(
        world: World,
        private readonly moto: MotoClient,
        private readonly principals: Principals,
    ) {
        this.stores = new CustomKeyStores(world);
        this.accountId = world.settings.accountId;
    }

    /** @param failure What the work that the call starts ends with, when a fault was set for it. */
    async answer(call: Call, region: string, failure?: string): Promise<Answer> {
        try {
            const given = jsonMembers(call.body);
            const stores = this.stores.answer(call.operation, given, region, failure);
            if (stores !== undefined) return jsonAnswer(call.protocol, stores);
            const request = this.stores.prepare(
                call.operation,
                prepare(call.operation, given, region, this.accountId),
                region,
            );
            await this.check(call.operation, request, region);
            const body = request === given ? call.body : Buffer.from(JSON.stringify(request));
            const answer = await forward(this.moto.endpoint, call, body);
            if (answer.status !== 200) return answer;
            this.rotationPeriods.observe(call.operation, request, region);
            const members = jsonMembers(answer.body);
            const answered = await complete(call.operation, given, members, {
                moto: this.moto,
                rotationPeriods: this.rotationPeriods,
                region,
                accountId: this.accountId,
            });
            const completed = this.stores.complete(call.operation, given, answered);
            return completed === members ? answer : jsonAnswer(call.protocol, completed);
        } catch (error) {
            if (error instanceof AwsError) return errorAnswer(call, error);
            throw error;
        }
    }

    private async check(operation: string, request: Record<string, unknown>, region: string): Promise<void> {
        await checkKeyState(this.moto, operation, request, region);
        this.stores.check(operation, request, region);
        const isPolicyCall = ["CreateKey", "PutKeyPolicy", "ReplicateKey"].includes(operation);
        if (isPolicyCall && request.Policy !== undefined) {
            const bypass = request.BypassPolicyLockoutSafetyCheck === true;
            await checkKeyPolicy(String(request.Policy), this.principals, bypass);
        }
    }
}
