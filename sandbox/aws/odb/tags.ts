import type { World } from "../../core/world";
import { assertTaggable } from "./find";
import { invalid } from "./refusals";
import type { Members, OdbService } from "./service";

export type Tags = Record<string, string>;

export interface TagResourceInput {
    resourceArn: string;
    tags: Tags;
}

export interface UntagResourceInput {
    resourceArn: string;
    tagKeys: string[];
}

export function checkTags(tags: Tags | undefined): void {
    const reserved = Object.keys(tags ?? {}).find((key) => key.toLowerCase().startsWith("aws:"));
    if (reserved !== undefined) throw invalid("tags", "Tag keys that start with aws: are reserved.");
}

/** The tags of a new resource. */
export function setTags(world: World, arn: string, tags: Tags | undefined): void {
    world.odbTags.set(arn, { ...tags });
}

export function tagResource({ world }: OdbService, input: TagResourceInput): Members {
    assertTaggable(world, input.resourceArn, true);
    checkTags(input.tags);
    world.odbTags.set(input.resourceArn, { ...world.odbTags.get(input.resourceArn), ...input.tags });
    return {};
}

export function untagResource({ world }: OdbService, input: UntagResourceInput): Members {
    assertTaggable(world, input.resourceArn, true);
    const kept = Object.entries(world.odbTags.get(input.resourceArn) ?? {}).filter(
        ([key]) => !input.tagKeys.includes(key),
    );
    world.odbTags.set(input.resourceArn, Object.fromEntries(kept));
    return {};
}

export function listTagsForResource({ world }: OdbService, input: { resourceArn: string }): Members {
    assertTaggable(world, input.resourceArn);
    return { tags: world.odbTags.get(input.resourceArn) ?? {} };
}
