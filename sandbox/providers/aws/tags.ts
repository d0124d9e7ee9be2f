import { map } from "../host/spec";
import { isObject, type Plain, type Properties } from "../host/values";
import type { AwsSession } from "./session";

export const tags = map();

export type Tags = Record<string, string>;

function tagsOf(value: Plain | undefined): Tags {
    return isObject(value) ? (value as Tags) : {};
}

/** The provider's default tags with the resource's own on top. */
export function planTags(inputs: Properties, session: AwsSession): Properties {
    return { tagsAll: { ...session.settings.defaultTags, ...tagsOf(inputs.tags) } };
}

export function allTags(inputs: Properties, session: AwsSession): Tags {
    return { ...session.settings.defaultTags, ...tagsOf(inputs.tags) };
}

/** Lists as most AWS services take them. */
export function tagList(all: Tags): { Key: string; Value: string }[] {
    return Object.entries(all).map(([Key, Value]) => ({ Key, Value }));
}

export function tagsFromList(list: readonly { Key?: string; Value?: string }[] | undefined): Tags {
    return Object.fromEntries((list ?? []).map(({ Key, Value }) => [Key ?? "", Value ?? ""]));
}

/** `tags` and `tagsAll` of a live resource: defaults count as the resource's own only when it states them itself. */
export function readTags(live: Tags, known: Properties, session: AwsSession): Properties {
    const all = Object.fromEntries(Object.entries(live).filter(([key]) => !key.startsWith("aws:")));
    const stated = tagsOf(known.tags);
    const own = Object.fromEntries(
        Object.entries(all).filter(([key, value]) => key in stated || session.settings.defaultTags[key] !== value),
    );
    return { tags: Object.keys(own).length > 0 ? own : undefined, tagsAll: all };
}

/** What to tag and untag so that the resource carries what is planned. */
export function tagChanges(old: Properties, wanted: Properties): { put: Tags; remove: string[] } {
    const before = tagsOf(old.tagsAll);
    const after = tagsOf(wanted.tagsAll);
    return {
        put: Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value)),
        remove: Object.keys(before).filter((key) => !(key in after)),
    };
}
