import { randomUUID } from "node:crypto";
import { type Answer, type Call, jsonMembers } from "./call";
import { AwsError } from "./errors";
import { forward } from "./forward";
import { isMutating } from "./identify";
import { answerElsewhere } from "./odb/elsewhere";
import type { OdbService } from "./odb/service";
import { errorAnswer, jsonAnswer } from "./render";
import type { Credential } from "./signature";

/**
 * The second account of the sandbox. It holds what it shares with the first, may read what is its own, and changes nothing; no policy of the
 * first account is judged for it, so that it is refused whatever the first account holds.
 */
export class OtherAccount {
    readonly accountId: string;
    private readonly accessKeyId: string;

    constructor(
        private readonly odb: OdbService,
        private readonly motoEndpoint: string,
    ) {
        ({ accountId: this.accountId, accessKeyId: this.accessKeyId } = odb.world.settings.otherAccount);
    }

    /** Whether a call comes from this account. */
    signed({ accessKeyId }: Credential): boolean {
        return accessKeyId === this.accessKeyId;
    }

    async answer(call: Call, credential: Credential): Promise<Answer> {
        if (call.service === "odb") return answerElsewhere(this.odb, call, credential, this.accountId);
        if (call.operation === "GetCallerIdentity") return this.identity();
        if (isMutating(call.operation)) return this.denied(call);
        if (call.service === "iam") return this.read(call);
        if (call.service === "cloudtrail") return jsonAnswer(call.protocol, { Events: [] });
        if (call.service === "kms") return this.readKms(call, credential);
        return this.denied(call);
    }

    /** The account's own keys are none; those of others are not its to read. */
    private async readKms(call: Call, { region }: Credential): Promise<Answer> {
        if (call.operation === "DescribeCustomKeyStores") return jsonAnswer(call.protocol, { CustomKeyStores: [] });
        if (call.operation.startsWith("List") && jsonMembers(call.body).KeyId === undefined) return this.read(call);
        const named = String(jsonMembers(call.body).KeyId);
        const [, place, owner] = /^arn:[^:]+:kms:([^:]+):(\d+):/.exec(named) ?? [];
        if (place === undefined) {
            const own = `arn:aws:kms:${region}:${this.accountId}:${named.startsWith("alias/") ? named : `key/${named}`}`;
            return errorAnswer(call, new AwsError("NotFoundException", `Key '${own}' does not exist`));
        }
        if (place !== region) return errorAnswer(call, new AwsError("NotFoundException", `Invalid arn ${place}`));
        if (owner !== this.accountId) return this.denied(call);
        return errorAnswer(call, new AwsError("NotFoundException", `Key '${named}' does not exist`));
    }

    private read(call: Call): Promise<Answer> {
        const rawHeaders = [...call.rawHeaders, "x-moto-account-id", this.accountId];
        return forward(this.motoEndpoint, { ...call, rawHeaders });
    }

    private denied(call: Call): Answer {
        const message = `User: ${this.arn} is not authorized to perform: ${call.service}:${call.operation}`;
        return errorAnswer(
            call,
            call.protocol.startsWith("json")
                ? new AwsError("AccessDeniedException", message)
                : new AwsError("AccessDenied", message, 403),
        );
    }

    private get arn(): string {
        return `arn:aws:iam::${this.accountId}:user/sandbox`;
    }

    private identity(): Answer {
        const requestId = randomUUID();
        const result = `<GetCallerIdentityResult><Arn>${this.arn}</Arn><UserId>AIDASANDBOXSANDBOX02</UserId><Account>${this.accountId}</Account></GetCallerIdentityResult>`;
        const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
        const text = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${result}${metadata}</GetCallerIdentityResponse>`;
        return {
            status: 200,
            headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
            body: Buffer.from(text),
        };
    }
}
