import { all, any, type LookUp, type Test, type Truth, testsOf } from "./conditions";
import { coversAction, listOf, matchesExactCase, type PolicyDocument, readPolicy, type Statement } from "./document";
import { type Caller, isNotSpared, namesInDoubt, namingOf, statementName } from "./principals";

/** The rules of one kind of document. */
export interface Rules {
    /** Whether its statements name principals: always, never, or either way. */
    readonly principals: "always" | "never" | "either";
    /**
     * What a statement without Resource means. `void`: it has no effect (key policies). `open`: AWS does not accept it (other
     * documents). `usual`: it is about the role (trust policies).
     */
    readonly withoutResource: "void" | "open" | "usual";
}

/** The facts about a call that statements are compared with. */
export interface Call {
    readonly action: string;
    readonly resource: string;
    readonly caller?: Caller;
    readonly lookUp: LookUp;
}

/** A statement, or the whole text of a document that cannot be read. */
export interface Named {
    readonly statement?: Statement;
    readonly text: string;
    /** `statement "Sid" of the key policy` */
    readonly name: string;
    readonly cases: Cases;
}

/**
 * When something holds that cannot be judged here: in any of these cases. A case holds if everything that it lists holds. An
 * empty list is a case that certainly holds.
 */
export type Cases = readonly (readonly string[])[];

/** The cases in which both hold. */
export function both(some: Cases, others: Cases): Cases {
    return some.flatMap((one) => others.map((other) => [...new Set([...one, ...other])]));
}

/** The effects of the statements of one document on a call. */
export interface Reading {
    readonly denies: readonly Named[];
    readonly mayDeny: readonly Named[];
    readonly allows: readonly Named[];
    readonly mayAllow: readonly Named[];
    /** Statements of a key policy that allow the account. They leave the decision to the IAM policies of the role. */
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
        const unread = { text, name: `the text of ${name}`, cases: [[text]] };
        return { ...reading, mayDeny: [unread], mayAllow: [unread] };
    }
    statements.forEach((statement, index) => {
        const { own, account } = effectOf(statement, rules, call);
        const named = (cases: Cases): Named => ({
            statement,
            text: JSON.stringify(statement),
            name: `${statementName(statement, index)} of ${name}`,
            cases,
        });
        if (statement.Effect !== "Allow") {
            const denies = any([own.truth, account.truth]);
            const denial = named([...own.cases, ...account.cases]);
            if (denies === "yes" && statement.Effect === "Deny") reading.denies.push(denial);
            else if (denies === "open") reading.mayDeny.push(denial);
            else if (denies === "yes") reading.mayDeny.push(named([[`Effect ${String(statement.Effect)}`]]));
            return;
        }
        if (own.truth !== "no") reading[own.truth === "yes" ? "allows" : "mayAllow"].push(named(own.cases));
        if (account.truth !== "no")
            reading[account.truth === "yes" ? "delegates" : "mayDelegate"].push(named(account.cases));
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

/** Whether a statement, or a part of it, is about a call. */
interface Extent {
    readonly truth: Truth;
    readonly cases: Cases;
}

const none: Extent = { truth: "no", cases: [] };

/** Whether a statement is about a call: as a call of the caller itself, and as a call of its whole account. */
function effectOf(statement: Statement, rules: Rules, call: Call): { own: Extent; account: Extent } {
    const { Resource, NotResource, Action, NotAction } = statement;
    const isVoid =
        rules.withoutResource === "void" &&
        ((Resource === undefined && NotResource === undefined) || (Action === undefined && NotAction === undefined));
    if (isVoid) return { own: none, account: none };
    const tests = [
        ...strangeMembers(statement),
        { truth: coversCall(statement, call.action), text: JSON.stringify({ Action, NotAction }) },
        ...testsOf(statement.Condition, call.lookUp),
    ];
    const about: Extent = {
        truth: all(tests.map(({ truth }) => truth)),
        cases: [tests.flatMap(({ truth, text }) => (truth === "yes" ? [] : text))],
    };
    const resource = coversResource(statement, rules, call.resource);
    const { own, account } = whomItMeans(statement, rules, call.caller);
    const together = (whom: Extent): Extent => {
        const truth = all([about.truth, resource.truth, whom.truth]);
        return truth === "no" ? none : { truth, cases: both(both(about.cases, resource.cases), whom.cases) };
    };
    return { own: together(own), account: together(account) };
}

/** Members that the policy language does not have. Their effect is unknown. */
function strangeMembers(statement: Statement): Test[] {
    const strange = Object.entries(statement).filter(([member]) => !members.test(member));
    return strange.map((member) => ({ truth: "open", text: JSON.stringify(member) }));
}

/** The result for something that holds as a whole, or not. */
function plain(truth: Truth, doubt: unknown): Extent {
    if (truth === "no") return none;
    return { truth, cases: [truth === "yes" ? [] : [JSON.stringify(doubt)]] };
}

function whomItMeans(statement: Statement, rules: Rules, caller: Caller | undefined): { own: Extent; account: Extent } {
    const { Principal, NotPrincipal, Effect } = statement;
    const doubt = { Principal, NotPrincipal };
    if (rules.principals === "never") {
        const truth = Principal === undefined && NotPrincipal === undefined ? "yes" : "open";
        return { own: plain(truth, doubt), account: none };
    }
    if (NotPrincipal !== undefined) {
        // AWS documents NotPrincipal only for denials.
        const isDenial = Effect === "Deny" && Principal === undefined;
        return { own: plain(isDenial ? isNotSpared(NotPrincipal, caller) : "open", doubt), account: none };
    }
    if (Principal === undefined) {
        return { own: plain(rules.principals === "either" ? "yes" : "open", doubt), account: none };
    }
    const { caller: own, account } = namingOf(Principal, caller);
    const inDoubt: Extent = { truth: "open", cases: namesInDoubt(Principal, caller).map((name) => [name]) };
    return { own: own === "open" ? inDoubt : plain(own, doubt), account: plain(account, doubt) };
}

function coversCall(statement: Statement, action: string): Truth {
    const { Action, NotAction } = statement;
    if ((Action === undefined) === (NotAction === undefined) || !isTexts(Action ?? NotAction)) return "open";
    return coversAction(statement, action) ? "yes" : "no";
}

function coversResource({ Resource, NotResource }: Statement, rules: Rules, resource: string): Extent {
    const doubt = { Resource, NotResource };
    if (Resource === undefined && NotResource === undefined) {
        return plain(rules.withoutResource === "usual" ? "yes" : "open", doubt);
    }
    const isOdd = rules.withoutResource === "usual" || (Resource !== undefined && NotResource !== undefined);
    if (isOdd || !isTexts(Resource ?? NotResource)) return plain("open", doubt);
    const patterns = listOf(Resource ?? NotResource).map((text) => ({ text, truth: meansResource(text, resource) }));
    const named = any(patterns.map(({ truth }) => truth));
    if (Resource === undefined) return plain(named === "open" ? named : named === "yes" ? "no" : "yes", doubt);
    if (named !== "open") return plain(named, doubt);
    return {
        truth: named,
        cases: patterns.flatMap(({ text, truth }) => (truth === "open" ? [[`Resource ${text}`]] : [])),
    };
}

/** @param resource Empty if it is unknown. Then only a statement for every resource certainly covers it. */
function meansResource(pattern: string, resource: string): Truth {
    if (pattern.includes("${")) return "open";
    if (resource === "") return /^\*+$/.test(pattern) ? "yes" : "open";
    return matchesExactCase(pattern, resource) ? "yes" : "no";
}

function isTexts(values: unknown): boolean {
    return [values].flat().every((value) => typeof value === "string");
}
