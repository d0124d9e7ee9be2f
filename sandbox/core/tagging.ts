export type DefinedTags = Record<string, Record<string, unknown>>;

/** Tag defaults put these on what is created, in tenancies that were made since 2020. Nobody can take them off again. */
const automatic = "Oracle-Tags";

/** The tag namespaces of the tenancy, and what its tag defaults do. Namespaces and keys are known in any letter case. */
export class Tagging {
    /** Keys by namespace, as policies and programs may write them. */
    namespaces: Record<string, readonly string[]> = { Operations: ["CostCenter", "Team"] };
    /** Whether whatever is created gets `Oracle-Tags.CreatedBy` and `.CreatedOn`. */
    oracleTags = false;
    /** `Namespace.Key` of tags without which nothing can be created. */
    required: readonly string[] = [];

    /** What the service puts on a new resource by itself. */
    automaticTags(createdBy: string): DefinedTags {
        if (!this.oracleTags) return {};
        return { [automatic]: { CreatedBy: createdBy, CreatedOn: new Date().toISOString() } };
    }

    /** Tags that nobody defined: `TagNamespace …` or `Tag …`. */
    unknown(tags: DefinedTags): string | undefined {
        for (const [namespace, keys] of Object.entries(tags)) {
            if (same(namespace, automatic)) continue;
            const known = Object.entries(this.namespaces).find(([name]) => same(name, namespace))?.[1];
            if (known === undefined) return `TagNamespace ${namespace}`;
            const key = Object.keys(keys).find((one) => !known.some((name) => same(name, one)));
            if (key !== undefined) return `Tag ${namespace}.${key}`;
        }
        return undefined;
    }

    missing(tags: DefinedTags): string[] {
        const given = Object.entries(tags).flatMap(([namespace, keys]) =>
            Object.keys(keys).map((key) => `${namespace}.${key}`),
        );
        return this.required.filter((wanted) => !given.some((one) => same(one, wanted)));
    }

    /** The tags that a change leaves: the automatic ones come back when it leaves them out. */
    kept(before: DefinedTags | undefined, wanted: DefinedTags): DefinedTags {
        const stays = before?.[automatic];
        return stays === undefined ? wanted : { ...wanted, [automatic]: stays };
    }
}

function same(a: string, b: string): boolean {
    return a.toLowerCase() === b.toLowerCase();
}
