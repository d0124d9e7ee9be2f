/** Tags as programs give them: the key of a defined tag has its namespace before it. */
export interface GivenTags {
    readonly freeformTags?: Readonly<Record<string, string>>;
    readonly definedTags?: Readonly<Record<string, string>>;
}

type Nested = Record<string, Record<string, string>>;

/** Defined tags as OCI takes them: by namespace, then by key. */
function byNamespace(tags: Readonly<Record<string, string>>): Nested {
    const nested: Nested = {};
    for (const [name, value] of Object.entries(tags)) {
        const [namespace = "", ...key] = name.split(".");
        nested[namespace] = { ...nested[namespace], [key.join(".")]: value };
    }
    return nested;
}

/** The same tags as OCI takes them, as far as they are given. */
export function wireTags({ freeformTags, definedTags }: GivenTags) {
    return {
        ...(freeformTags ? { freeformTags: { ...freeformTags } } : {}),
        ...(definedTags ? { definedTags: byNamespace(definedTags) } : {}),
    };
}
