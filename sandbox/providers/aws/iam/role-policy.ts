import { randomBytes } from "node:crypto";
import { type ResourceSpec, text } from "../../host/spec";
import type { Properties } from "../../host/values";
import { policyDocument } from "../policy";
import type { AwsSession } from "../session";
import { unlessMissing } from "./common";

/** `role:name`. */
function partsOf(id: string): { RoleName: string; PolicyName: string } {
    const [RoleName = "", PolicyName = ""] = id.split(":");
    if (!RoleName || !PolicyName) throw new Error(`role_policy id must be of the form <role name>:<role policy name>`);
    return { RoleName, PolicyName };
}

async function read(id: string, known: Properties, session: AwsSession): Promise<Properties | undefined> {
    const parts = partsOf(id);
    const found = await unlessMissing((await session.iam()).getRolePolicy(parts));
    if (!found) return undefined;
    return {
        name: parts.PolicyName,
        namePrefix: known.namePrefix ?? "",
        policy: decodeURIComponent(found.PolicyDocument ?? ""),
        role: parts.RoleName,
    };
}

export const rolePolicy: ResourceSpec<AwsSession> = {
    inputs: {
        name: text({ replace: true, autoName: { maxLength: 128 } }),
        namePrefix: text({ computed: true, replace: true }),
        policy: policyDocument({ required: true }),
        role: text({ required: true, replace: true }),
    },
    outputs: [],
    async create(inputs, { session }) {
        const name = inputs.name
            ? String(inputs.name)
            : `${String(inputs.namePrefix)}${randomBytes(13).toString("hex")}`;
        const id = `${String(inputs.role)}:${name}`;
        const iam = await session.iam();
        await iam.putRolePolicy({ ...partsOf(id), PolicyDocument: String(inputs.policy) });
        return { id, state: (await read(id, inputs, session)) ?? {} };
    },
    read: (id, known, { session }) => read(id, known, session),
    async update(id, { wanted, has }, { session }) {
        const iam = await session.iam();
        if (has("policy")) await iam.putRolePolicy({ ...partsOf(id), PolicyDocument: String(wanted.policy) });
        return (await read(id, wanted, session)) ?? {};
    },
    async delete(id, _state, { session }) {
        await unlessMissing((await session.iam()).deleteRolePolicy(partsOf(id)));
    },
};
