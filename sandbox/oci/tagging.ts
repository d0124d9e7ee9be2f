import type { DefinedTags } from "../core/tagging";
import type { Cloud } from "./cloud";
import { invalid, ServiceError } from "./wire/errors";

interface Tags {
    freeformTags?: Record<string, string>;
    definedTags?: DefinedTags;
}

/** The tags of a new resource: those of the request, and what tag defaults add or demand. */
export function newTags({ world }: Cloud, { freeformTags = {}, definedTags = {} }: Tags): Required<Tags> {
    requireDefined(world.tagging.unknown(definedTags));
    const missing = world.tagging.missing(definedTags);
    if (missing.length > 0)
        throw invalid(`definedTags: tag defaults of the compartment require ${missing.join(", ")}.`);
    return { freeformTags, definedTags: { ...definedTags, ...world.tagging.automaticTags("default/sandbox") } };
}

/** The members of a change, with the tags that they leave on the resource. */
export function retagged<T extends Tags>({ world }: Cloud, before: Tags, members: T): T {
    const { definedTags } = members;
    if (definedTags === undefined) return members;
    requireDefined(world.tagging.unknown(definedTags));
    return { ...members, definedTags: world.tagging.kept(before.definedTags, definedTags) };
}

function requireDefined(unknown: string | undefined): void {
    if (unknown === undefined) return;
    const words = `The following tag namespaces / keys are not authorized or not found: ${unknown} does not exists.`;
    throw new ServiceError(400, "InvalidParameter", words, "verbatim");
}
