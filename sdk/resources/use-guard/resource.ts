import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** One thing that must not go while a database needs it. Which ids it takes depends on its kind. */
export interface GuardedSubjectArgs {
    /**
     * What it is: `key`, `grant` (in the policy of a key), `role`, `association`, `oidcProvider`, `connector`, `registeredKey`,
     * `customKeyStore`, `keyStore`, `cluster`, `network`, `compartmentPolicy` or `database`.
     * @example "key"
     */
    kind: string;
    /** ARN of the KMS key, for `key` and `grant`. @default none @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e" */
    keyArn?: pulumi.Input<string>;
    /**
     * For `key`: when the guard goes and no database uses the key, schedule its deletion after so many days, 7 to 30.
     * @default the key stays in AWS
     * @example 30
     */
    deletionWindowInDays?: pulumi.Input<number>;
    /** ARN of the IAM role, for `role`, `grant`, `association`, and a role that goes together with an `oidcProvider`. @default none @example "arn:aws:iam::111122223333:role/exadata-sales" */
    roleArn?: pulumi.Input<string>;
    /** ARN of the OIDC provider. @default none @example "arn:aws:iam::111122223333:oidc-provider/idcs-0123.identity.oraclecloud.com" */
    providerArn?: pulumi.Input<string>;
    /** ARN of the VM cluster, for `cluster` and `association`. @default none @example "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab" */
    vmClusterArn?: pulumi.Input<string>;
    /** OCID of the VM cluster, for `keyStore`. @default none @example "ocid1.cloudvmcluster.oc1.iad.aaaa" */
    vmClusterOcid?: pulumi.Input<string>;
    /** OCID of the identity connector. @default none @example "ocid1.oracledbawsconnector.oc1.iad.aaaa" */
    connectorId?: pulumi.Input<string>;
    /** OCID of the registered key. @default none @example "ocid1.oracledbawskey.oc1.iad.aaaa" */
    registeredKeyId?: pulumi.Input<string>;
    /** Id of the custom key store. @default none @example "cks-0123456789abcdef0" */
    customKeyStoreId?: pulumi.Input<string>;
    /** Id of the ODB network. @default none @example "odbnet_4k2p0wz1ab" */
    networkId?: pulumi.Input<string>;
    /** OCID of the OCI policy, for `compartmentPolicy`. @default none @example "ocid1.policy.oc1..aaaa" */
    policyId?: pulumi.Input<string>;
    /** OCID of the compartment whose keys the policy lets clusters read. @default none @example "ocid1.compartment.oc1..aaaa" */
    compartmentId?: pulumi.Input<string>;
    /** OCID of the container database. @default none @example "ocid1.database.oc1.iad.aaaa" */
    databaseId?: pulumi.Input<string>;
    /**
     * What people call it; shown in refusals.
     * @default its id
     * @example "alias/exadata/tde"
     */
    label?: pulumi.Input<string>;
    /**
     * URN of the resource: with it, a refusal tells how to bring it back into a stack that has lost it.
     * @default none
     * @example key.urn
     */
    urn?: pulumi.Input<string>;
    /**
     * Name of the component that the resource belongs to, for the same purpose.
     * @default none
     * @example "tde"
     */
    parentName?: pulumi.Input<string>;
    /**
     * It may go, whoever uses it. This counts from the next run on.
     * @default false
     * @example true
     */
    released?: pulumi.Input<boolean>;
}

/** Arguments of {@link UseGuard}. */
export interface UseGuardArgs {
    /** What is guarded. @example [{ kind: "key", keyArn: key.arn, label: "alias/exadata/tde" }] */
    subjects: pulumi.Input<pulumi.Input<GuardedSubjectArgs>[]>;
}

/**
 * Stands behind what databases need: it depends on it, so the engine removes the guard first, and the guard asks both clouds
 * which databases still use it. While one does, the removal ends there, before anything else is touched. A subject that goes
 * from the list, or becomes another, is refused at preview.
 * @example new UseGuard("tde", { subjects: [{ kind: "key", keyArn: key.arn, label: "alias/exadata/tde" }] }, { dependsOn: key })
 */
export class UseGuard extends HostedResource {
    constructor(name: string, args: UseGuardArgs, opts?: pulumi.CustomResourceOptions) {
        super({ type: "UseGuard", path: "guards/use-guard", outputs: [] }, name, { ...args }, opts);
    }
}
