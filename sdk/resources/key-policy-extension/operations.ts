import { findKeyPolicy, putKeyPolicy } from "../../clouds/aws/kms-keys";
import { PlainError } from "../../clouds/core/errors";
import { serialise } from "../../clouds/core/serialise";
import { checkPresent } from "../../host/checks";
import { hosted, type ResourceOperations } from "../../host/provider";
import {
    deadPrincipals,
    evaluateKeyUse,
    ownDenials,
    policyText,
    readPolicy,
    rolesShutOut,
    sorted,
    withDenial,
    withoutDeadPrincipals,
    withoutUsers,
    withUsers,
} from "../../policies";
import {
    checkEach,
    checkKeyArn,
    checkKeyPolicySize,
    checkMasterKeyId,
    checkRoleArn,
    type Fault,
} from "../../validation";

export interface KeyPolicyExtensionInputs {
    readonly keyArn: string;
    readonly userRoleArns?: readonly string[];
    readonly retiredMasterKeyIds?: readonly string[];
    readonly checkOnly?: boolean;
    readonly removeDeadPrincipals?: boolean;
}

export interface KeyPolicyExtensionState extends KeyPolicyExtensionInputs {
    /** What the extension added to the policy and removes again. */
    readonly addedUserRoleArns: readonly string[];
    readonly addedMasterKeyIds: readonly string[];
    /** What somebody has removed from the policy since. */
    readonly missingUserRoleArns: readonly string[];
    readonly missingMasterKeyIds: readonly string[];
}

type Added = Pick<KeyPolicyExtensionState, "addedUserRoleArns" | "addedMasterKeyIds">;

const nothing: Added = { addedUserRoleArns: [], addedMasterKeyIds: [] };

/** Adds users and denials to the policy of an existing key. Existing statements stay as they are. */
export function extendKeyPolicy(inputs: KeyPolicyExtensionInputs, before = nothing): Promise<KeyPolicyExtensionState> {
    const { keyArn, userRoleArns: users = [], retiredMasterKeyIds: retired = [] } = inputs;
    return serialise(keyArn, async () => {
        const found = await requirePolicy(keyArn);
        if (inputs.checkOnly) return checked(inputs, found, before);
        const kept = {
            users: before.addedUserRoleArns.filter((role) => users.includes(role)),
            retired: before.addedMasterKeyIds.filter((id) => retired.includes(id)),
        };
        const left = taken(found, {
            addedUserRoleArns: before.addedUserRoleArns.filter((role) => !users.includes(role)),
            addedMasterKeyIds: before.addedMasterKeyIds.filter((id) => !retired.includes(id)),
        });
        const newUsers = rolesShutOut(keyArn, left, users);
        const newRetired = retired.filter((id) => !ownDenials(left).includes(id));
        const wanted = policyText(withDenial(withUsers(keyArn, left, users), [...ownDenials(left), ...newRetired]));
        refuseDenied(keyArn, wanted, users);
        await put(inputs, found, wanted);
        return {
            ...inputs,
            addedUserRoleArns: sorted([...kept.users, ...newUsers]),
            addedMasterKeyIds: sorted([...kept.retired, ...newRetired]),
            missingUserRoleArns: [],
            missingMasterKeyIds: [],
        };
    });
}

/** Removes from the policy what was added to it. Succeeds if the key is gone. */
export function reduceKeyPolicy(state: KeyPolicyExtensionState): Promise<void> {
    return serialise(state.keyArn, async () => {
        const found = await findKeyPolicy(state.keyArn);
        if (found !== undefined) await put(state, found, taken(found, state));
    });
}

function taken(policy: string, added: Added): string {
    const remaining = ownDenials(policy).filter((id) => !added.addedMasterKeyIds.includes(id));
    return policyText(withDenial(withoutUsers(policy, added.addedUserRoleArns), remaining));
}

/** Writes the policy only if it differs, so that CloudTrail shows only real changes. */
async function put(inputs: KeyPolicyExtensionInputs, found: string, wanted: string): Promise<void> {
    const { keyArn, removeDeadPrincipals = false } = inputs;
    if (policyText(readPolicy(found)) === wanted) return;
    const written = removeDeadPrincipals ? policyText(withoutDeadPrincipals(wanted)) : wanted;
    refuseDead(keyArn, written, removeDeadPrincipals);
    const [fault] = checkKeyPolicySize("policy", written);
    if (fault) throw new PlainError(`the policy of ${keyArn} was not changed: ${fault.reason}; ${fault.remedy}`);
    await putKeyPolicy(keyArn, written);
}

/** KMS accepts no policy that names a deleted principal, although it returns such policies. */
function refuseDead(keyArn: string, policy: string, isRemoving: boolean): void {
    const dead = deadPrincipals(policy);
    if (dead.length === 0) return;
    const named = dead.map(({ statement, ids }) => `${statement} names ${ids.join(", ")}`).join("; ");
    const remedy = isRemoving
        ? "change the statement in the policy by hand: without the deleted principals, the denial would apply to everybody"
        : "remove the ids from the policy, or set `removeDeadPrincipals: true` and the program removes them";
    throw new PlainError(
        `the policy of ${keyArn} was not changed: KMS accepts no policy that names deleted roles or users, and ` +
            `${named}. Remedy: ${remedy}`,
    );
}

async function requirePolicy(keyArn: string): Promise<string> {
    const found = await findKeyPolicy(keyArn);
    if (found !== undefined) return found;
    throw new PlainError(`KMS has no key ${keyArn}: check Region, account and id of the ARN`);
}

function refuseDenied(keyArn: string, policy: string, users: readonly string[]): void {
    const denied = sorted(users)
        .map((roleArn) => ({ roleArn, ...evaluateKeyUse({ keyPolicy: policy }, { keyArn, roleArn }) }))
        .filter(({ decision }) => decision === "denied");
    const [first] = denied;
    if (first === undefined) return;
    throw new PlainError(
        `the policy of ${keyArn} denies ${denied.map(({ roleArn }) => roleArn).join(", ")} the use of the key in a ` +
            `statement of its own: ${first.because}. Remedy: remove the roles from that statement, then run again`,
    );
}

/** Added statements stay in the policy and in the state. They are removed when the policy is extended again and the program no longer names them. */
function checked(inputs: KeyPolicyExtensionInputs, policy: string, before: Added): KeyPolicyExtensionState {
    const missing = missingIn(policy, inputs);
    if (missing.missingUserRoleArns.length > 0) {
        throw new PlainError(
            `the policy of ${inputs.keyArn} does not let ${missing.missingUserRoleArns.join(", ")} use the key: allow ` +
                "kms:DescribeKey, kms:Encrypt and kms:Decrypt there, or set `extendPolicy: true` and the program adds that",
        );
    }
    const { addedUserRoleArns, addedMasterKeyIds } = before;
    return { ...inputs, addedUserRoleArns, addedMasterKeyIds, ...missing };
}

function missingIn(policy: string, inputs: KeyPolicyExtensionInputs) {
    const { keyArn, userRoleArns = [], retiredMasterKeyIds = [] } = inputs;
    const denied = ownDenials(policy);
    return {
        missingUserRoleArns: rolesShutOut(keyArn, policy, userRoleArns),
        missingMasterKeyIds: sorted(retiredMasterKeyIds).filter((id) => !denied.includes(id)),
    };
}

function checkUnchanged(checkOnly: unknown, retired: unknown): Fault[] {
    if (checkOnly !== true || !Array.isArray(retired) || retired.length === 0) return [];
    const reason = "is given together with `checkOnly`, which never changes the policy";
    return [
        {
            path: "retiredMasterKeyIds",
            reason,
            remedy: "leave out `checkOnly`, or deny the versions in the program that writes the policy",
        },
    ];
}

const operations: ResourceOperations<KeyPolicyExtensionInputs, KeyPolicyExtensionState> = {
    inputs: ["keyArn", "userRoleArns", "retiredMasterKeyIds", "checkOnly", "removeDeadPrincipals"],
    identity: ["keyArn"],
    faults: (inputs) => [
        ...checkPresent(inputs, { keyArn: "give the ARN of the KMS key" }),
        ...checkKeyArn("keyArn", inputs.keyArn),
        ...checkEach("userRoleArns", inputs.userRoleArns, checkRoleArn),
        ...checkEach("retiredMasterKeyIds", inputs.retiredMasterKeyIds, checkMasterKeyId),
        ...checkUnchanged(inputs.checkOnly, inputs.retiredMasterKeyIds),
    ],
    drifted: ({ missingUserRoleArns, missingMasterKeyIds }) =>
        missingUserRoleArns.length + missingMasterKeyIds.length > 0,
    async create(inputs) {
        return { id: inputs.keyArn, state: await extendKeyPolicy(inputs) };
    },
    async read(_id, state) {
        const policy = await findKeyPolicy(state.keyArn);
        return policy === undefined ? undefined : { ...state, ...missingIn(policy, state) };
    },
    update: (_id, state, inputs) => extendKeyPolicy(inputs, state),
    async delete(_id, state) {
        if (!state.checkOnly) await reduceKeyPolicy(state);
    },
};

export const provider = hosted(operations);
