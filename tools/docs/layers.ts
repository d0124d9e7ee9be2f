import type { StackResource } from "../demo/tree";

/** A component and its resources. */
export interface Node {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** Types of the resources below it, each once. */
    readonly children: readonly string[];
}

/** A resource in the output of `pulumi stack export`, with its dependencies. */
export interface ExportedResource extends StackResource {
    readonly dependencies?: readonly string[];
}

export interface Graph {
    readonly root: Node;
    /** The components below the root. Each layer depends only on the layers before it. */
    readonly layers: readonly (readonly Node[])[];
    /** URNs: what is needed, and what needs it. */
    readonly edges: readonly (readonly [from: string, to: string])[];
}

const componentType = /^exadata-aws-kms:index:/;

/** The components of a stack whose root is one component, in the order in which they can be created. */
export function graphOf(resources: readonly ExportedResource[]): Graph {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const components = resources.filter(({ type }) => componentType.test(type));
    const root = components.find(({ parent }) => !componentType.test(byUrn.get(parent ?? "")?.type ?? ""));
    if (root === undefined) throw new Error("the stack has no component of this package");
    const nodes = components.filter(({ urn }) => urn !== root.urn).map((component) => nodeOf(component, resources));

    const needs = new Map(nodes.map(({ urn }) => [urn, new Set<string>()]));
    for (const { urn, parent, dependencies = [] } of resources) {
        const owner = needs.has(urn) ? urn : (parent ?? "");
        for (const dependency of dependencies) {
            const needed = needs.has(dependency) ? dependency : (byUrn.get(dependency)?.parent ?? "");
            if (needed !== owner && needs.has(needed)) needs.get(owner)?.add(needed);
        }
    }
    return { root: nodeOf(root, resources), layers: layered(nodes, needs), edges: withoutDetours(needs) };
}

function nodeOf({ urn, type }: ExportedResource, resources: readonly ExportedResource[]): Node {
    const below = resources.filter((resource) => resource.parent === urn && !componentType.test(resource.type));
    return {
        urn,
        type: type.replace(componentType, ""),
        name: urn.slice(urn.lastIndexOf("::") + 2),
        children: [...new Set(below.map((child) => child.type.replace(/^.*[:/](?:Dbmulticloud)?/, "")))].sort(),
    };
}

function layered(nodes: readonly Node[], needs: ReadonlyMap<string, ReadonlySet<string>>): Node[][] {
    const depth = (urn: string): number => Math.max(-1, ...[...(needs.get(urn) ?? [])].map(depth)) + 1;
    const layers: Node[][] = [];
    for (const node of [...nodes].sort((a, b) => a.name.localeCompare(b.name))) {
        const layer = depth(node.urn);
        while (layers.length <= layer) layers.push([]);
        layers[layer]!.push(node);
    }
    return layers;
}

/** Leaves out an edge if a longer path exists: the picture shows the order, not every dependency. */
function withoutDetours(needs: ReadonlyMap<string, ReadonlySet<string>>): [string, string][] {
    const reaches = (from: string, goal: string): boolean =>
        [...(needs.get(from) ?? [])].some((next) => next === goal || reaches(next, goal));
    return [...needs].flatMap(([urn, direct]) =>
        [...direct]
            .filter((needed) => ![...direct].some((other) => other !== needed && reaches(other, needed)))
            .map((needed): [string, string] => [needed, urn]),
    );
}
