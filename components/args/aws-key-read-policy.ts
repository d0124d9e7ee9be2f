import type * as pulumi from "@pulumi/pulumi";

/** An existing OCI policy that already holds the statements. */
export interface ExistingAwsKeyReadPolicyArgs {
    /** OCID of the policy. @example "ocid1.policy.oc1..aaaa" */
    id: pulumi.Input<string>;
}

/** Which policy holds the statements that let VM clusters read registered keys. Used by the component and by an estate. */
export interface KeyReadPolicySettings {
    /**
     * OCID of the compartment that holds the policy: a parent of all compartments, or the only compartment. A change creates the
     * policy in the new compartment, then deletes the old one. Without this argument, another first entry in `compartmentIds`
     * also replaces the policy.
     * OCI refuses statements about compartments that do not lie in this one.
     * @default the first of `compartmentIds`; with `adopt`, the nearest compartment that holds all that lack a statement
     * @example "ocid1.tenancy.oc1..aaaa"
     */
    policyCompartmentId?: pulumi.Input<string>;
    /**
     * Name of the policy. A change creates the policy under the new name, then deletes the old one.
     * @default the name of the component
     * @example "exadata-aws-keys"
     */
    policyName?: pulumi.Input<string>;
    /**
     * Use statements that existing policies already hold, in the compartments or above them, however they are written. Those
     * policies are never edited. Only missing statements go into a policy that the component creates. Setting `adopt` on an
     * existing component deletes the policy it created. This is refused while databases need that policy. Otherwise run `pulumi
     * up --refresh` afterwards: it creates a policy with the missing statements.
     * @default false; the component creates its own policy
     * @example true
     */
    adopt?: boolean;
    /**
     * Use this policy, unchanged. It must hold the statement for every compartment. Excludes `adopt`, `policyName` and
     * `policyCompartmentId`.
     * @default none; a policy is created, or searched for if `adopt` is set
     * @example { id: "ocid1.policy.oc1..aaaa" }
     */
    existing?: ExistingAwsKeyReadPolicyArgs;
    /**
     * OCI free-form tags of the policy that the component creates. A change is made in place.
     * @default none
     * @example { team: "dba" }
     */
    freeformTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * OCI defined tags of the policy that the component creates, each as `namespace.key`. A change is made in place. Where OCI adds tags of its own, set
     * `oci:ignoreDefinedTags` in the stack config, e.g. to `["Oracle-Tags.CreatedBy", "Oracle-Tags.CreatedOn"]`.
     * @default none
     * @example { "Operations.CostCenter": "42" }
     */
    definedTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** Arguments of {@link AwsKeyReadPolicy}. */
export interface AwsKeyReadPolicyArgs extends KeyReadPolicySettings {
    /**
     * OCIDs of the compartments whose registered AWS keys VM clusters may read. Give the compartments of the clusters.
     * @example ["ocid1.compartment.oc1..aaaa"]
     */
    compartmentIds: pulumi.Input<string>[];
    /**
     * Protect the policy from deletion. Without it, no database can be put on a key or rotated. Even with `false`, the guard
     * refuses to remove the policy or one of its statements while databases in the compartment use AWS KMS and no other policy
     * holds the same statement.
     * @default true
     * @example false
     */
    protect?: boolean;
}
