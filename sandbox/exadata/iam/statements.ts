import { conditionsHold } from "./conditions";
import type { RequestContext } from "./context";
import { type PolicyDocument, PolicyError, type Statement } from "./document";
import { matchesPattern, refuseVariables } from "./wildcards";

/** One call as policies see it. */
export interface AccessRequest {
    action: string;
    resource: string;
    context: RequestContext;
}

/** How the principals of a statement name the caller: directly, by its whole account, or not. */
export type Naming = "caller" | "account" | "none";

export type PrincipalNames = Readonly<Partial<Record<string, string[]>>>;

/** Judges the principals of a resource policy; policies attached to a role have none. */
export interface PrincipalJudge {
    names(principals: PrincipalNames): Naming;
    /** Whether a denial for all but these principals lets the caller pass. */
    spares(principals: PrincipalNames): boolean;
}

export interface Verdicts {
    denied: boolean;
    /** Allowed by a statement that names the caller itself, or by any statement of a policy without principals. */
    allowed: boolean;
    /** Allowed to the account, which leaves the decision to the policies of the role. */
    delegated: boolean;
}

/** What one policy says about a request; nothing is said of other policies. */
export function consult(policy: PolicyDocument, request: AccessRequest, judge?: PrincipalJudge): Verdicts {
    const verdicts: Verdicts = { denied: false, allowed: false, delegated: false };
    for (const statement of policy.statements) {
        const naming = namingOf(policy.name, statement, judge);
        if (naming === "none" || !covers(policy.name, statement, request)) continue;
        if (statement.Effect === "Deny") verdicts.denied = true;
        else if (naming === "account") verdicts.delegated = true;
        else verdicts.allowed = true;
    }
    return verdicts;
}

function namingOf(policy: string, statement: Statement, judge: PrincipalJudge | undefined): Naming {
    const { Principal, NotPrincipal } = statement;
    if (judge === undefined) {
        if (Principal ?? NotPrincipal) throw new PolicyError(`${policy}: a policy of a role cannot name principals`);
        return "caller";
    }
    if (Principal !== undefined && NotPrincipal === undefined) return judge.names(Principal);
    if (NotPrincipal === undefined || Principal !== undefined)
        throw new PolicyError(`${policy}: a statement needs either Principal or NotPrincipal`);
    if (statement.Effect === "Allow") throw new PolicyError(`${policy}: NotPrincipal with Allow is not understood`);
    return judge.spares(NotPrincipal) ? "none" : "caller";
}

function covers(policy: string, statement: Statement, request: AccessRequest): boolean {
    return (
        coversAction(policy, statement, request.action) &&
        coversResource(policy, statement, request.resource) &&
        conditionsHold(policy, statement.Condition, request.context)
    );
}

function coversAction(policy: string, statement: Statement, action: string): boolean {
    const { Action, NotAction } = statement;
    if ((Action === undefined) === (NotAction === undefined))
        throw new PolicyError(`${policy}: a statement needs either Action or NotAction`);
    const matches = (patterns: string[]) => patterns.some((pattern) => matchesPattern(pattern, action, true));
    return Action ? matches(Action) : !matches(NotAction ?? []);
}

function coversResource(policy: string, statement: Statement, resource: string): boolean {
    const { Resource, NotResource } = statement;
    refuseVariables(policy, [...(Resource ?? []), ...(NotResource ?? [])]);
    const matches = (patterns: string[]) => patterns.some((pattern) => matchesPattern(pattern, resource));
    if (Resource) return matches(Resource);
    // A trust policy is about the one role it is attached to, and names no resource.
    return NotResource ? !matches(NotResource) : true;
}
