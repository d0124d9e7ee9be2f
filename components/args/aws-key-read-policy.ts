import type * as pulumi from "@pulumi/pulumi";

/** An OCI policy that holds the statements already. */
export interface ExistingAwsKeyReadPolicyArgs {
    /** OCID of the policy. @example "ocid1.policy.oc1..aaaa" */
    id: pulumi.Input<string>;
}

/** Where the statements are that let clusters read registered keys, alone or in an estate. */
export interface KeyReadPolicySettings {
    /**
     * OCID of the compartment that the policy itself is kept in: a parent of all compartments, or the one there is. A change makes
     * the policy anew there before the old one goes: give it, or leave the first of `compartmentIds` in its place.
     * @default the first of `compartmentIds`
     * @example "ocid1.tenancy.oc1..aaaa"
     */
    policyCompartmentId?: pulumi.Input<string>;
    /**
     * Name of the policy. A change makes it anew under that name before the old one goes.
     * @default the name of the component
     * @example "exadata-aws-keys"
     */
    policyName?: pulumi.Input<string>;
    /**
     * Look first whether policies in the compartments, or above them, hold the statements already, in whatever writing. Those
     * policies are used as they are and never edited; only what is missing goes into a policy of one's own. Switched on later, it
     * finds the statements in the very policy that was made here and then goes: that is refused while databases need it; otherwise
     * run `pulumi up --refresh` once more, which makes another.
     * @default false: a policy of one's own is made
     * @example true
     */
    adopt?: boolean;
    /**
     * Use this policy, as it is: it must hold the statement of every compartment. Excludes `adopt`, `policyName` and `policyCompartmentId`.
     * @default none: a policy is made, or looked for when `adopt` is set
     * @example { id: "ocid1.policy.oc1..aaaa" }
     */
    existing?: ExistingAwsKeyReadPolicyArgs;
}

/** Arguments of {@link AwsKeyReadPolicy}. */
export interface AwsKeyReadPolicyArgs extends KeyReadPolicySettings {
    /** OCIDs of the compartments whose registered AWS keys VM clusters may read: those that the clusters live in. @example ["ocid1.compartment.oc1..aaaa"] */
    compartmentIds: pulumi.Input<string>[];
    /**
     * Protect the policy from deletion: without it databases cannot be put on a key nor rotated. Unprotected, the policy and each
     * of its statements still stay while databases in the compartment use AWS KMS and no other policy says the same.
     * @default true
     * @example false
     */
    protect?: boolean;
}
