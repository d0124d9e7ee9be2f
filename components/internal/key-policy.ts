import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../sdk/policies/document";
import type { GivenStatement } from "../../sdk/policies/given-statements";
import { keyPolicy } from "../../sdk/policies/key-policy";
import type { CustomerManagedKeyArgs } from "../args/customer-managed-key";

/** The parts of a key policy, which the guard checks. @param policyId `Id` of the policy. It names the program that owns the key. */
export function policyParts(component: pulumi.Resource, args: CustomerManagedKeyArgs, policyId: string) {
    return {
        alias: aliasOf(args),
        policyId,
        accountId: getCallerIdentityOutput({}, { parent: component }).accountId,
        userRoleArns: args.userRoleArns ?? [],
        administratorRoleArns: args.administratorRoleArns ?? [],
        allowAdministratorsToDelete: args.allowAdministratorsToDelete ?? false,
        retiredMasterKeyIds: args.retiredMasterKeyIds ?? [],
        policyStatements: args.policyStatements as pulumi.Input<GivenStatement[]> | undefined,
        heldStatements: [] as Statement[],
        removeForeignStatements: args.removeForeignStatements ?? false,
    };
}

/** The parts of a policy that a guard has let through. */
interface PolicyParts {
    readonly policyId: string;
    readonly accountId: string;
    readonly userRoleArns: string[];
    readonly administratorRoleArns: string[];
    readonly allowAdministratorsToDelete: boolean;
    readonly retiredMasterKeyIds: string[];
    readonly policyStatements?: GivenStatement[] | undefined;
    readonly heldStatements: Statement[];
}

/** The policy of those parts as text. */
export function policyOf(parts: pulumi.Output<PolicyParts>): pulumi.Output<string> {
    return pulumi
        .all([
            parts.policyId,
            parts.accountId,
            parts.userRoleArns,
            parts.administratorRoleArns,
            parts.allowAdministratorsToDelete,
            parts.retiredMasterKeyIds,
            parts.policyStatements,
            parts.heldStatements,
        ])
        .apply(([id, accountId, users, administrators, mayDelete, retired, statements, heldStatements]) =>
            JSON.stringify(
                keyPolicy({
                    id,
                    accountId,
                    userRoleArns: users,
                    administratorRoleArns: administrators,
                    allowAdministratorsToDelete: mayDelete,
                    retiredMasterKeyIds: retired,
                    statements: statements ?? [],
                    heldStatements,
                }),
            ),
        );
}

/** The name of an alias with the prefix that KMS requires. Programs may omit the prefix. */
export function withPrefix(alias: pulumi.Input<string>): pulumi.Output<string> {
    return pulumi.output(alias).apply((name) => (name.startsWith("alias/") ? name : `alias/${name}`));
}

/** The alias of a key that the program makes. */
export function aliasOf(args: CustomerManagedKeyArgs): pulumi.Output<string> {
    return withPrefix(args.alias ?? "");
}
