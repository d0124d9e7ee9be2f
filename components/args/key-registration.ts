import type * as pulumi from "@pulumi/pulumi";
import type { KeyDiscovery } from "../internal/discovery";
import type { ClusterRef } from "./cluster-ref";

/** A key that is already registered in OCI. */
export interface ExistingKeyRegistrationArgs {
    /** OCID of the registered key. @example "ocid1.oracledbawskey.oc1.iad.aaaa" */
    registeredKeyId: pulumi.Input<string>;
}

/** Arguments of {@link KeyRegistration}: the key to register, or `existing`. */
export interface KeyRegistrationArgs {
    /**
     * ARN of the KMS key: output `arn` of CustomerManagedKey. A change replaces the registration. This is refused while a
     * database uses the registered key.
     * @default required unless `existing` is given
     * @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"
     */
    keyArn?: pulumi.Input<string>;
    /**
     * OCID of the identity connector that reaches the key: output `connectorId` of ClusterIdentity. A change replaces the
     * registration. This is refused while a database uses the registered key.
     * @default required unless `existing` is given
     * @example "ocid1.oracledbawsconnector.oc1.iad.aaaa"
     */
    connectorId?: pulumi.Input<string>;
    /**
     * The cluster as one value: `ref` of VmCluster. Give it instead of `compartmentId`.
     * @default none; give `compartmentId`
     * @example cluster.ref
     */
    cluster?: ClusterRef;
    /**
     * OCID of the compartment to register the key in. Give the compartment of the VM cluster. A change moves the registration in
     * place.
     * @default required unless `cluster` or `existing` is given
     * @example "ocid1.compartment.oc1..aaaa"
     */
    compartmentId?: pulumi.Input<string>;
    /**
     * Name shown in the console. A change renames the registration in place.
     * @default the name of the component
     * @example "tde"
     */
    displayName?: pulumi.Input<string>;
    /**
     * Which keys to discover before the registration: the key to register (`key`), every key that the role may describe (`all`),
     * or no key (`none`). A change runs a new discovery and keeps the registration.
     * @default KeyDiscovery.Key
     * @example KeyDiscovery.All
     */
    discovery?: KeyDiscovery;
    /**
     * OCI free-form tags of the discovery and the registration. A change is made in place.
     * @default none
     * @example { team: "dba" }
     */
    freeformTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * OCI defined tags of the discovery and the registration, each as `namespace.key`. A change is made in place.
     * @default none
     * @example { "operations.costCenter": "42" }
     */
    definedTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Values of your choice, by name. Each time one of them changes, OCI reads the state of the KMS key again (RefreshOracleDbAwsKey).
     * @default none; OCI reads the key at registration, and in each update while the key cannot be used
     * @example { policy: "2026-11-23" }
     */
    refreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Use an existing registration instead of creating one. Excludes every other argument but `refreshTriggers` and `protect`. A
     * key that is in another Region than the cluster, or of a kind that TDE cannot use, is refused.
     * @default none; the key is registered
     * @example { registeredKeyId: "ocid1.oracledbawskey.oc1.iad.aaaa" }
     */
    existing?: ExistingKeyRegistrationArgs;
    /**
     * Protect the registration from deletion: databases of the cluster reach their key through it. Changing this value changes
     * nothing in the cloud.
     * @default true
     * @example false
     */
    protect?: boolean;
}
