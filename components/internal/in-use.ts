import type * as pulumi from "@pulumi/pulumi";
import { type GuardedSubjectArgs, UseGuard } from "../../sdk/resources";

/** What a composite has collected of its parts, for the one guard that it sets behind them all. */
const collections = new WeakMap<pulumi.Resource, GuardedSubjectArgs[]>();

/** Makes a component hold the subjects of its parts in one guard of its own. Give the list to that guard. */
export function collectSubjects(composite: pulumi.ComponentResource): GuardedSubjectArgs[] {
    const subjects: GuardedSubjectArgs[] = [];
    collections.set(composite, subjects);
    return subjects;
}

/** Who a part belongs to, and what it has made. */
interface Part {
    readonly component: pulumi.ComponentResource;
    /** The options that the part was made with: its parent may be a composite. */
    readonly opts: pulumi.ComponentResourceOptions | undefined;
    readonly name: string;
    /** What has to stay until the guard has agreed. */
    readonly dependsOn: pulumi.Input<pulumi.Resource> | pulumi.Input<pulumi.Resource>[];
}

/** Keeps what a part has made from going while databases need it: by a guard of its own, or by that of its composite. */
export function keepWhileInUse({ component, opts, name, dependsOn }: Part, subjects: GuardedSubjectArgs[]): void {
    if (tellComposite(opts, subjects)) return;
    new UseGuard(name, { subjects }, { parent: component, dependsOn });
}

/** Hands subjects to the composite that a part belongs to. @returns whether there is one. */
export function tellComposite(
    opts: pulumi.ComponentResourceOptions | undefined,
    subjects: readonly GuardedSubjectArgs[],
): boolean {
    const collection = opts?.parent === undefined ? undefined : collections.get(opts.parent);
    collection?.push(...subjects);
    return collection !== undefined;
}
