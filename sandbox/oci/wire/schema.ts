import { z } from "zod";
import { invalid, missing, type ServiceError, unparsable } from "./errors";

/** Lengths as the dbmulticloud specification has them. */
export const short = z.string().min(1).max(255);
export const long = z.string().min(1).max(1024);
export const ocidText = short;

export const freeformTags = z.record(z.string(), z.string());
export const definedTags = z.record(z.string(), z.record(z.string(), z.unknown()));
export const tags = { freeformTags: freeformTags.optional(), definedTags: definedTags.optional() };

/** Turns a query or body into the declared shape, or answers 400 with the code for what is wrong with it. */
export function parseQuery<T>(schema: z.ZodType<T> | undefined, query: URLSearchParams): T {
    if (!schema) return {} as T;
    return parse(schema, Object.fromEntries(query));
}

export function parseBody<T>(schema: z.ZodType<T> | undefined, body: Buffer): T {
    const text = body.toString("utf8").trim();
    let value: unknown = {};
    if (text !== "") {
        try {
            value = JSON.parse(text);
        } catch {
            throw unparsable("The body is not valid JSON.");
        }
        if (typeof value !== "object" || value === null || Array.isArray(value)) {
            throw unparsable("The body must be a JSON object.");
        }
    }
    if (!schema) {
        if (Object.keys(value as object).length > 0) throw invalid("This operation takes no body.");
        return undefined as T;
    }
    return parse(schema, value);
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    throw explain(result.error.issues[0]!, value);
}

function explain(issue: z.core.$ZodIssue, value: unknown): ServiceError {
    const name = issue.path.join(".");
    if (issue.code === "unrecognized_keys") {
        return invalid(`Unknown field ${[...issue.path, issue.keys[0]].join(".")}.`);
    }
    if (name !== "" && at(value, issue.path) === undefined) return missing(name);
    // Zod never quotes the received value, so a password cannot end up in an answer.
    return invalid(name === "" ? issue.message : `${name}: ${issue.message}.`);
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
    return path.reduce<unknown>(
        (inner, key) =>
            typeof inner === "object" && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
        value,
    );
}
