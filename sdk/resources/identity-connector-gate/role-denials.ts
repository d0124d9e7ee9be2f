import type { KeyUse } from "../../chain/key-policy";
import { anyKeyOf, judgeRolePolicy } from "../../chain/role-permissions";
import { policiesOfRole, type RolePolicy, removePolicy, roleNameOf } from "../../clouds/aws/iam-roles";
import { awsRegion } from "../../clouds/aws/settings";
import { PlainError } from "../../clouds/core/errors";
import { keysTold, usageOfCluster } from "../../usage/usage-of";
import { regionOfArn } from "../../validation";

/** The role of a VM cluster. */
interface RoleOfCluster {
    readonly vmClusterArn: string;
    readonly vmClusterOcid: string;
    readonly roleArn: string;
}

/** The policies of a role that keep it from using keys. */
interface DenyingPolicies {
    /** Whether IAM has no such role any more. */
    readonly isRoleGone: boolean;
    readonly policies: readonly RolePolicy[];
}

/** Policies that deny the role the use of any key of the account, or of a key that a database of its cluster uses. */
export async function denyingPolicies({
    vmClusterArn,
    vmClusterOcid,
    roleArn,
}: RoleOfCluster): Promise<DenyingPolicies> {
    const policies = await policiesOfRole(roleArn);
    if (policies === undefined) return { isRoleGone: true, policies: [] };
    // Which keys are in use is a long question: it is only asked where something is denied.
    const suspects = policies.filter(({ document }) => document.includes('"Deny"'));
    if (suspects.length === 0) return { isRoleGone: false, policies: [] };
    const used = await keysTold(await usageOfCluster(vmClusterOcid, regionOfArn(vmClusterArn) ?? awsRegion()));
    const keyArns = [anyKeyOf({ vmClusterArn }), ...used];
    return {
        isRoleGone: false,
        policies: suspects.filter((policy) => keyArns.some((keyArn) => denies(policy, { roleArn, keyArn }))),
    };
}

/** Only for certain: a denial under a condition that cannot be judged, or of one version of a master key, may be meant. */
function denies(policy: RolePolicy, use: KeyUse): boolean {
    return judgeRolePolicy(policy, use).state === "broken";
}

/**
 * Takes off the role what keeps it from using keys, as far as it was told before: policies by the ids that the last refresh
 * found. Throws for a role that the program did not make.
 */
export async function liftDenials(role: RoleOfCluster, told: readonly string[], ownsRole: boolean): Promise<void> {
    const { policies } = await denyingPolicies(role);
    const found = policies.filter(({ id }) => told.includes(id));
    if (found.length === 0) return;
    if (!ownsRole) throw new PlainError(explain(role.roleArn, found));
    for (const policy of found) await removePolicy(role.roleArn, policy);
}

function explain(roleArn: string, policies: readonly RolePolicy[]): string {
    const name = roleNameOf(roleArn);
    return [
        `role ${roleArn} is denied the use of KMS keys by ${policies.map(({ id }) => id).join(", ")}, and the program did not make this role`,
        "Let its owner change these policies or take them off, then run `pulumi up --refresh`:",
        ...policies.map(({ id, isAttached }) =>
            isAttached
                ? `  aws iam detach-role-policy --role-name ${name} --policy-arn ${id}`
                : `  aws iam delete-role-policy --role-name ${name} --policy-name ${id}`,
        ),
    ].join("\n");
}
