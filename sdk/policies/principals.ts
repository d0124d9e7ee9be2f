import { any, type Truth } from "./conditions";
import { listOf, type PolicyDocument, type Principal, readPolicy, type Statement } from "./document";

/** Who makes a request: a session of a role or, with `federated`, somebody with a token who asks for the role. */
export interface Caller {
    readonly roleArn: string;
    readonly accountId: string;
    /** Unique id (`AROA…`) of the role as it is now. */
    readonly roleId?: string;
    /** ARN of the OIDC provider that vouches for the token. */
    readonly federated?: string;
}

/** How a statement names a caller: directly, or through its whole account. */
interface Naming {
    readonly caller: Truth;
    readonly account: Truth;
}

const kinds = ["AWS", "Federated", "Service", "CanonicalUser"];
const uniqueId = /^A(?:ROA|IDA)[A-Z0-9]{8,}$/;

/** How a `Principal` names a caller. An unknown caller is named only by everybody. */
export function namingOf(principal: unknown, caller: Caller | undefined): Naming {
    const names = namesIn(principal);
    if (names === undefined) return { caller: "open", account: "no" };
    const isToken = caller?.federated !== undefined;
    return {
        caller: any(names.map(([kind, name]) => meansCaller(kind, name, caller))),
        account: any(names.map(([kind, name]) => (kind === "AWS" && !isToken ? meansAccount(name, caller) : "no"))),
    };
}

/** The names in a `Principal` that may or may not mean a caller. */
export function namesInDoubt(principal: unknown, caller: Caller | undefined): string[] {
    const names = namesIn(principal) ?? [];
    const inDoubt = names.filter(([kind, name]) => meansCaller(kind, name, caller) === "open");
    return inDoubt.length === 0 ? [JSON.stringify(principal)] : inDoubt.map((named) => named.join(" "));
}

/**
 * Whether a denial with `NotPrincipal` applies to a caller. AWS wants both the account and the role named, and may deny the role
 * otherwise. So if only one of them is named, the result is open.
 */
export function isNotSpared(principal: unknown, caller: Caller | undefined): Truth {
    const naming = namingOf(principal, caller);
    if (naming.caller === "yes" && (naming.account === "yes" || caller?.federated !== undefined)) return "no";
    return naming.caller === "no" && naming.account === "no" ? "yes" : "open";
}

function meansCaller(kind: string, name: string, caller: Caller | undefined): Truth {
    if (!kinds.includes(kind)) return "open";
    if (caller === undefined) return kind === "AWS" && name === "*" ? "yes" : "open";
    if (caller.federated !== undefined) return meansToken(kind, name, caller.federated);
    if (kind !== "AWS") return "no";
    if (name === "*") return "yes";
    if (name === caller.roleArn || (caller.roleId !== undefined && name === caller.roleId)) return "yes";
    if (uniqueId.test(name) || accountOf(name) !== undefined) return "no";
    if (!/^arn:[\w-]+:(?:iam|sts)::\d{12}:[^*?]+$/.test(name)) return "open";
    return isSessionOf(name, caller) ? "open" : "no";
}

/** No source says whether `*` includes callers that have a token but no AWS credentials yet. */
function meansToken(kind: string, name: string, provider: string): Truth {
    if (name === "*" && (kind === "AWS" || kind === "Federated")) return "open";
    return kind === "Federated" && name === provider ? "yes" : "no";
}

function meansAccount(name: string, caller: Caller | undefined): Truth {
    const account = accountOf(name);
    return account !== undefined && account === caller?.accountId ? "yes" : "no";
}

function accountOf(name: string): string | undefined {
    return /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
}

/** The names of sessions are not known beforehand. */
function isSessionOf(name: string, { roleArn, accountId }: Caller): boolean {
    const role = roleArn.slice(roleArn.lastIndexOf("/") + 1);
    return name.includes(`:sts::${accountId}:assumed-role/${role}/`);
}

function namesIn(principal: unknown): [kind: string, name: string][] | undefined {
    if (typeof principal === "string") return [["AWS", principal]];
    if (typeof principal !== "object" || principal === null || Array.isArray(principal)) return undefined;
    const names = Object.entries(principal).flatMap(([kind, named]) => [named].flat().map((name) => [kind, name]));
    return names.every(([, name]) => typeof name === "string") ? (names as [string, string][]) : undefined;
}

/** The ids in a statement of a key policy that AWS shows instead of deleted principals. */
export interface DeadPrincipals {
    /** `statement "Sid"`, or its number. */
    readonly statement: string;
    readonly ids: readonly string[];
}

/** The deleted principals of a policy. KMS returns them, but accepts no policy that names them. */
export function deadPrincipals(document: PolicyDocument | string): DeadPrincipals[] {
    return readPolicy(document).Statement.flatMap((statement, index) => {
        const ids = [...idsIn(statement.Principal), ...idsIn(statement.NotPrincipal)];
        return ids.length === 0 ? [] : [{ statement: statementName(statement, index), ids: [...new Set(ids)] }];
    });
}

/**
 * The policy without deleted principals. A statement that names nobody else is removed. A denial that spares nobody else stays
 * as it is: without them, it would apply to everybody.
 */
export function withoutDeadPrincipals(document: PolicyDocument | string): PolicyDocument {
    const policy = readPolicy(document);
    const statements = policy.Statement.flatMap((statement) => {
        const { Principal: named, NotPrincipal: spared } = statement;
        const living = { ...statement };
        if (idsIn(named).length > 0) {
            const left = livingOf(named);
            if (left === undefined) return [];
            living.Principal = left;
        }
        if (idsIn(spared).length > 0) living.NotPrincipal = livingOf(spared) ?? spared!;
        return [living];
    });
    return { ...policy, Statement: statements };
}

function idsIn(principal: Principal | undefined): string[] {
    return (typeof principal === "object" ? listOf(principal.AWS) : []).filter((name) => uniqueId.test(name));
}

function livingOf(principal: Principal | undefined): Principal | undefined {
    if (typeof principal !== "object") return principal;
    const { AWS, ...others } = principal;
    const left = listOf(AWS).filter((name) => !uniqueId.test(name));
    if (left.length > 0) return { ...principal, AWS: left };
    return Object.keys(others).length > 0 ? others : undefined;
}

/** The name of a statement in messages. */
export function statementName({ Sid }: Statement, index: number): string {
    return Sid ? `statement "${Sid}"` : `statement ${index + 1}`;
}
