import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** One thing that must stay while a database needs it. Which ids it takes depends on its `kind`. */
export interface GuardedSubjectArgs {
    /**
     * Kind of the thing: `key`, `grant` (in the policy of a key), `role`, `association`, `oidcProvider`, `connector`,
     * `registeredKey`, `customKeyStore`, `keyStore`, `cluster`, `network`, `compartmentPolicy` or `database`.
     * @example "key"
     */
    kind: string;
    /** ARN of the KMS key, for `key` and `grant`. @default none @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e" */
    keyArn?: pulumi.Input<string>;
    /**
     * For `key`: days of the KMS deletion window, 7 to 30. If you remove the guard or this subject and no database uses the key,
     * the guard schedules the deletion of the key.
     * @default none; the key stays in AWS
     * @example 30
     */
    deletionWindowInDays?: pulumi.Input<number>;
    /**
     * ARN of the IAM role, for `role`, `grant` and `association`. For `oidcProvider`: the role that is deleted together with the
     * provider, if any.
     * @default none
     * @example "arn:aws:iam::111122223333:role/exadata-sales"
     */
    roleArn?: pulumi.Input<string>;
    /**
     * ARN of the OIDC provider, for `oidcProvider`.
     * @default none
     * @example "arn:aws:iam::111122223333:oidc-provider/idcs-0123.identity.oraclecloud.com"
     */
    providerArn?: pulumi.Input<string>;
    /** ARN of the VM cluster, for `cluster` and `association`. @default none @example "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab" */
    vmClusterArn?: pulumi.Input<string>;
    /** OCID of the VM cluster, for `keyStore`. @default none @example "ocid1.cloudvmcluster.oc1.iad.aaaa" */
    vmClusterOcid?: pulumi.Input<string>;
    /** OCID of the identity connector, for `connector`. @default none @example "ocid1.oracledbawsconnector.oc1.iad.aaaa" */
    connectorId?: pulumi.Input<string>;
    /** OCID of the registered key, for `registeredKey`. @default none @example "ocid1.oracledbawskey.oc1.iad.aaaa" */
    registeredKeyId?: pulumi.Input<string>;
    /** Id of the custom key store, for `customKeyStore`. @default none @example "cks-0123456789abcdef0" */
    customKeyStoreId?: pulumi.Input<string>;
    /** Id of the ODB network, for `network`. @default none @example "odbnet_4k2p0wz1ab" */
    networkId?: pulumi.Input<string>;
    /** OCID of the OCI policy, for `compartmentPolicy`. @default none @example "ocid1.policy.oc1..aaaa" */
    policyId?: pulumi.Input<string>;
    /**
     * OCID of the compartment whose keys the policy lets clusters read, for `compartmentPolicy`.
     * @default none
     * @example "ocid1.compartment.oc1..aaaa"
     */
    compartmentId?: pulumi.Input<string>;
    /** OCID of the container database, for `database`. @default none @example "ocid1.database.oc1.iad.aaaa" */
    databaseId?: pulumi.Input<string>;
    /**
     * Name for people, shown in refusals.
     * @default its id
     * @example "alias/exadata/tde"
     */
    label?: pulumi.Input<string>;
    /**
     * URN of the resource. With it, a refusal prints how to bring the resource back into a stack that has lost it.
     * @default none
     * @example key.urn
     */
    urn?: pulumi.Input<string>;
    /**
     * Name of the component that the resource belongs to. A refusal needs it for the same command.
     * @default none
     * @example "tde"
     */
    parentName?: pulumi.Input<string>;
    /**
     * Let the thing go even while databases use it. This takes effect in the run after the one that sets it.
     * @default false
     * @example true
     */
    released?: pulumi.Input<boolean>;
}

/** Arguments of {@link UseGuard}. */
export interface UseGuardArgs {
    /** The things to guard. @example [{ kind: "key", keyArn: key.arn, label: "alias/exadata/tde" }] */
    subjects: pulumi.Input<pulumi.Input<GuardedSubjectArgs>[]>;
}

/**
 * A guard that depends on what databases need, so the engine deletes the guard first. The guard then asks both clouds which
 * databases still use its subjects. While a database uses one, the guard refuses, and the removal ends there, before anything
 * else is touched. If it cannot ask, it refuses too.
 *
 * Removing a subject from the list, or changing it to another thing, is refused at preview while databases use it.
 * @example new UseGuard("tde", { subjects: [{ kind: "key", keyArn: key.arn, label: "alias/exadata/tde" }] }, { dependsOn: key })
 */
export class UseGuard extends HostedResource {
    constructor(name: string, args: UseGuardArgs, opts?: pulumi.CustomResourceOptions) {
        super({ type: "UseGuard", path: "guards/use-guard", outputs: [] }, name, { ...args }, opts);
    }
}
