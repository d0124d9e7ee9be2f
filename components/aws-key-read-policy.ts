import { Policy } from "@pulumi/oci/identity";
import * as pulumi from "@pulumi/pulumi";
import { awsKeyReadStatement } from "../sdk/policies/oci-statement";
import { type GuardedSubjectArgs, KeyReadStatements, UseGuard } from "../sdk/resources";
import type { AwsKeyReadPolicyArgs } from "./args/aws-key-read-policy";
import { accept } from "./internal/checks";
import { keepWhileInUse } from "./internal/in-use";
import { awsKeyReadPolicy } from "./schema/registrations";

/**
 * OCI policy that lets VM clusters read registered AWS keys, with one statement for each compartment. The component creates the
 * policy (CreatePolicy) or finds it (ListPolicies, GetPolicy). It never changes policies that onboarding made. OCI accepts
 * policies only in the home region of the tenancy.
 * @example new AwsKeyReadPolicy("keys", { compartmentIds: [cluster.compartmentId] })
 */
export class AwsKeyReadPolicy extends pulumi.ComponentResource {
    /** OCID of the policy. If several policies hold the statements, it is the policy of the first compartment. */
    public readonly policyId: pulumi.Output<string>;
    /** The statements as this package writes them, in the order of the compartments. */
    public readonly statements: pulumi.Output<string[]>;
    /** The native resource; undefined with `existing` or `adopt`. */
    public readonly policy?: Policy;

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
            this.policy = policy;
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
                freeformTags: args.freeformTags,
                definedTags: args.definedTags,
            },
            {
                parent: this,
                protect: args.protect ?? true,
                ignoreChanges: args.policyName === undefined ? [firstName.native] : [],
            },
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
                freeformTags: args.freeformTags,
                definedTags: args.definedTags,
            },
            {
                parent: this,
                protect: args.protect ?? true,
                ignoreChanges: args.policyName === undefined ? [firstName.adopted] : [],
            },
        );
        // Policies of others stay when this resource is deleted, so they need no guard.
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

/** A policy keeps its first default name, even if the component gets a new name and an alias. */
const firstName = { native: "name", adopted: "policyName" };

function subject(
    policyId: pulumi.Input<string>,
    compartmentId: pulumi.Input<string>,
    label: pulumi.Input<string>,
): GuardedSubjectArgs {
    return { kind: "compartmentPolicy", policyId, compartmentId, label };
}
