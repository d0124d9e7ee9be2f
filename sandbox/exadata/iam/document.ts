import { z } from "zod";

/** A policy that this evaluator cannot judge. It is never taken for a permission. */
export class PolicyError extends Error {}

function oneOrMany<T extends z.ZodType>(item: T) {
    return z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item));
}

const strings = oneOrMany(z.string());
const scalars = oneOrMany(z.union([z.string(), z.boolean(), z.number()]).transform(String));

const principals = z.union([
    z.literal("*").transform((): Partial<Record<string, string[]>> => ({ AWS: ["*"] })),
    z.partialRecord(z.string(), strings),
]);

const statement = z.strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(["Allow", "Deny"]),
    Principal: principals.optional(),
    NotPrincipal: principals.optional(),
    Action: strings.optional(),
    NotAction: strings.optional(),
    Resource: strings.optional(),
    NotResource: strings.optional(),
    Condition: z.record(z.string(), z.record(z.string(), scalars)).default({}),
});

const policyDocument = z.strictObject({
    Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
    Id: z.string().optional(),
    Statement: oneOrMany(statement),
});

export type Statement = z.output<typeof statement>;

/** An AWS policy document with one-or-many members spread out, and the name that refusals call it by. */
export interface PolicyDocument {
    name: string;
    statements: Statement[];
}

/** Reads the JSON text of a policy. Text that IAM would not take either is a `PolicyError` naming the policy. */
export function parsePolicy(name: string, text: string): PolicyDocument {
    let json: unknown;
    try {
        json = JSON.parse(text);
    } catch {
        throw new PolicyError(`${name} is no JSON text`);
    }
    const parsed = policyDocument.safeParse(json);
    if (!parsed.success) throw new PolicyError(`${name} is not understood: ${z.prettifyError(parsed.error)}`);
    return { name, statements: parsed.data.Statement };
}
