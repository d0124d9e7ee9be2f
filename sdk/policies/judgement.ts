import { type Statement, sorted } from "./document";
import type { Named, Reading } from "./statements";

export type Decision = "allowed" | "denied" | "unknown";

export interface Evaluation {
    readonly decision: Decision;
    /** The statement that decided; absent when nothing allowed it. */
    readonly by?: Statement;
    /** Which statement of which document decided, in words for a message. */
    readonly because: string;
    /** JSON texts of the statements that cannot be judged, sorted; none unless the decision is `unknown`. */
    readonly doubts: readonly string[];
}

/** What is said about one action. */
export interface Judgement {
    readonly action: string;
    readonly decision: Decision;
    /** The statement that decided. */
    readonly by?: Named;
    /** What did not allow it; the actions follow in the message. */
    readonly without?: string;
    readonly doubts: readonly Named[];
}

/** What one document says of an action: an explicit denial wins, then that nothing allows it, then what cannot be judged. */
export function judge(name: string, reading: Reading, action: string): Judgement {
    const [denial] = reading.denies;
    if (denial) return { action, decision: "denied", by: denial, doubts: [] };
    const [allows] = [...reading.allows, ...reading.delegates];
    const mayAllow = [...reading.mayAllow, ...reading.mayDelegate];
    if (!allows && mayAllow.length === 0) return nothing(action, `no statement of ${name} allows`);
    if (allows && reading.mayDeny.length === 0) return { action, decision: "allowed", by: allows, doubts: [] };
    return { action, decision: "unknown", doubts: [...reading.mayDeny, ...(allows ? [] : mayAllow)] };
}

interface Grantors {
    readonly key: Reading | undefined;
    readonly roles: readonly Reading[] | undefined;
    /** Whether the key belongs to another account than the role: then both sides have to allow. */
    readonly isForeign: boolean;
    readonly accountId: string;
}

/** What the policy of a key and the policies of a role say of an action together. */
export function permission({ key, roles, isForeign, accountId }: Grantors, roleArn: string, action: string): Judgement {
    const given = [...(key ? [key] : []), ...(roles ?? [])];
    const [denial] = given.flatMap(({ denies }) => denies);
    if (denial) return { action, decision: "denied", by: denial, doubts: [] };
    const mayDeny = given.flatMap((reading) => reading.mayDeny);
    const found = key === undefined ? { grant: undefined } : grantOf(key, roles, isForeign);
    if ("grant" in found) {
        const decision = mayDeny.length === 0 ? "allowed" : "unknown";
        return { action, decision, ...(found.grant && { by: found.grant }), doubts: mayDeny };
    }
    if (found.doubts.length > 0) return { action, decision: "unknown", doubts: [...mayDeny, ...found.doubts] };
    if (!found.isLeft) return nothing(action, `no statement of the key policy allows ${roleArn}`);
    const left = `the key policy leaves it to the IAM policies of account ${accountId}, and none that is known allows`;
    return nothing(action, `${left} ${roleArn}`);
}

/** The statement that grants, or those that may, and whether the key policy leaves it to policies of the role. */
function grantOf(
    key: Reading,
    roles: readonly Reading[] | undefined,
    isForeign: boolean,
): { readonly grant: Named | undefined } | { readonly doubts: readonly Named[]; readonly isLeft: boolean } {
    const byRole = (roles ?? []).flatMap(({ allows }) => allows);
    const byRoleInDoubt = (roles ?? []).flatMap(({ mayAllow }) => mayAllow);
    // A role of another account needs leave from its own side too, as far as that side is known.
    const needsRole = isForeign && roles !== undefined;
    const direct = needsRole ? [] : key.allows;
    const directInDoubt = needsRole ? [] : key.mayAllow;
    const left = needsRole ? [...key.allows, ...key.delegates] : key.delegates;
    const leftInDoubt = needsRole ? [...key.mayAllow, ...key.mayDelegate] : key.mayDelegate;
    if (direct[0]) return { grant: direct[0] };
    if (left.length > 0 && byRole[0]) return { grant: byRole[0] };
    const isPossible = left.length + leftInDoubt.length > 0 && byRole.length + byRoleInDoubt.length > 0;
    const doubts = isPossible
        ? [...(left.length > 0 ? [] : leftInDoubt), ...(byRole.length > 0 ? [] : byRoleInDoubt)]
        : [];
    return { doubts: [...directInDoubt, ...doubts], isLeft: left.length > 0 };
}

function nothing(action: string, without: string): Judgement {
    return { action, decision: "denied", without, doubts: [] };
}

/** All judgements in one: the strongest decides. */
export function joint(judgements: readonly Judgement[]): Evaluation {
    const denied = judgements.find(({ decision }) => decision === "denied");
    if (denied)
        return { decision: "denied", ...statementOf(denied.by), because: denialOf(denied, judgements), doubts: [] };
    const doubts = judgements.flatMap((judgement) => judgement.doubts);
    if (doubts.length > 0) {
        const because = `what ${sorted(doubts.map(({ name }) => name)).join(", ")} means for it cannot be judged`;
        return {
            decision: "unknown",
            ...statementOf(doubts[0]),
            because,
            doubts: sorted(doubts.map(({ text }) => text)),
        };
    }
    const by = judgements.find((judgement) => judgement.by)?.by;
    const because = by ? `${by.name} allows it` : "nothing denies it";
    return { decision: "allowed", ...statementOf(by), because, doubts: [] };
}

function statementOf(named: Named | undefined): Pick<Evaluation, "by"> {
    return named?.statement ? { by: named.statement } : {};
}

/** Says why, and for all the actions that are denied for the same reason. */
function denialOf({ by, without }: Judgement, judgements: readonly Judgement[]): string {
    const alike = judgements.filter(
        (one) => one.decision === "denied" && one.by?.name === by?.name && one.without === without,
    );
    const actions = alike.map(({ action }) => action).join(", ");
    return by ? `${by.name} denies ${actions}` : `${without} ${actions}`;
}
