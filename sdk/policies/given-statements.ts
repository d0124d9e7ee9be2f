import { listOf, type Statement, sorted } from "./document";

/** A statement as a program gives it: without the resource, which is always the key itself. */
export type GivenStatement = Omit<Statement, "Resource" | "NotResource">;

/** The statement as it stands in a key policy. */
export function aboutKey({ Condition, ...statement }: GivenStatement): Statement {
    return { ...statement, Resource: "*", ...(Condition === undefined ? {} : { Condition }) };
}

/** The same with the ARNs of accounts in place of their numbers, as KMS gives them back. */
export function withAccountArns({ Principal, ...statement }: GivenStatement, partition: string): GivenStatement {
    if (!isMap(Principal) || Principal.AWS === undefined) return { ...statement, ...(Principal && { Principal }) };
    const arnOf = (name: string) => (/^\d{12}$/.test(name) ? `arn:${partition}:iam::${name}:root` : name);
    return { ...statement, Principal: { ...Principal, AWS: listOf(Principal.AWS).map(arnOf) } };
}

/**
 * Statements in one form and one order: lists sorted and without repetitions, also lists of one, as KMS gives them back in any.
 * What is not known yet stays as it is.
 */
export function inOneForm(statements: readonly GivenStatement[]): GivenStatement[] {
    const formed = statements.map((one): [GivenStatement, string] => {
        const form = isMap(one) ? formOf(one) : one;
        return [form, JSON.stringify(form)];
    });
    return formed.sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([form]) => form);
}

/** One text for all statements that say the same of a key, whatever their Sids. */
export function meaning(statement: Statement): string {
    const { Sid: _, Resource, NotResource, ...said } = formOf(statement);
    const { AWS, ...others } = isMap(said.Principal) ? said.Principal : {};
    return JSON.stringify({
        ...said,
        ...(AWS === undefined ? {} : { Principal: { ...others, AWS: sorted(listOf(AWS).map(asRoot)) } }),
        Resource: sorted(listOf(Resource)),
        ...(NotResource === undefined ? {} : { NotResource: sorted(listOf(NotResource)) }),
    });
}

/** KMS gives back the ARN of an account that was named by its number. */
function asRoot(name: string): string {
    return /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1] ?? name;
}

function formOf({ Sid, Effect, Principal, Action, Condition, ...others }: Statement): Statement {
    return {
        ...(Sid === undefined ? {} : { Sid }),
        Effect,
        ...(Principal === undefined ? {} : { Principal: principalsOf(Principal) }),
        ...(Action === undefined ? {} : { Action: textsOf(Action) }),
        ...others,
        ...(Condition === undefined ? {} : { Condition: inOrder(Condition, (keys) => inOrder(keys, textsOf)) }),
    };
}

function principalsOf(principal: NonNullable<Statement["Principal"]>): NonNullable<Statement["Principal"]> {
    return principal === "*" ? { AWS: ["*"] } : inOrder(principal, textsOf);
}

/** A map in the order of its keys. What is none is left alone. */
function inOrder<T, V>(map: T, form: (value: V) => unknown): T {
    if (!isMap(map)) return map;
    const entries = Object.entries(map as Record<string, V>).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, value]) => [key, form(value)])) as T;
}

/** JSON may write numbers and booleans bare. */
function textsOf(values: unknown): string[] {
    return sorted([values].flat().map(String));
}

function isMap(value: unknown): value is object {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
