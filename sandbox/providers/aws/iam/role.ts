import { randomBytes } from "node:crypto";
import type { IAM } from "@aws-sdk/client-iam";
import { InitializationFailure, messageOf } from "../../host/errors";
import { flag, list, number, type ResourceSpec, set, text } from "../../host/spec";
import { isEmpty, type Properties } from "../../host/values";
import { named, withPrincipals } from "../kms/common";
import { policyDocument } from "../policy";
import type { AwsSession } from "../session";
import { allTags, planTags, readTags, tagChanges, tagList, tags, tagsFromList } from "../tags";
import { unlessMissing } from "./common";
import {
    alignAttachments,
    alignInlinePolicies,
    attachedPolicies,
    detachEverything,
    inlinePolicies,
} from "./role-attachments";

async function read(name: string, known: Properties, session: AwsSession): Promise<Properties | undefined> {
    const iam = await session.iam();
    const found = await unlessMissing(iam.getRole({ RoleName: name }));
    const role = found?.Role;
    if (!role) return undefined;
    return {
        arn: role.Arn,
        assumeRolePolicy: decodeURIComponent(role.AssumeRolePolicyDocument ?? ""),
        createDate: role.CreateDate?.toISOString().replace(/\.\d+Z$/, "Z"),
        description: role.Description || undefined,
        forceDetachPolicies: known.forceDetachPolicies ?? false,
        inlinePolicies: await inlinePolicies(iam, name),
        managedPolicyArns: await attachedPolicies(iam, name),
        maxSessionDuration: role.MaxSessionDuration ?? 3600,
        name: role.RoleName,
        namePrefix: known.namePrefix ?? "",
        path: role.Path,
        permissionsBoundary: role.PermissionsBoundary?.PermissionsBoundaryArn,
        uniqueId: role.RoleId,
        ...readTags(tagsFromList(role.Tags), known, session),
    };
}

async function updateAttributes(iam: IAM, name: string, wanted: Properties, has: (...names: string[]) => boolean) {
    if (has("maxSessionDuration", "description")) {
        await iam.updateRole({
            RoleName: name,
            Description: String(wanted.description ?? ""),
            MaxSessionDuration: Number(wanted.maxSessionDuration),
        });
    }
    if (!has("permissionsBoundary")) return;
    if (wanted.permissionsBoundary) {
        const PermissionsBoundary = String(wanted.permissionsBoundary);
        await iam.putRolePermissionsBoundary({ RoleName: name, PermissionsBoundary });
    } else {
        await iam.deleteRolePermissionsBoundary({ RoleName: name });
    }
}

export const role: ResourceSpec<AwsSession> = {
    inputs: {
        assumeRolePolicy: policyDocument({ required: true }),
        description: text(),
        forceDetachPolicies: flag({ default: false }),
        inlinePolicies: list({
            computed: true,
            unordered: true,
            element: { name: text(), policy: policyDocument() },
        }),
        managedPolicyArns: set({ computed: true }),
        maxSessionDuration: number({
            default: 3600,
            check: (value, name) =>
                Number(value) >= 3600 && Number(value) <= 43_200
                    ? undefined
                    : `expected ${name} to be in the range (3600 - 43200), got ${String(value)}`,
        }),
        name: text({ replace: true, autoName: { maxLength: 64 } }),
        namePrefix: text({ computed: true, replace: true }),
        path: text({ default: "/", replace: true }),
        permissionsBoundary: text(),
        tags,
    },
    outputs: ["arn", "createDate", "tagsAll", "uniqueId"],
    plan: planTags,
    async create(inputs, { session, signal }) {
        const iam = await session.iam();
        const name = inputs.name
            ? String(inputs.name)
            : `${String(inputs.namePrefix)}${randomBytes(13).toString("hex")}`;
        await withPrincipals(signal, () =>
            iam.createRole({
                AssumeRolePolicyDocument: String(inputs.assumeRolePolicy),
                MaxSessionDuration: Number(inputs.maxSessionDuration),
                Path: String(inputs.path),
                RoleName: name,
                Tags: tagList(allTags(inputs, session)),
                ...(inputs.description && { Description: String(inputs.description) }),
                ...(inputs.permissionsBoundary && { PermissionsBoundary: String(inputs.permissionsBoundary) }),
            }),
        ).catch((error: unknown) => {
            throw new Error(`creating IAM Role (${name}): ${messageOf(error)}`);
        });
        try {
            if (!isEmpty(inputs.inlinePolicies)) await alignInlinePolicies(iam, name, inputs.inlinePolicies);
            if (!isEmpty(inputs.managedPolicyArns)) await alignAttachments(iam, name, inputs.managedPolicyArns);
            return { id: name, state: (await read(name, inputs, session)) ?? {} };
        } catch (error) {
            throw new InitializationFailure(name, { name }, `creating IAM Role (${name}): ${messageOf(error)}`);
        }
    },
    read: (id, known, { session }) => read(id, known, session),
    async update(name, { old, wanted, has }, { session }) {
        const iam = await session.iam();
        if (has("assumeRolePolicy")) {
            await iam.updateAssumeRolePolicy({ RoleName: name, PolicyDocument: String(wanted.assumeRolePolicy) });
        }
        await updateAttributes(iam, name, wanted, has);
        if (has("inlinePolicies")) await alignInlinePolicies(iam, name, wanted.inlinePolicies);
        if (has("managedPolicyArns")) await alignAttachments(iam, name, wanted.managedPolicyArns);
        const { put, remove } = tagChanges(old, wanted);
        if (remove.length > 0) await iam.untagRole({ RoleName: name, TagKeys: remove });
        if (Object.keys(put).length > 0) await iam.tagRole({ RoleName: name, Tags: tagList(put) });
        return (await read(name, wanted, session)) ?? {};
    },
    async delete(name, state, { session }) {
        const iam = await session.iam();
        const force = state.forceDetachPolicies === true;
        try {
            const inline = force || !isEmpty(state.inlinePolicies);
            await detachEverything(iam, name, force || !isEmpty(state.managedPolicyArns), inline);
            await iam.deleteRole({ RoleName: name });
        } catch (error) {
            if (!named(error, "NoSuchEntityException")) throw error;
        }
    },
};
