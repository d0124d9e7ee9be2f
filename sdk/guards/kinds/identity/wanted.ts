import { roleNameOf } from "../../../clouds/aws/iam-roles";
import type { Change as ChangeOf } from "../kind";

/** How a VM cluster takes its role in AWS. */
export interface WantedIdentity {
    readonly vmClusterOcid: string;
    readonly vmClusterArn: string;
    readonly oidcProviderArn: string;
    readonly audience?: string;
    readonly subject?: string;
    /** A role that was there before; absent when one is made. */
    readonly roleArn?: string;
    readonly roleName?: string;
    readonly path?: string;
    /** Of the role that is made. */
    readonly permissionsBoundary?: string;
    /** Of a connector that is made. */
    readonly oidcScope?: string;
    readonly issuerUrl?: string;
}

export type Wanted = Partial<WantedIdentity>;
export type Change = ChangeOf<WantedIdentity>;

/** Whether the program makes the role itself, and so writes its trust policy. */
export function makesRole({ after, unknown }: Change): boolean {
    return after.roleArn === undefined && !unknown.includes("roleArn") && !unknown.includes("roleName");
}

/** Whether the role that the program means is the one that the cluster has, whichever way the program names it. */
export function meansRole({ roleArn, roleName, path = "/" }: Wanted, live: string): boolean {
    if (roleArn !== undefined) return roleArn === live;
    return live.endsWith(`:role${path}${roleName ?? roleNameOf(live)}`);
}
