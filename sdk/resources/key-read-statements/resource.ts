import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** The policy that holds the statement for a compartment. */
export interface KeyReadStatementHolder {
    /** OCID of the compartment whose registered keys VM clusters may read. */
    readonly compartmentId: string;
    /** OCID of the policy. */
    readonly policyId: string;
    /** Name of the policy. */
    readonly policyName: string;
    /** Whether this resource created the policy, and deletes it. */
    readonly isOwned?: boolean;
}

/** Arguments of {@link KeyReadStatements}. */
export interface KeyReadStatementsArgs {
    /**
     * OCIDs of the compartments whose registered AWS keys VM clusters may read.
     * @example ["ocid1.compartment.oc1..aaaa…"]
     */
    compartmentIds: pulumi.Input<string[]>;
    /**
     * OCID of the policy that must hold the statements. If you give it, nothing is created.
     * @default none; every policy in the compartments and above them is searched
     * @example "ocid1.policy.oc1..aaaa…"
     */
    policyId?: pulumi.Input<string>;
    /**
     * OCID of the compartment for the policy with the missing statements. A change creates the policy there, then deletes the old
     * one.
     * @default the first of `compartmentIds`
     * @example "ocid1.tenancy.oc1..aaaa…"
     */
    policyCompartmentId?: pulumi.Input<string>;
    /**
     * Name of the policy with the missing statements. A change creates the policy under the new name, then deletes the old one.
     * @default "exadata-aws-keys"
     * @example "exadata-aws-keys"
     */
    policyName?: pulumi.Input<string>;
    /**
     * OCI free-form tags of the policy with the missing statements.
     * @default none
     * @example { team: "dba" }
     */
    freeformTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * OCI defined tags of the policy with the missing statements, each as `namespace.key`. Tags that OCI adds stay.
     * @default none
     * @example { "Operations.CostCenter": "42" }
     */
    definedTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * The statements that let VM clusters read registered AWS keys. The resource finds statements that policies already hold, however
 * they are written (`ListPolicies`, `GetPolicy`). It creates a policy of its own for the missing ones. It never edits other
 * policies. Deleting the resource deletes only its own policy.
 */
export class KeyReadStatements extends HostedResource {
    /** OCIDs of the compartments. */
    declare readonly compartmentIds: pulumi.Output<string[]>;
    /** The policy that holds the statement for each compartment. */
    declare readonly holders: pulumi.Output<KeyReadStatementHolder[]>;
    /** OCID of the policy that this resource created; absent if no statement was missing. */
    declare readonly ownedPolicyId: pulumi.Output<string | undefined>;

    constructor(name: string, args: KeyReadStatementsArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            { type: "KeyReadStatements", path: "resources/key-read-statements", outputs: ["holders", "ownedPolicyId"] },
            name,
            { ...args },
            opts,
        );
    }
}
