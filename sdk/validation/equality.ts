/** One text for equal values: keys sorted, absent and `undefined` alike. */
export function canonical(value: unknown): string {
    return JSON.stringify(value, (_key, member: unknown) => {
        if (typeof member !== "object" || member === null || Array.isArray(member)) return member;
        return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
    });
}

/** Whether two values of inputs are the same. An empty map equals an absent one. */
export function same(a: unknown, b: unknown): boolean {
    return canonical(normal(a)) === canonical(normal(b));
}

/** Compares documents by content, because a service may format them differently. */
export function sameDocument(wanted: string, live: string | undefined): boolean {
    if (live === undefined || wanted === live) return wanted === live;
    try {
        return canonical(JSON.parse(wanted)) === canonical(JSON.parse(live));
    } catch {
        return false;
    }
}

function normal(value: unknown): unknown {
    if (value === undefined || value === null) return null;
    return typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0 ? null : value;
}
