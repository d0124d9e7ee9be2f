import type * as pulumi from "@pulumi/pulumi";
import { type GuardedSubjectArgs, UseGuard } from "../../sdk/resources";

/** The subjects that a composite has collected from its components, for its one guard. */
const collections = new WeakMap<pulumi.Resource, GuardedSubjectArgs[]>();

/** Lets a composite collect the subjects of its components. Give the returned list to the guard of the composite. */
export function collectSubjects(composite: pulumi.ComponentResource): GuardedSubjectArgs[] {
    const subjects: GuardedSubjectArgs[] = [];
    collections.set(composite, subjects);
    return subjects;
}

/** What a component has created, and the composite it may belong to. */
interface Part {
    readonly component: pulumi.ComponentResource;
    /** The options of the component. Their parent may be a composite. */
    readonly opts: pulumi.ComponentResourceOptions | undefined;
    readonly name: string;
    /** What must stay until the guard has agreed. */
    readonly dependsOn: pulumi.Input<pulumi.Resource> | pulumi.Input<pulumi.Resource>[];
}

/**
 * Refuses to remove what a component has created while databases need it, with a guard of its own or with that of its composite.
 */
export function keepWhileInUse({ component, opts, name, dependsOn }: Part, subjects: GuardedSubjectArgs[]): void {
    if (tellComposite(opts, subjects)) return;
    new UseGuard(name, { subjects }, { parent: component, dependsOn });
}

/** Gives subjects to the composite that a component belongs to. @returns whether there is a composite */
export function tellComposite(
    opts: pulumi.ComponentResourceOptions | undefined,
    subjects: readonly GuardedSubjectArgs[],
): boolean {
    const collection = opts?.parent === undefined ? undefined : collections.get(opts.parent);
    collection?.push(...subjects);
    return collection !== undefined;
}
