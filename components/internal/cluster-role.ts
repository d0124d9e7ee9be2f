import { createHash } from "node:crypto";
import { Role } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { defaultAudience, trustPolicy } from "../../sdk/policies/trust";
import type { ClusterIdentityArgs } from "../args/cluster-identity";
import { issuerOfProvider } from "./identity-connector";

/** The role of a VM cluster and its ARN. */
interface ClusterRole {
    readonly role: Role;
    /** The same as `role.arn`. At the preview of a role that does not exist yet, the ARN that IAM will give it. */
    readonly arn: pulumi.Output<string>;
}

/** What decides how the nodes of a cluster assume their role. */
export interface WatchedIdentity {
    vmClusterOcid: pulumi.Input<string>;
    vmClusterArn: pulumi.Input<string>;
    oidcProviderArn: pulumi.Input<string>;
    audience?: pulumi.Input<string>;
    subject?: pulumi.Input<string>;
    roleArn?: pulumi.Input<string>;
    roleName?: pulumi.Input<string>;
    path?: pulumi.Input<string>;
    permissionsBoundary?: pulumi.Input<string>;
    oidcScope?: pulumi.Input<string>;
    issuerUrl?: pulumi.Input<string>;
}

/**
 * Creates the role that the nodes of one VM cluster assume.
 * @param wanted What the guard of the identity lets through.
 */
export function clusterRole(
    name: string,
    args: ClusterIdentityArgs,
    wanted: pulumi.Output<pulumi.Unwrap<WatchedIdentity>>,
    opts: pulumi.CustomResourceOptions,
): ClusterRole {
    const document = wanted.apply(({ oidcProviderArn, audience = defaultAudience, subject = "" }) =>
        JSON.stringify(
            trustPolicy({ oidcProviderArn, issuerUrl: issuerOfProvider(oidcProviderArn), audience, subject }),
        ),
    );
    const roleName = wanted.apply((known) => known.roleName ?? defaultRoleName(name));
    const role = new Role(
        name,
        {
            name: roleName,
            path: wanted.path,
            description: "Lets the nodes of one Exadata VM cluster use their TDE master keys in AWS KMS",
            assumeRolePolicy: document,
            permissionsBoundary: wanted.permissionsBoundary,
            tags: args.tags,
        },
        // A role keeps its first default name, even if the component gets a new name and an alias.
        args.roleName === undefined ? { ...opts, ignoreChanges: ["name"] } : opts,
    );
    const foreseen = wanted.apply(({ vmClusterArn, path = "/", roleName: given = defaultRoleName(name) }) =>
        roleArnOf(vmClusterArn, path, given),
    );
    return { role, arn: knownOr(role, role.arn, foreseen) };
}

/**
 * A name that is the same in every run, so that a role that somebody deleted comes back with the same ARN. Two stacks of one
 * account get different names.
 */
function defaultRoleName(name: string): string {
    const stack = createHash("sha256")
        .update(`${pulumi.getProject()}/${pulumi.getStack()}/${name}`)
        .digest("hex")
        .slice(0, 8);
    // IAM allows 64 characters.
    return `${name.replace(/[^\w+=,.@-]/g, "-").slice(0, 55)}-${stack}`;
}

/** The ARN of a role in the account of its cluster. A cluster accepts no role of another account. */
function roleArnOf(clusterArn: string, path: string, roleName: string): string {
    const [, partition, , , account] = clusterArn.split(":");
    return `arn:${partition}:iam::${account}:role${path}${roleName}`;
}

/**
 * The ARN of a role. If it is unknown at preview, the foreseen ARN. Resources that depend on the role then show no change, and no
 * replacement of a protected resource, that the update will not make.
 */
function knownOr(role: Role, arn: pulumi.Output<string>, foreseen: pulumi.Output<string>): pulumi.Output<string> {
    const { isKnown } = arn as unknown as { readonly isKnown: Promise<boolean> };
    const mayBeAsked = role.urn.apply(() => isKnown).apply((known) => known || !pulumi.runtime.isDryRun());
    return mayBeAsked.apply((may) => (may ? arn : foreseen));
}
