import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Which policy holds the statement for a compartment. */
export interface KeyReadStatementHolder {
    /** OCID of the compartment whose registered keys may be read. */
    readonly compartmentId: string;
    /** OCID of the policy. */
    readonly policyId: string;
    /** Name of the policy. */
    readonly policyName: string;
    /** Whether the policy was created here, and goes with the resource. */
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
     * OCID of the policy that must hold the statements; nothing is created then.
     * @default every policy in the compartments and above them is looked at
     * @example "ocid1.policy.oc1..aaaa…"
     */
    policyId?: pulumi.Input<string>;
    /**
     * OCID of the compartment for a policy with the statements that are missing. A change makes that policy anew there.
     * @default the first of `compartmentIds`
     * @example "ocid1.tenancy.oc1..aaaa…"
     */
    policyCompartmentId?: pulumi.Input<string>;
    /**
     * Name of that policy. A change makes it anew under that name.
     * @default "exadata-aws-keys"
     * @example "exadata-aws-keys"
     */
    policyName?: pulumi.Input<string>;
}

/**
 * The statements that let VM clusters read registered AWS keys, where policies hold them already, in whatever writing
 * (`ListPolicies`, `GetPolicy`). Only what is missing is created, in a policy that is then owned; the others are never
 * edited. Deleting the resource deletes the owned policy alone.
 */
export class KeyReadStatements extends HostedResource {
    /** OCIDs of the compartments. */
    declare readonly compartmentIds: pulumi.Output<string[]>;
    /** Which policy holds the statement for each compartment. */
    declare readonly holders: pulumi.Output<KeyReadStatementHolder[]>;
    /** OCID of the policy that was created here; absent when nothing was missing. */
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
