import { Policy } from "@pulumi/oci/identity";
import * as pulumi from "@pulumi/pulumi";
import { awsKeyReadStatement } from "../sdk/policies/oci-statement";
import { checkEach, checkOcid } from "../sdk/validation";
import { refuse } from "./internal/checks";

/** Arguments of {@link AwsKeyReadPolicy}. */
export interface AwsKeyReadPolicyArgs {
    /** OCIDs of the compartments whose registered AWS keys VM clusters may read: those that the clusters live in. @example ["ocid1.compartment.oc1..aaaa"] */
    compartmentIds: pulumi.Input<string>[];
    /**
     * OCID of the compartment that the policy itself is kept in: one of the compartments or a parent of all of them.
     * @default the first of `compartmentIds`
     * @example "ocid1.tenancy.oc1..aaaa"
     */
    policyCompartmentId?: pulumi.Input<string>;
    /**
     * Name of the policy.
     * @default the name of the component
     * @example "exadata-aws-keys"
     */
    policyName?: pulumi.Input<string>;
    /**
     * Protect the policy from deletion: without it databases cannot be put on a key nor rotated.
     * @default true
     * @example false
     */
    protect?: boolean;
}

/**
 * OCI policy that lets VM clusters read registered AWS keys (CreatePolicy), one statement for each compartment.
 * It is always a policy of one's own: those that onboarding made are left alone. OCI takes policies in the tenancy's home region only.
 * @example new AwsKeyReadPolicy("keys", { compartmentIds: [cluster.compartmentId] })
 */
export class AwsKeyReadPolicy extends pulumi.ComponentResource {
    /** OCID of the policy. */
    public readonly policyId: pulumi.Output<string>;
    /** The statements, in the order of the compartments. */
    public readonly statements: pulumi.Output<string[]>;

    constructor(name: string, args: AwsKeyReadPolicyArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:AwsKeyReadPolicy", name, {}, opts);
        const none = { path: "compartmentIds", reason: "is empty", remedy: "name the compartments of the VM clusters" };
        refuse(this, `AwsKeyReadPolicy ${name}`, [
            ...(args.compartmentIds.length === 0 ? [none] : []),
            ...checkEach("compartmentIds", args.compartmentIds, (path, ocid) => checkOcid(path, ocid, "compartment")),
            ...checkOcid("policyCompartmentId", args.policyCompartmentId, "compartment"),
        ]);
        const statements = pulumi.all(args.compartmentIds).apply((ids) => [...new Set(ids)].map(awsKeyReadStatement));
        const policy = new Policy(
            name,
            {
                compartmentId: args.policyCompartmentId ?? args.compartmentIds[0] ?? "",
                name: args.policyName ?? name,
                description: "Exadata VM clusters may read the AWS KMS keys that are registered for them",
                statements,
            },
            { parent: this, protect: args.protect ?? true },
        );
        this.policyId = policy.id;
        this.statements = policy.statements;
        this.registerOutputs({ policyId: this.policyId, statements: this.statements });
    }
}
