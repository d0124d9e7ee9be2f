import { object, text } from "../../host/spec";
import { isObject, type Plain, type Properties } from "../../host/values";
import { durationOf } from "../../host/wait";
import type { OdbClient } from "../odb-client";
import { type Tags, tagChanges } from "../tags";

export const region = text({ computed: true, replace: true });
export const timeouts = object({ create: text(), delete: text(), update: text() });

const day = 24 * 3_600_000;

/** How long to wait: `customTimeouts`, then the `timeouts` block, then what the plugin takes. */
export function timeoutOf(
    action: "create" | "update" | "delete",
    properties: Properties,
    given: number | undefined,
    standard = day,
): number {
    if (given !== undefined) return given;
    const block = isObject(properties.timeouts) ? properties.timeouts[action] : undefined;
    return typeof block === "string" ? durationOf(block) : standard;
}

/** `dataStorageSizeInTBs` as Pulumi spells it: `dataStorageSizeInTbs`. */
function pulumiName(name: string): string {
    return name.replace(/(GB|TB)s$/, (_, unit: string) => `${unit.charAt(0)}bs`).replace(/OCI$/, "Oci");
}

/** The members of a wire object under Pulumi's names; nested ones are left as they are. */
export function pulumiNames(wire: Properties): Properties {
    return Object.fromEntries(Object.entries(wire).map(([name, value]) => [pulumiName(name), value]));
}

export function pick(from: Properties, names: readonly string[]): Properties {
    return Object.fromEntries(names.map((name) => [name, from[name]]));
}

/** Only what has a value: ODB refuses null members. */
export function given(properties: Properties): Properties {
    const entries = Object.entries(properties).filter(([, value]) => value !== undefined && value !== null);
    return Object.fromEntries(entries);
}

export function objectOf(value: Plain | undefined): Properties {
    return isObject(value) ? value : {};
}

export async function liveTags(odb: OdbClient, arn: Plain | undefined): Promise<Tags> {
    const { tags } = await odb.send("ListTagsForResource", { resourceArn: arn ?? "" });
    return objectOf(tags) as Tags;
}

export async function updateTags(odb: OdbClient, old: Properties, wanted: Properties): Promise<void> {
    const { put, remove } = tagChanges(old, wanted);
    const resourceArn = old.arn ?? "";
    if (remove.length > 0) await odb.send("UntagResource", { resourceArn, tagKeys: remove });
    if (Object.keys(put).length > 0) await odb.send("TagResource", { resourceArn, tags: put });
}

/** The layout of the plugin's own messages. */
export function problem(action: string, resource: string, name: Plain | undefined, error: unknown): string {
    const message = error instanceof Error ? error.message : String(error);
    return `${action} ODB (Oracle Database@AWS) ${resource} (${String(name ?? "")}): ${message}`;
}
