/** The needed members of a resource in the output of `pulumi stack export`. */
export interface StackResource {
    readonly urn: string;
    readonly type: string;
    readonly parent?: string;
}

/** The order in which the steps depend on each other. Types that are not listed come last, in the order of the stack. */
const steps = [
    "IdentityDomain",
    "OidcProvider",
    "OdbNetwork",
    "ExadataInfrastructure",
    "VmCluster",
    "ClusterIdentity",
    "CustomerManagedKey",
    "AwsKeyReadPolicy",
    "KeyRegistration",
    "ClusterKeyStore",
    "EncryptedDatabase",
];

/** The components of a stack as a tree, each with its children below it. Providers and the stack itself are left out. */
export function componentTree(resources: readonly StackResource[]): string[] {
    const shown = resources.filter(
        ({ type }) => type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:"),
    );
    const urns = new Set(shown.map(({ urn }) => urn));
    const roots = shown.filter(({ parent }) => parent === undefined || !urns.has(parent));
    return branches(roots, shown, "");
}

function branches(siblings: readonly StackResource[], all: readonly StackResource[], indent: string): string[] {
    const ordered = [...siblings].sort((a, b) => stepOf(a) - stepOf(b));
    return ordered.flatMap((resource, index) => {
        const last = index === ordered.length - 1;
        const children = all.filter(({ parent }) => parent === resource.urn);
        const line = `${indent}${last ? "└─ " : "├─ "}${shortType(resource.type)}  ${nameOf(resource.urn)}`;
        return [line, ...branches(children, all, indent + (last ? "   " : "│  "))];
    });
}

/** `aws:kms/key:Key` reads as `aws:kms:Key`, as in the output of the CLI. */
function shortType(type: string): string {
    return type
        .replace(/^pulumi-nodejs:dynamic\//, "")
        .replace(/^exadata-aws-kms:index:/, "")
        .replace(/\/[^:/]+:/, ":");
}

function stepOf({ type }: StackResource): number {
    const step = steps.indexOf(shortType(type));
    return step < 0 ? steps.length : step;
}

function nameOf(urn: string): string {
    return urn.slice(urn.lastIndexOf("::") + 2);
}
