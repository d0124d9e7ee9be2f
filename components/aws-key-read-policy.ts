import { Policy } from "@pulumi/oci/identity";
import * as pulumi from "@pulumi/pulumi";
import { type GuardedSubjectArgs, KeyReadStatements, UseGuard } from "../sdk/dynamic";
import { awsKeyReadStatement } from "../sdk/policies/oci-statement";
import { accept } from "./internal/checks";
import { keepWhileInUse } from "./internal/in-use";
import { awsKeyReadPolicy } from "./schema/registrations";

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

/**
 * OCI policy that lets VM clusters read registered AWS keys, one statement for each compartment: made here (CreatePolicy), or found
 * (ListPolicies, GetPolicy). Policies that onboarding made are never changed. OCI takes policies in the tenancy's home region only.
 * @example new AwsKeyReadPolicy("keys", { compartmentIds: [cluster.compartmentId] })
 */
export class AwsKeyReadPolicy extends pulumi.ComponentResource {
    /** OCID of the policy; the one of the first compartment where the statements stand in several. */
    public readonly policyId: pulumi.Output<string>;
    /** The statements, in the order of the compartments, as this package writes them. */
    public readonly statements: pulumi.Output<string[]>;

    constructor(name: string, args: AwsKeyReadPolicyArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:AwsKeyReadPolicy", name, {}, opts);
        args = accept(this, name, awsKeyReadPolicy, args);
        const compartmentIds = pulumi.all(args.compartmentIds).apply((ids) => [...new Set(ids)]);
        const statements = compartmentIds.apply((ids) => ids.map(awsKeyReadStatement));
        if (args.adopt || args.existing !== undefined) {
            this.policyId = this.adopt(name, args, compartmentIds);
            this.statements = pulumi.all([statements, this.policyId]).apply(([known]) => known);
        } else {
            const policy = this.create(name, args, statements);
            const held = args.compartmentIds.map((id) => subject(policy.id, id, policy.name));
            keepWhileInUse({ component: this, opts, name, dependsOn: policy }, held);
            this.policyId = policy.id;
            this.statements = policy.statements;
        }
        this.registerOutputs({ policyId: this.policyId, statements: this.statements });
    }

    private create(name: string, args: AwsKeyReadPolicyArgs, statements: pulumi.Output<string[]>): Policy {
        return new Policy(
            name,
            {
                compartmentId: args.policyCompartmentId ?? args.compartmentIds[0] ?? "",
                name: args.policyName ?? name,
                description: "Exadata VM clusters may read the AWS KMS keys that are registered for them",
                statements,
            },
            { parent: this, protect: args.protect ?? true },
        );
    }

    private adopt(
        name: string,
        args: AwsKeyReadPolicyArgs,
        compartmentIds: pulumi.Output<string[]>,
    ): pulumi.Output<string> {
        const found = new KeyReadStatements(
            name,
            {
                compartmentIds,
                policyId: args.existing?.id,
                policyCompartmentId: args.policyCompartmentId,
                policyName: args.existing === undefined ? (args.policyName ?? name) : undefined,
            },
            { parent: this, protect: args.protect ?? true },
        );
        // What was there before stays when this goes, and needs no guard.
        const owned = found.holders.apply((holders) =>
            holders.flatMap(({ isOwned, policyId, compartmentId, policyName }) =>
                isOwned ? [subject(policyId, compartmentId, policyName)] : [],
            ),
        );
        if (args.existing === undefined) {
            new UseGuard(name, { subjects: owned }, { parent: this, dependsOn: found });
        }
        return found.holders.apply(([first]) => first?.policyId ?? "");
    }
}

function subject(
    policyId: pulumi.Input<string>,
    compartmentId: pulumi.Input<string>,
    label: pulumi.Input<string>,
): GuardedSubjectArgs {
    return { kind: "compartmentPolicy", policyId, compartmentId, label };
}
