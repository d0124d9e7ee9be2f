import { type Condition, readCondition } from "./conditions";
import { Tokens } from "./tokens";

export type { Condition, Test, Value } from "./conditions";
export { StatementError } from "./tokens";

/** A statement of OCI's policy language, taken apart. Nothing it names has been looked up yet. */
export type Statement = Grant | Definition;

export interface Grant {
    readonly kind: "allow" | "deny" | "endorse" | "admit";
    readonly subject: Subject;
    /** Of a principal of another tenancy: its alias, or `any-tenancy`. */
    readonly of?: string;
    /** In lower case; absent where permissions are listed. */
    readonly verb?: string;
    readonly resourceType?: string;
    readonly permissions?: readonly string[];
    readonly location: Location;
    readonly condition?: Condition;
}

export interface Definition {
    readonly kind: "define";
    readonly what: "tenancy" | "group" | "dynamic-group" | "compartment";
    readonly alias: string;
    readonly ocid: string;
}

export interface Subject {
    readonly kind: "any-user" | "any-group" | "group" | "dynamic-group" | "service" | "resource";
    readonly names: readonly { readonly name?: string; readonly id?: string }[];
}

export type Location =
    | { readonly kind: "tenancy"; readonly alias?: string }
    | { readonly kind: "any-tenancy" }
    | { readonly kind: "id"; readonly id: string }
    | { readonly kind: "path"; readonly path: readonly string[] };

const name = /^[^{}(),=!]/;
const ocid = /^ocid1\.[a-z]+\.[\w.-]+$/i;

export function readStatement(text: string): Statement {
    const tokens = new Tokens(text);
    const statement = tokens.take("define") ? readDefinition(tokens) : readGrant(tokens);
    tokens.end();
    return statement;
}

function readDefinition(tokens: Tokens): Definition {
    const what = (["tenancy", "group", "dynamic-group", "compartment"] as const).find((word) => tokens.take(word));
    if (what === undefined) return tokens.fail();
    const alias = tokens.word(name);
    tokens.expect("as");
    return { kind: "define", what, alias, ocid: tokens.word(ocid) };
}

function readGrant(tokens: Tokens): Grant {
    const kind = (["allow", "deny", "endorse", "admit"] as const).find((word) => tokens.take(word));
    if (kind === undefined) return tokens.fail();
    const subject = readSubject(tokens);
    const of = kind === "admit" && tokens.take("of") ? readTenancy(tokens) : undefined;
    tokens.expect("to");
    const right = readRight(tokens);
    tokens.expect("in");
    const location = readLocation(tokens, kind);
    const condition = tokens.take("where") ? readCondition(tokens) : undefined;
    return { kind, subject, of, ...right, location, condition };
}

/** One kind of principal, of which there may be many. */
function readSubject(tokens: Tokens): Subject {
    for (const kind of ["any-user", "any-group"] as const) if (tokens.take(kind)) return { kind, names: [] };
    if (tokens.take("resource"))
        return { kind: "resource", names: [{ name: tokens.word(name), id: tokens.word(name) }] };
    const kind = (["group", "dynamic-group", "service"] as const).find((word) => tokens.take(word));
    if (kind === undefined) return tokens.fail();
    const names = [];
    do {
        names.push(tokens.take("id") ? { id: tokens.word(ocid) } : { name: unquoted(tokens.word(name)) });
    } while (tokens.take(","));
    return { kind, names };
}

function readRight(tokens: Tokens): Pick<Grant, "verb" | "resourceType" | "permissions"> {
    if (!tokens.take("{")) {
        return {
            verb: tokens.word(/^[a-z-]+$/i).toLowerCase(),
            resourceType: tokens.word(/^[a-z][\w-]*$/i).toLowerCase(),
        };
    }
    const permissions = [];
    do permissions.push(tokens.word(/^[A-Z][A-Z0-9_]+$/));
    while (tokens.take(","));
    tokens.expect("}");
    return { permissions };
}

function readLocation(tokens: Tokens, kind: Grant["kind"]): Location {
    if (kind === "endorse" && tokens.take("any-tenancy")) return { kind: "any-tenancy" };
    if (tokens.take("tenancy")) {
        return { kind: "tenancy", ...(kind === "endorse" && { alias: tokens.word(name) }) };
    }
    tokens.expect("compartment");
    if (tokens.take("id")) return { kind: "id", id: tokens.word(name) };
    return { kind: "path", path: unquoted(tokens.word(name)).split(":") };
}

function readTenancy(tokens: Tokens): string {
    if (tokens.take("any-tenancy")) return "any-tenancy";
    tokens.expect("tenancy");
    return tokens.word(name);
}

/** A group may stand with its identity domain: `'Default'/'admins'`. */
function unquoted(text: string): string {
    return text.replace(/['"]/g, "");
}
