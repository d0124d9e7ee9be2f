import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "./host";

/** Arguments of {@link IdentityChangeGuard}. */
export interface IdentityChangeGuardArgs {
    /** OCID of the VM cluster. @example "ocid1.cloudvmcluster.oc1.iad.aaaa" */
    vmClusterOcid: pulumi.Input<string>;
    /** ARN of the VM cluster. @example "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab" */
    vmClusterArn: pulumi.Input<string>;
    /** ARN of the OIDC provider that the role trusts. @example "arn:aws:iam::111122223333:oidc-provider/idcs-0123.identity.oraclecloud.com" */
    oidcProviderArn: pulumi.Input<string>;
    /**
     * Audience that the role trusts.
     * @default none given
     * @example "DBMC/"
     */
    audience?: pulumi.Input<string>;
    /**
     * Subject that the role trusts.
     * @default none given
     * @example "ocid1.cloudvmcluster.oc1.iad.aaaa"
     */
    subject?: pulumi.Input<string>;
    /**
     * ARN of a role that was there before.
     * @default none: a role is made
     * @example "arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales"
     */
    roleArn?: pulumi.Input<string>;
    /**
     * Name of the role.
     * @default none given
     * @example "OracleDatabaseKMS-sales"
     */
    roleName?: pulumi.Input<string>;
    /**
     * IAM path of the role.
     * @default none given
     * @example "/exadata/"
     */
    path?: pulumi.Input<string>;
    /**
     * ARN of the policy that bounds the permissions of the role that is made. One that keeps it from its keys is refused.
     * @default none given
     * @example "arn:aws:iam::111122223333:policy/boundary"
     */
    permissionsBoundary?: pulumi.Input<string>;
    /**
     * Scope of the tokens, of a connector that is made.
     * @default none given
     * @example "DBMC/aws"
     */
    oidcScope?: pulumi.Input<string>;
    /**
     * Issuer of the tokens, of a connector that is made.
     * @default none given
     * @example "https://idcs-0123.identity.oraclecloud.com"
     */
    issuerUrl?: pulumi.Input<string>;
}

/**
 * Watches how a VM cluster takes its role; role and association depend on the guard. While databases of the cluster use AWS KMS,
 * each of these inputs stays as it is: a change would part them from their keys. What role and connector in use say is asked for as
 * well, so that a role that was taken over keeps the trust that it works by.
 * @example new IdentityChangeGuard("sales", { vmClusterOcid: cluster.ocid, vmClusterArn: cluster.arn, oidcProviderArn: trust.arn, roleName: "exadata-sales" })
 */
export class IdentityChangeGuard extends HostedResource {
    constructor(name: string, args: IdentityChangeGuardArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            { type: "IdentityChangeGuard", operations: "identity-change-guard", outputs: [] },
            name,
            { ...args },
            opts,
        );
    }
}
