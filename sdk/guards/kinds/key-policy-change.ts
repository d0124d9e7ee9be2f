import { getKeyPolicy, type KmsKey } from "../../clouds/aws/kms-keys";
import {
    type GivenStatement,
    heldStatements,
    isVersionDenial,
    keyPolicy,
    policyText,
    type Statement,
    withDenial,
    withoutUsers,
    withUsers,
} from "../../policies";
import type { Texts } from "./key-roles";
import type { Change } from "./kind";
import type { WantedKey } from "./wanted-key";

type Wanted = Partial<WantedKey>;

/** A change of the policy: its text now and then, and what of it is whose. */
export interface PolicyChange extends Texts {
    /** The text wanted, were everybody let in who is known only later. What it denies is denied for certain. */
    readonly widest: string;
    /** What stays in it by hand. */
    readonly held: readonly Statement[] | undefined;
    /** The statements that the program gives, as far as they are known. */
    readonly given: readonly GivenStatement[];
}

/** Stands for users and statements that are known only later and may let in any role. */
const anybody: GivenStatement = { Effect: "Allow", Principal: { AWS: ["*"] }, Action: ["kms:*"] };

/** What the program makes of the policy; undefined when it leaves it alone. */
export async function policyChange(key: KmsKey, change: Change<WantedKey>): Promise<PolicyChange | undefined> {
    const { before = {}, after } = change;
    const parts = [after.policy, after.accountId, after.userRoleArns, after.retiredMasterKeyIds];
    if (parts.every((part) => part === undefined)) return undefined;
    const live = await getKeyPolicy(key.arn);
    const held = after.accountId === undefined ? undefined : heldIn(live, before, after);
    const { given, mayAllow } = knownStatements(change);
    const textWith = (policyStatements: GivenStatement[]) =>
        policyThen(key, live, before, { ...after, policyStatements, ...(held && { heldStatements: held }) });
    const widest = textWith([...given, anybody]);
    return { live, wanted: mayAllow ? widest : textWith(given), widest, held, given };
}

/** The policy as the program would have it. */
function policyThen({ arn: keyArn }: KmsKey, live: string, before: Wanted, after: Wanted): string {
    if (after.policy !== undefined) return after.policy;
    const { userRoleArns = [], retiredMasterKeyIds = [] } = after;
    if (after.accountId !== undefined) {
        const { accountId, administratorRoleArns, allowAdministratorsToDelete, heldStatements: held } = after;
        const lists = { userRoleArns, administratorRoleArns, allowAdministratorsToDelete, retiredMasterKeyIds };
        const statements = { statements: after.policyStatements ?? [], heldStatements: held ?? [] };
        return policyText(keyPolicy({ accountId, id: after.policyId, ...lists, ...statements }));
    }
    const gone = (before.userRoleArns ?? []).filter((role) => !userRoleArns.includes(role));
    return policyText(withDenial(withUsers(keyArn, withoutUsers(live, gone), userRoleArns), retiredMasterKeyIds));
}

/** Statements that stay although the program does not name them. */
function heldIn(live: string, before: Wanted, after: Wanted): Statement[] {
    if (after.removeForeignStatements === true) return [];
    const named = [...(before.retiredMasterKeyIds ?? []), ...(after.retiredMasterKeyIds ?? [])];
    return heldStatements(live, named, [...(before.policyStatements ?? []), ...(after.policyStatements ?? [])]);
}

/**
 * The statements of the program that can be judged now, and whether any other may let a role in. One in which principals or
 * actions are still to come means at least those that are known; one in which anything else is still to come may mean anything.
 */
function knownStatements({ after, unknown }: Change<WantedKey>) {
    const places = unknown.filter((place) => place.startsWith("policyStatements"));
    if (places.includes("policyStatements")) return { given: [], mayAllow: true };
    let index = -1;
    const statements = (after.policyStatements ?? []).map((statement) => {
        // Those that are not known at all are left out of the list.
        do index++;
        while (places.includes(`policyStatements[${index}]`));
        const at = `policyStatements[${index}].`;
        return { statement, open: places.filter((place) => place.startsWith(at)) };
    });
    const narrower = /\.(?:Sid|Action\[\d+\]|Principal\.\w+\[\d+\])$/;
    const judged = statements.filter(({ open }) => open.every((place) => narrower.test(place)));
    return {
        given: judged.map(({ statement }) => statement),
        mayAllow:
            places.some((place) => /^policyStatements\[\d+\]$/.test(place)) ||
            statements.some(({ statement, open }) => open.length > 0 && statement.Effect !== "Deny"),
    };
}

/** What came into the policy by hand. @param name of the key, for people */
export function foreign(name: string, policy: PolicyChange | undefined, { before }: Change<WantedKey>): string[] {
    const known = JSON.stringify(before?.heldStatements ?? []);
    const fresh = (policy?.held ?? []).filter((statement) => !known.includes(JSON.stringify(statement)));
    return fresh.map((statement) => {
        const own = isVersionDenial(statement)
            ? "name its versions as `retiredMasterKeyIds`"
            : "give it as one of `policyStatements`";
        return (
            `the policy of ${name} holds a statement that no program wrote, and keeps it: ${JSON.stringify(statement)}; ` +
            `${own}, or set \`removeForeignStatements: true\` to have such statements taken out`
        );
    });
}
