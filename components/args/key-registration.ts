import type * as pulumi from "@pulumi/pulumi";
import type { KeyDiscovery } from "../internal/discovery";
import type { ClusterRef } from "./cluster-ref";

/** A key that is registered already. */
export interface ExistingKeyRegistrationArgs {
    /** OCID of the registered key. @example "ocid1.oracledbawskey.oc1.iad.aaaa" */
    registeredKeyId: pulumi.Input<string>;
}

/** Arguments of {@link KeyRegistration}: what to register, or `existing`. */
export interface KeyRegistrationArgs {
    /**
     * ARN of the KMS key: output `arn` of CustomerManagedKey. Another key replaces the registration, which is refused while a database
     * has its key by it.
     * @default required unless `existing` is given
     * @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"
     */
    keyArn?: pulumi.Input<string>;
    /**
     * OCID of the identity connector that reaches the key: output `connectorId` of ClusterIdentity. Another connector replaces
     * the registration, which is refused while a database has its key by it.
     * @default required unless `existing` is given
     * @example "ocid1.oracledbawsconnector.oc1.iad.aaaa"
     */
    connectorId?: pulumi.Input<string>;
    /**
     * The cluster as one value, instead of `compartmentId`: `ref` of VmCluster.
     * @default none: the ids are given one by one
     * @example cluster.ref
     */
    cluster?: ClusterRef;
    /**
     * OCID of the compartment to register the key in, the VM cluster's own; a change moves the registration in place.
     * @default required unless `cluster` or `existing` is given
     * @example "ocid1.compartment.oc1..aaaa"
     */
    compartmentId?: pulumi.Input<string>;
    /**
     * Name shown in the console; a change renames the registration in place.
     * @default the name of the component
     * @example "tde"
     */
    displayName?: pulumi.Input<string>;
    /**
     * Which keys to discover before: the one to be registered (`key`), every one that the role may describe (`all`), or none. A
     * change discovers anew, and leaves the registration as it is.
     * @default KeyDiscovery.Key
     * @example KeyDiscovery.All
     */
    discovery?: KeyDiscovery;
    /**
     * OCI free-form tags of discovery and registration; changed in place.
     * @default none
     * @example { team: "dba" }
     */
    freeformTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * OCI defined tags of discovery and registration, each as `namespace.key`; changed in place.
     * @default none
     * @example { "operations.costCenter": "42" }
     */
    definedTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Have OCI look at the KMS key anew, once whenever one of these values changes (RefreshOracleDbAwsKey).
     * @default none: it is looked at when it is registered, and while it cannot be used
     * @example { policy: "2026-11-23" }
     */
    refreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Use the registration that a key has already, instead of making one; excludes every other argument but `refreshTriggers`.
     * A key of another Region than the cluster's, or of a kind that TDE cannot use, is refused here as well.
     * @default none: the key is registered
     * @example { registeredKeyId: "ocid1.oracledbawskey.oc1.iad.aaaa" }
     */
    existing?: ExistingKeyRegistrationArgs;
    /**
     * Protect the registration from deletion: databases of the cluster hold their key by it. A change touches nothing in the cloud.
     * @default true
     * @example false
     */
    protect?: boolean;
}
