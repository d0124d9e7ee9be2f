import { z } from "zod";
import { invalid } from "./errors";
import type { Answer } from "./operation";

/** Query members that every list takes; the names to sort by differ in spelling from service to service. */
export function listQuery<Keys extends readonly [string, ...string[]], Filters extends z.core.$ZodLooseShape>(
    sortBy: Keys,
    filters: Filters,
) {
    return z.object({
        ...filters,
        limit: z.coerce.number().int().min(1).max(1000).optional(),
        page: z.string().optional(),
        sortOrder: z.enum(["ASC", "DESC"]).optional(),
        sortBy: z.enum(sortBy).optional(),
    });
}

interface Listing<T> {
    query: { limit?: number; page?: string; sortOrder?: "ASC" | "DESC"; sortBy?: string };
    values: T[];
    /** `items` wraps the list in an object, as dbmulticloud does; the other services answer bare arrays. */
    shape: "items" | "array";
    defaultLimit?: number;
    /** What to compare, by the name in `sortBy`. The first is the default; times come newest first. */
    sortKeys: Record<string, (value: T) => string | undefined>;
}

export function page<T>(listing: Listing<T>): Answer {
    const { query, shape } = listing;
    const values = sorted(listing);
    const start = query.page === undefined ? 0 : offsetOf(query.page);
    const end = start + (query.limit ?? listing.defaultLimit ?? 10);
    const part = values.slice(start, end);
    return {
        status: 200,
        body: shape === "items" ? { items: part } : part,
        headers: end < values.length ? { "opc-next-page": tokenOf(end) } : {},
    };
}

function sorted<T>({ query, values, sortKeys }: Listing<T>): T[] {
    const name = query.sortBy ?? Object.keys(sortKeys)[0]!;
    const key = sortKeys[name]!;
    const order = query.sortOrder ?? (/^time/i.test(name) ? "DESC" : "ASC");
    const direction = order === "ASC" ? 1 : -1;
    return values
        .map((value, index) => ({ value, index, key: key(value) ?? "" }))
        .sort((a, b) => direction * (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index))
        .map(({ value }) => value);
}

const tokenOf = (offset: number) => Buffer.from(`offset:${offset}`).toString("base64url");

function offsetOf(token: string): number {
    const offset = /^offset:(\d+)$/.exec(Buffer.from(token, "base64url").toString())?.[1];
    if (offset === undefined) throw invalid("page is not a token that this service gave.");
    return Number(offset);
}
