import { flag, type ResourceSpec, text } from "../../host/spec";
import type { Properties } from "../../host/values";
import { policyDocument } from "../policy";
import type { AwsSession } from "../session";
import { findKey, putPolicy, region } from "./common";

async function read(id: string, known: Properties, session: AwsSession): Promise<Properties | undefined> {
    const found = await findKey(await session.kms(session.regionOf(known)), id);
    return found && { keyId: id, policy: found.policy, region: session.regionOf(known) };
}

/** What a key has when nobody gave it a policy: its account decides by IAM. */
function defaultPolicy(account: string): string {
    return JSON.stringify({
        Id: "default",
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "Enable IAM User Permissions",
                Effect: "Allow",
                Principal: { AWS: `arn:aws:iam::${account}:root` },
                Action: "kms:*",
                Resource: "*",
            },
        ],
    });
}

export const keyPolicy: ResourceSpec<AwsSession> = {
    inputs: {
        bypassPolicyLockoutSafetyCheck: flag({ default: false }),
        keyId: text({ required: true, replace: true }),
        policy: policyDocument({ required: true }),
        region,
    },
    outputs: [],
    async create(inputs, { session, signal }) {
        const id = String(inputs.keyId);
        const kms = await session.kms(session.regionOf(inputs));
        await putPolicy(kms, id, String(inputs.policy), inputs.bypassPolicyLockoutSafetyCheck === true, signal);
        return { id, state: (await read(id, inputs, session)) ?? {} };
    },
    read: (id, known, { session }) => read(id, known, session),
    async update(id, { wanted, has }, { session, signal }) {
        const kms = await session.kms(session.regionOf(wanted));
        if (has("policy")) {
            await putPolicy(kms, id, String(wanted.policy), wanted.bypassPolicyLockoutSafetyCheck === true, signal);
        }
        return (await read(id, wanted, session)) ?? {};
    },
    async delete(id, state, { session, signal }) {
        const kms = await session.kms(session.regionOf(state));
        const found = await findKey(kms, id);
        if (!found) return;
        const account = found.metadata.AWSAccountId ?? found.metadata.Arn?.split(":")[4] ?? "";
        await putPolicy(kms, id, defaultPolicy(account), state.bypassPolicyLockoutSafetyCheck === true, signal);
    },
};
