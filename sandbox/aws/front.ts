import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Exadata } from "../core/exadata";
import type { Fault } from "../core/faults";
import type { World } from "../core/world";
import { type Answer, type Call, jsonMembers, queryParameters } from "./call";
import { answerCloudFormation } from "./cloudformation";
import { accountSetupPath, accountSetupTemplate } from "./cloudformation/account-setup";
import { answerCloudTrail } from "./cloudtrail";
import { AwsError } from "./errors";
import { forward } from "./forward";
import { Iam } from "./iam";
import { identify, isMutating, namedResource } from "./identify";
import { Kms } from "./kms";
import { MotoClient } from "./moto-client";
import { answerOdb } from "./odb";
import { answerElsewhere } from "./odb/elsewhere";
import { ClientTokens } from "./odb/idempotence";
import type { OdbService } from "./odb/service";
import { OtherAccount } from "./other-account";
import { Principals } from "./principals";
import { codeOf, errorAnswer } from "./render";
import { type Credential, credentialOf, regionOf } from "./signature";

/** The one endpoint of all AWS services: names a call, holds it to a signature, and has it answered. */
export class Front {
    private readonly odb: OdbService;
    private readonly kms: Kms;
    private readonly iam: Iam;
    private readonly other: OtherAccount;

    constructor(
        private readonly world: World,
        exadata: Exadata,
        private readonly motoEndpoint: string,
    ) {
        const { accountId, awsRegion } = world.settings;
        const moto = new MotoClient(motoEndpoint, awsRegion);
        const principals = new Principals(moto, accountId);
        this.odb = { world, exadata, principals, tokens: new ClientTokens() };
        this.kms = new Kms(world, moto, principals);
        this.iam = new Iam(moto, principals);
        this.other = new OtherAccount(this.odb, motoEndpoint);
    }

    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const body = await bodyOf(request);
        const path = request.url ?? "/";
        if (path === accountSetupPath && request.method === "GET") {
            response.writeHead(200, { "content-type": "application/json" }).end(accountSetupTemplate);
            return;
        }
        const identity = identify(request.headers, path, body);
        if (!identity) {
            const error = new AwsError("UnknownOperationException", "The sandbox has no such AWS service.", 404);
            send(response, errorAnswer({ service: "odb", protocol: "json-1.0" }, error));
            return;
        }
        const { headers, rawHeaders, method = "POST" } = request;
        const call: Call = { ...identity, method, path, headers, rawHeaders, body };
        const fault = this.world.faults.hit(call.service, call.operation, regionOf(headers));
        if (fault?.delayMilliseconds) await sleep(fault.delayMilliseconds);
        if (fault?.reset === "before") {
            this.record(call, undefined, undefined);
            request.socket.resetAndDestroy();
            return;
        }
        const { answer, credential } = await this.answer(call, fault);
        if (fault?.reset === "after") {
            this.record(call, undefined, credential);
            request.socket.resetAndDestroy();
            return;
        }
        this.record(call, answer, credential);
        send(response, answer);
    }

    private async answer(call: Call, fault: Fault | undefined): Promise<{ answer: Answer; credential?: Credential }> {
        let credential: Credential | undefined;
        try {
            credential = credentialOf(call.headers, call.operation, call.protocol);
            if (fault?.error) {
                const { code, message, status, retryAfter } = fault.error;
                const answer = errorAnswer(call, new AwsError(code, message, status));
                if (retryAfter !== undefined) answer.headers["retry-after"] = String(retryAfter);
                return { answer, credential };
            }
            return { answer: await this.serve(call, credential, fault?.failWorkRequest), credential };
        } catch (error) {
            const known =
                error instanceof AwsError
                    ? error
                    : new AwsError("InternalFailure", `The sandbox failed: ${error}`, 500);
            return { answer: errorAnswer(call, known), credential };
        }
    }

    private serve(call: Call, credential: Credential | undefined, failure: string | undefined): Promise<Answer> {
        const region = credential?.region ?? this.world.settings.awsRegion;
        if (credential && this.other.signed(credential)) return this.other.answer(call, credential);
        if (call.service === "odb" && region !== this.world.settings.awsRegion)
            return answerElsewhere(this.odb, call, credential!, undefined, failure);
        if (call.service === "odb") return answerOdb(this.odb, call, credential!, failure);
        if (call.service === "kms") return this.kms.answer(call, region, failure);
        if (call.service === "iam") return this.iam.answer(call);
        if (call.service === "cloudformation") return answerCloudFormation(this.world, this.motoEndpoint, call);
        if (call.service === "cloudtrail") return answerCloudTrail(this.world, call, region);
        return forward(this.motoEndpoint, call).then((answer) => this.withUser(call, answer));
    }

    /** moto's user without credentials of its own is the one that CloudTrail names. */
    private withUser(call: Call, answer: Answer): Answer {
        if (call.operation !== "GetCallerIdentity") return answer;
        const text = answer.body.toString("utf8");
        const named = text.replace(
            /<Arn>arn:aws:sts::(\d+):user\/moto<\/Arn>/,
            "<Arn>arn:aws:iam::$1:user/sandbox</Arn>",
        );
        return { ...answer, body: Buffer.from(named) };
    }

    /** A call without an answer has status 0: its connection was cut. */
    private record(call: Call, answer: Answer | undefined, credential: Credential | undefined): void {
        const isJson = call.protocol.startsWith("json");
        const given = isJson ? jsonMembers(call.body) : undefined;
        const parameters = isJson ? undefined : queryParameters(call);
        const made = isJson && answer?.status === 200 ? jsonMembers(answer.body) : {};
        const arn = (made.KeyMetadata as { Arn?: string } | undefined)?.Arn;
        const resource =
            namedResource((name) => given?.[name] ?? parameters?.get(name)) ??
            arn ??
            namedResource((name) => made[name]);
        const masterKeyId = (given?.EncryptionContext as { MKID?: unknown } | undefined)?.MKID;
        const code = answer ? codeOf(answer) : "ConnectionReset";
        this.world.audit.record({
            caller: "user",
            service: call.service,
            operation: call.operation,
            mutating: isMutating(call.operation),
            principal: credential?.accessKeyId ?? "anonymous",
            ...(credential && this.other.signed(credential) && { accountId: this.other.accountId }),
            status: answer?.status ?? 0,
            ...(code !== undefined && { code }),
            ...(resource !== undefined && { resource }),
            ...(typeof masterKeyId === "string" && { masterKeyId }),
            region: credential?.region ?? this.world.settings.awsRegion,
        });
    }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
}

function send(response: ServerResponse, answer: Answer): void {
    response.writeHead(answer.status, { ...answer.headers, "content-length": String(answer.body.length) });
    response.end(answer.body);
}
