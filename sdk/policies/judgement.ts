import { type Statement, sorted } from "./document";
import { both, type Cases, type Named, type Reading } from "./statements";

export type Decision = "allowed" | "denied" | "unknown";

export interface Evaluation {
    readonly decision: Decision;
    /** The statement that decided. Absent if nothing allowed the action. */
    readonly by?: Statement;
    /** The statement and document that decided, as words for a message. */
    readonly because: string;
    /** JSON texts of the statements that cannot be judged, sorted. Empty unless the decision is `unknown`. */
    readonly doubts: readonly string[];
    /** All of these have to be allowed. */
    readonly parts: readonly Part[];
}

/** The decision about one action. */
export interface Part {
    /** Who uses what, according to which documents. All parts of one use are needed to open a database. */
    readonly use: string;
    readonly action: string;
    readonly decision: Decision;
    /** For an unknown decision: the cases in which something allows it, and the cases in which something denies it. */
    readonly grants: Cases;
    readonly denials: Cases;
}

export interface Judgement extends Omit<Part, "use"> {
    /** The statement that decided. */
    readonly by?: Named;
    /** What did not allow it. The message adds the actions. */
    readonly without?: string;
    readonly doubts: readonly Named[];
}

/** What one document decides about an action. The order: an explicit denial, no permission, a statement that cannot be judged. */
export function judge(name: string, reading: Reading, action: string): Judgement {
    const [denial] = reading.denies;
    if (denial) return deniedBy(denial, action);
    const allows = [...reading.allows, ...reading.delegates];
    const mayAllow = [...reading.mayAllow, ...reading.mayDelegate];
    if (allows.length + mayAllow.length === 0) return nothing(action, `no statement of ${name} allows`);
    const cases = { grants: casesOf([...allows, ...mayAllow]), denials: casesOf(reading.mayDeny) };
    if (allows[0] && reading.mayDeny.length === 0) {
        return { action, decision: "allowed", by: allows[0], doubts: [], ...cases };
    }
    return { action, decision: "unknown", doubts: [...reading.mayDeny, ...(allows[0] ? [] : mayAllow)], ...cases };
}

interface Grantors {
    readonly key: Reading | undefined;
    readonly roles: readonly Reading[] | undefined;
    /** Whether key and role are in different accounts. If so, both sides have to allow the action. */
    readonly isForeign: boolean;
    readonly accountId: string;
}

/** What the policy of a key and the policies of a role together decide about an action. */
export function permission({ key, roles, isForeign, accountId }: Grantors, roleArn: string, action: string): Judgement {
    const given = [...(key ? [key] : []), ...(roles ?? [])];
    const [denial] = given.flatMap(({ denies }) => denies);
    if (denial) return deniedBy(denial, action);
    const mayDeny = given.flatMap((reading) => reading.mayDeny);
    const denials = casesOf(mayDeny);
    if (key === undefined) {
        return {
            action,
            decision: mayDeny.length === 0 ? "allowed" : "unknown",
            doubts: mayDeny,
            grants: [[]],
            denials,
        };
    }
    const { grant, doubts, cases: grants, isLeft } = grantOf(key, roles, isForeign);
    if (grant) {
        const decision = mayDeny.length === 0 ? "allowed" : "unknown";
        return { action, decision, by: grant, doubts: mayDeny, grants, denials };
    }
    if (doubts.length > 0) return { action, decision: "unknown", doubts: [...mayDeny, ...doubts], grants, denials };
    if (!isLeft) return nothing(action, `no statement of the key policy allows ${roleArn}`);
    const left = `the key policy leaves it to the IAM policies of account ${accountId}, and no known one allows`;
    return nothing(action, `${left} ${roleArn}`);
}

/** The statements that may allow the role the use of a key. */
interface Grant {
    /** The statement that certainly allows it. */
    readonly grant?: Named;
    /** The statements that may allow it, if none certainly does. */
    readonly doubts: readonly Named[];
    readonly cases: Cases;
    /** Whether the key policy leaves it to policies of the role. */
    readonly isLeft: boolean;
}

function grantOf(key: Reading, roles: readonly Reading[] | undefined, isForeign: boolean): Grant {
    const byRole = (roles ?? []).flatMap(({ allows }) => allows);
    const byRoleInDoubt = (roles ?? []).flatMap(({ mayAllow }) => mayAllow);
    // A role of another account also needs a permission in its own account, if the policies there are known.
    const needsRole = isForeign && roles !== undefined;
    const direct = needsRole ? [] : key.allows;
    const directInDoubt = needsRole ? [] : key.mayAllow;
    const left = needsRole ? [...key.allows, ...key.delegates] : key.delegates;
    const leftInDoubt = needsRole ? [...key.mayAllow, ...key.mayDelegate] : key.mayDelegate;
    const cases = [
        ...casesOf([...direct, ...directInDoubt]),
        ...both(casesOf([...left, ...leftInDoubt]), casesOf([...byRole, ...byRoleInDoubt])),
    ];
    const isLeft = left.length > 0;
    const grant = direct[0] ?? (isLeft ? byRole[0] : undefined);
    if (grant) return { grant, doubts: [], cases, isLeft };
    const isPossible = left.length + leftInDoubt.length > 0 && byRole.length + byRoleInDoubt.length > 0;
    const doubts = isPossible ? [...(isLeft ? [] : leftInDoubt), ...(byRole.length > 0 ? [] : byRoleInDoubt)] : [];
    return { doubts: [...directInDoubt, ...doubts], cases, isLeft };
}

function casesOf(statements: readonly Named[]): Cases {
    return statements.flatMap(({ cases }) => cases);
}

function deniedBy(by: Named, action: string): Judgement {
    return { action, decision: "denied", by, doubts: [], grants: [], denials: [[]] };
}

function nothing(action: string, without: string): Judgement {
    return { action, decision: "denied", without, doubts: [], grants: [], denials: [] };
}

/**
 * Whether an action that was allowed before is certainly allowed afterwards, judged by two parts. Every case in which something
 * allowed it must remain, and no new case may deny it.
 */
export function keeps(before: Part, after: Part): boolean {
    return isWithin(before.grants, after.grants) && isWithin(after.denials, before.denials);
}

/** Whether one holds in every case in which the other holds. */
function isWithin(some: Cases, others: Cases): boolean {
    return some.every((one) => others.some((other) => other.every((condition) => one.includes(condition))));
}

/** Combines judgements, each with its use. The strongest decides. */
export function joint(judged: readonly { readonly use: string; readonly judgement: Judgement }[]): Evaluation {
    const judgements = judged.map(({ judgement }) => judgement);
    const parts = judged.map(({ use, judgement: { action, decision, grants, denials } }) => {
        return { use, action, decision, grants, denials };
    });
    const denied = judgements.find(({ decision }) => decision === "denied");
    if (denied) {
        const because = denialOf(denied, judgements);
        return { decision: "denied", ...statementOf(denied.by), because, doubts: [], parts };
    }
    const doubts = judgements.flatMap((judgement) => judgement.doubts);
    if (doubts.length > 0) {
        const because = `what ${sorted(doubts.map(({ name }) => name)).join(", ")} means for it cannot be judged`;
        return {
            decision: "unknown",
            ...statementOf(doubts[0]),
            because,
            doubts: sorted(doubts.map(({ text }) => text)),
            parts,
        };
    }
    const by = judgements.find((judgement) => judgement.by)?.by;
    const because = by ? `${by.name} allows it` : "nothing denies it";
    return { decision: "allowed", ...statementOf(by), because, doubts: [], parts };
}

function statementOf(named: Named | undefined): Pick<Evaluation, "by"> {
    return named?.statement ? { by: named.statement } : {};
}

/** Words for the reason, with all actions that are denied for the same reason. */
function denialOf({ by, without }: Judgement, judgements: readonly Judgement[]): string {
    const alike = judgements.filter(
        (one) => one.decision === "denied" && one.by?.name === by?.name && one.without === without,
    );
    const actions = alike.map(({ action }) => action).join(", ");
    return by ? `${by.name} denies ${actions}` : `${without} ${actions}`;
}
