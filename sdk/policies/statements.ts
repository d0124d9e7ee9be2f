import { all, any, conditionsHold, type LookUp, type Truth } from "./conditions";
import { coversAction, listOf, matchesExactCase, type PolicyDocument, readPolicy, type Statement } from "./document";
import { type Caller, isNotSpared, namingOf, statementName } from "./principals";

/** What a kind of document is made of. */
export interface Rules {
    /** Whether its statements say whom they mean: always, never, or as they like. */
    readonly principals: "always" | "never" | "either";
    /**
     * What a statement without Resource is: `void` (a key policy, where it has no effect), `open` (elsewhere, where AWS does
     * not accept it), or `usual` (a trust policy, which is about its role alone).
     */
    readonly withoutResource: "void" | "open" | "usual";
}

/** A call as statements see it. */
export interface Call {
    readonly action: string;
    readonly resource: string;
    readonly caller?: Caller;
    readonly lookUp: LookUp;
}

/** A statement, or a whole document that is no document. */
export interface Named {
    readonly statement?: Statement;
    readonly text: string;
    /** `statement "Sid" of the key policy` */
    readonly name: string;
}

/** What the statements of one document do about a call. */
export interface Reading {
    readonly denies: readonly Named[];
    readonly mayDeny: readonly Named[];
    readonly allows: readonly Named[];
    readonly mayAllow: readonly Named[];
    /** Those of a key policy that allow the account, which leaves the role to its IAM policies. */
    readonly delegates: readonly Named[];
    readonly mayDelegate: readonly Named[];
}

const members = /^(?:Sid|Effect|Principal|NotPrincipal|Action|NotAction|Resource|NotResource|Condition)$/;

export function readDocument(name: string, document: PolicyDocument | string, rules: Rules, call: Call): Reading {
    const reading = { denies: [], mayDeny: [], allows: [], mayAllow: [], delegates: [], mayDelegate: [] } as {
        [List in keyof Reading]: Named[];
    };
    const statements = statementsOf(document);
    if (statements === undefined) {
        const text = typeof document === "string" ? document : JSON.stringify(document);
        const unread = { text, name: `the text of ${name}` };
        return { ...reading, mayDeny: [unread], mayAllow: [unread] };
    }
    statements.forEach((statement, index) => {
        const named = {
            statement,
            text: JSON.stringify(statement),
            name: `${statementName(statement, index)} of ${name}`,
        };
        const { own, account } = effectOf(statement, rules, call);
        if (statement.Effect !== "Allow") {
            const denies = any([own, account]);
            if (denies === "yes" && statement.Effect === "Deny") reading.denies.push(named);
            else if (denies === "open" || denies === "yes") reading.mayDeny.push(named);
            return;
        }
        if (own !== "no") reading[own === "yes" ? "allows" : "mayAllow"].push(named);
        if (account !== "no") reading[account === "yes" ? "delegates" : "mayDelegate"].push(named);
    });
    return reading;
}

function statementsOf(document: PolicyDocument | string): Statement[] | undefined {
    try {
        const { Statement } = readPolicy(document);
        const isRead = Statement.every((one) => typeof one === "object" && one !== null && !Array.isArray(one));
        return isRead ? Statement : undefined;
    } catch {
        return undefined;
    }
}

/** Whether a statement is about a call: as one of the caller itself, and as one of its whole account. */
function effectOf(statement: Statement, rules: Rules, call: Call): { own: Truth; account: Truth } {
    const { Resource, NotResource, Action, NotAction } = statement;
    const isVoid =
        rules.withoutResource === "void" &&
        ((Resource === undefined && NotResource === undefined) || (Action === undefined && NotAction === undefined));
    if (isVoid) return { own: "no", account: "no" };
    const about = all([
        Object.keys(statement).every((member) => members.test(member)) ? "yes" : "open",
        coversCall(statement, call.action),
        coversResource(statement, rules, call.resource),
        conditionsHold(statement.Condition, call.lookUp),
    ]);
    const whom = whomItMeans(statement, rules, call.caller);
    return { own: all([about, whom.own]), account: all([about, whom.account]) };
}

function whomItMeans(statement: Statement, rules: Rules, caller: Caller | undefined): { own: Truth; account: Truth } {
    const { Principal, NotPrincipal, Effect } = statement;
    if (rules.principals === "never") {
        return { own: Principal === undefined && NotPrincipal === undefined ? "yes" : "open", account: "no" };
    }
    if (NotPrincipal !== undefined) {
        // AWS documents NotPrincipal for denials alone.
        const isDenial = Effect === "Deny" && Principal === undefined;
        return { own: isDenial ? isNotSpared(NotPrincipal, caller) : "open", account: "no" };
    }
    if (Principal === undefined) return { own: rules.principals === "either" ? "yes" : "open", account: "no" };
    const { caller: own, account } = namingOf(Principal, caller);
    return { own, account };
}

function coversCall(statement: Statement, action: string): Truth {
    const { Action, NotAction } = statement;
    if ((Action === undefined) === (NotAction === undefined) || !isTexts(Action ?? NotAction)) return "open";
    return coversAction(statement, action) ? "yes" : "no";
}

function coversResource({ Resource, NotResource }: Statement, rules: Rules, resource: string): Truth {
    if (Resource === undefined && NotResource === undefined) return rules.withoutResource === "usual" ? "yes" : "open";
    if (rules.withoutResource === "usual" || (Resource !== undefined && NotResource !== undefined)) return "open";
    if (!isTexts(Resource ?? NotResource)) return "open";
    const named = any(
        listOf(Resource ?? NotResource).map((pattern) => {
            if (pattern.includes("${")) return "open";
            return matchesExactCase(pattern, resource) ? "yes" : "no";
        }),
    );
    if (Resource !== undefined || named === "open") return named;
    return named === "yes" ? "no" : "yes";
}

function isTexts(values: unknown): boolean {
    return [values].flat().every((value) => typeof value === "string");
}
