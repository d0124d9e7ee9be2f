import { randomUUID } from "node:crypto";
import { awsRegion } from "../../clouds/aws/settings";
import { isConflict, PlainError } from "../../clouds/core/errors";
import { retryToken } from "../../clouds/core/retry-token";
import { serialise } from "../../clouds/core/serialise";
import { done, pending, waitFor } from "../../clouds/core/wait";
import {
    findKeyReadPolicy,
    findSharedCompartment,
    policiesAbove,
    reachesFrom,
} from "../../clouds/oci/key-read-policies";
import { createPolicy, deletePolicy, findPolicy, type Policy, updatePolicy } from "../../clouds/oci/policies";
import { type GivenTags, wireTags } from "../../clouds/oci/tags";
import { checkPresent } from "../../host/checks";
import { hosted, type ResourceOperations } from "../../host/provider";
import { awsKeyReadStatement, holdsStatement } from "../../policies";
import { refuseBlindness } from "../../usage/read-or-gone";
import { usageOfCompartmentPolicy } from "../../usage/usage-of";
import { spoken, takeOff } from "../../usage/words";
import { checkEach, checkOcid, type Fault } from "../../validation";
import { same } from "../../validation/equality";

export interface StatementsInputs extends GivenTags {
    readonly compartmentIds: readonly string[];
    /** The only policy to check. If it is given, nothing is created. */
    readonly policyId?: string;
    readonly policyCompartmentId?: string;
    readonly policyName?: string;
}

/** Which policy holds the statement for a compartment. */
export interface StatementHolder {
    readonly compartmentId: string;
    readonly policyId: string;
    readonly policyName: string;
    /** Whether this resource created the policy and deletes it. */
    readonly isOwned?: boolean;
}

export interface StatementsState extends StatementsInputs {
    readonly holders: readonly StatementHolder[];
    /** The policy that this resource created for the statements that no other policy held. */
    readonly ownedPolicyId?: string;
}

const what = "the statements that let VM clusters read registered AWS keys";

/** Policies are read in the region where they are written, so a new one shows soon or not at all. */
const visibleWithinSeconds = 60;

const description = "Exadata VM clusters may read the AWS KMS keys that are registered for them";

/** Prefix of the policies that onboarding creates. Nobody else may change those. */
const reserved = /^MulticloudLink/i;

/** Finds the statements that existing policies hold, and writes the missing ones into the resource's own policy. */
export function ensureStatements(
    inputs: StatementsInputs,
    owned?: string,
    before: readonly StatementHolder[] = [],
): Promise<StatementsState> {
    return serialise(`statements ${inputs.policyId ?? inputs.compartmentIds.join()}`, async () => {
        const others = (await policiesFor(inputs)).filter(({ id }) => id !== owned);
        const held = await holdersIn(others, inputs.compartmentIds, owned);
        const missing = unheld(inputs.compartmentIds, held);
        if (missing.length > 0 && inputs.policyId !== undefined) throw new PlainError(lacks(inputs.policyId, missing));
        await refuseDropping(before, inputs.compartmentIds);
        const ownedPolicyId = await keep(inputs, missing, owned);
        const holders = await allHeld(inputs, ownedPolicyId);
        return { ...inputs, holders, ...(ownedPolicyId === undefined ? {} : { ownedPolicyId }) };
    });
}

/** Refuses to remove a statement from the resource's own policy while a database needs it. */
async function refuseDropping(before: readonly StatementHolder[], compartmentIds: readonly string[]): Promise<void> {
    const dropped = before.filter(({ compartmentId, isOwned }) => isOwned && !compartmentIds.includes(compartmentId));
    for (const { compartmentId, policyId, policyName } of dropped) {
        const users = spoken(await usageOfCompartmentPolicy(policyId, compartmentId, awsRegion()));
        if (users === undefined) continue;
        throw new PlainError(
            `policy ${policyName} has to let VM clusters read the registered AWS keys of compartment ${compartmentId}: without it ` +
                `${users} could no longer get a key or be rotated; ${takeOff}`,
        );
    }
}

/** Waits until every compartment has a holder: a new policy can take a moment to show. */
function allHeld(inputs: StatementsInputs, owned: string | undefined): Promise<StatementHolder[]> {
    return waitFor({ what, timeoutSeconds: visibleWithinSeconds }, async () => {
        const holders = await holdersOf(inputs, owned);
        const without = unheld(inputs.compartmentIds, holders);
        return without.length === 0 ? done(holders) : pending(`no policy holds the one for ${without.join(", ")}`);
    });
}

/** Creates or changes the resource's own policy so that it holds the missing statements. Deletes it if none is missing. */
async function keep(inputs: StatementsInputs, missing: readonly string[], owned?: string): Promise<string | undefined> {
    const mine = owned === undefined ? undefined : await findPolicy(owned);
    if (mine === undefined) return missing.length === 0 ? undefined : make(inputs, missing, owned);
    if (missing.length === 0) {
        await deletePolicy(mine.id);
        return undefined;
    }
    if (isElsewhere(mine, inputs) || !(await reachesAll(mine, missing))) {
        const moved = await make(inputs, missing, owned);
        await deletePolicy(mine.id);
        return moved;
    }
    const statements = missing.map(awsKeyReadStatement);
    const isHeld = statements.every((statement) => holdsStatement(mine.statements, statement));
    if (!isHeld || !hasTags(mine, inputs)) await updatePolicy(mine, statements, inputs);
    return mine.id;
}

/** Whether a policy has the given tags. Defined tags that OCI or others added do not matter. */
function hasTags(mine: Policy, given: GivenTags): boolean {
    const { freeformTags = mine.freeformTags, definedTags = {} } = wireTags(given);
    const isDefined = Object.entries(definedTags).every(([namespace, tags]) =>
        Object.entries(tags).every(([key, value]) => mine.definedTags[namespace]?.[key] === value),
    );
    return isDefined && same(freeformTags, mine.freeformTags);
}

/** OCI cannot rename or move a policy. If the program gives no name or no compartment, the policy keeps its own. */
function isElsewhere(mine: Policy, { policyName, policyCompartmentId }: StatementsInputs): boolean {
    return (
        (policyName ?? mine.name) !== mine.name || (policyCompartmentId ?? mine.compartmentId) !== mine.compartmentId
    );
}

/** OCI accepts only statements about the compartment of the policy and the compartments below it. */
async function reachesAll({ compartmentId }: Policy, missing: readonly string[]): Promise<boolean> {
    const reached = await Promise.all(missing.map((one) => reachesFrom(compartmentId, one)));
    return !reached.includes(false);
}

/**
 * The first attempt carries a token that a repeated run computes again. If a policy created with that token was deleted within
 * the last day, OCI refuses the token or answers with the old policy. Then the next attempt gets a new token.
 */
async function make(inputs: StatementsInputs, missing: readonly string[], after: string | undefined): Promise<string> {
    const compartmentId = inputs.policyCompartmentId ?? (await findSharedCompartment(missing)) ?? missing[0] ?? "";
    const statements = missing.map(awsKeyReadStatement);
    const name = inputs.policyName ?? "exadata-aws-keys";
    const policy = { compartmentId, name, description, statements, tags: tagsIn(inputs) };
    const token = retryToken("createPolicy", { compartmentId, name, statements, after });
    try {
        const { id } = await createPolicy(policy, token);
        if ((await findPolicy(id)) !== undefined) return id;
    } catch (error) {
        if (!isConflict(error) || error.code !== "InvalidatedRetryToken") throw error;
    }
    return (await createPolicy(policy, retryToken("createPolicy", { token, again: randomUUID() }))).id;
}

function tagsIn({ freeformTags, definedTags }: GivenTags): GivenTags {
    return { ...(freeformTags ? { freeformTags } : {}), ...(definedTags ? { definedTags } : {}) };
}

/** The policies that may hold the statements. */
async function policiesFor({ compartmentIds, policyId }: StatementsInputs): Promise<Policy[]> {
    if (policyId !== undefined) {
        const policy = await findPolicy(policyId);
        return policy ? [policy] : [];
    }
    return policiesAbove(compartmentIds);
}

async function holdersIn(
    policies: readonly Policy[],
    compartmentIds: readonly string[],
    owned: string | undefined,
): Promise<StatementHolder[]> {
    const found = compartmentIds.map(async (compartmentId) => {
        const policy = await findKeyReadPolicy(policies, compartmentId);
        return policy
            ? [{ compartmentId, policyId: policy.id, policyName: policy.name, isOwned: policy.id === owned }]
            : [];
    });
    return (await Promise.all(found)).flat();
}

/** The policies that hold the statements. The resource's own policy counts even if the caller may not list policies. */
async function holdersOf(inputs: StatementsInputs, owned: string | undefined): Promise<StatementHolder[]> {
    const found = await policiesFor(inputs);
    const mine = owned === undefined || found.some(({ id }) => id === owned) ? undefined : await findPolicy(owned);
    return holdersIn(mine === undefined ? found : [...found, mine], inputs.compartmentIds, owned);
}

function unheld(compartmentIds: readonly string[], holders: readonly StatementHolder[]): string[] {
    return compartmentIds.filter((wanted) => !holders.some(({ compartmentId }) => compartmentId === wanted));
}

function lacks(policyId: string, missing: readonly string[]): string {
    return [
        `policy ${policyId} does not let VM clusters read the registered AWS keys of every compartment; add these statements to it, or to your own policy:`,
        ...missing.map((compartmentId) => `  ${awsKeyReadStatement(compartmentId)}`),
    ].join("\n");
}

function checkPolicyName(path: string, value: unknown): Fault[] {
    if (typeof value !== "string" || !reserved.test(value)) return [];
    return [
        {
            path,
            reason: `"${value}" has the prefix of policies that onboarding creates`,
            remedy: "choose another name: this package never changes policies with that prefix",
        },
    ];
}

const operations: ResourceOperations<StatementsInputs, StatementsState> = {
    inputs: ["compartmentIds", "policyId", "policyCompartmentId", "policyName", "freeformTags", "definedTags"],
    identity: [],
    faults: (inputs) => [
        ...checkPresent(inputs, { compartmentIds: "give the OCIDs of the compartments of the VM clusters" }),
        ...checkEach("compartmentIds", inputs.compartmentIds, (path, ocid) => checkOcid(path, ocid, "compartment")),
        ...checkOcid("policyCompartmentId", inputs.policyCompartmentId, "compartment"),
        ...checkPolicyName("policyName", inputs.policyName),
    ],
    drifted: ({ compartmentIds, holders }) => unheld(compartmentIds, holders).length > 0,
    async create(inputs) {
        const state = await ensureStatements(inputs);
        return { id: state.ownedPolicyId ?? state.holders[0]?.policyId ?? "statements", state };
    },
    async read(_id, { ownedPolicyId, ...state }) {
        const owned = ownedPolicyId === undefined ? undefined : await findPolicy(ownedPolicyId);
        const holders = await holdersOf(state, owned?.id);
        const held = state.holders.map(({ compartmentId }) => compartmentId);
        if (unheld(held, holders).length > 0) await refuseBlindness(what);
        return { ...state, holders, ...(owned === undefined ? {} : { ownedPolicyId: owned.id }) };
    },
    update: (_id, { ownedPolicyId, holders }, inputs) => ensureStatements(inputs, ownedPolicyId, holders),
    /** Deletes only the policy that this resource created. */
    async delete(_id, { ownedPolicyId }) {
        if (ownedPolicyId !== undefined) await deletePolicy(ownedPolicyId);
    },
};

export const provider = hosted(operations);
