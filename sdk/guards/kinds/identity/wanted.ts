import { roleNameOf } from "../../../clouds/aws/iam-roles";
import type { Change as ChangeOf } from "../kind";

/** How a VM cluster assumes its role in AWS. */
export interface WantedIdentity {
    readonly vmClusterOcid: string;
    readonly vmClusterArn: string;
    readonly oidcProviderArn: string;
    readonly audience?: string;
    readonly subject?: string;
    /** The ARN of an existing role. Absent if the program makes the role. */
    readonly roleArn?: string;
    readonly roleName?: string;
    readonly path?: string;
    /** For a role that the program makes. */
    readonly permissionsBoundary?: string;
    /** For a connector that the program makes. */
    readonly oidcScope?: string;
    readonly issuerUrl?: string;
}

export type Wanted = Partial<WantedIdentity>;
export type Change = ChangeOf<WantedIdentity>;

/** Whether the program makes the role itself and therefore writes its trust policy. */
export function makesRole({ after, unknown }: Change): boolean {
    return after.roleArn === undefined && !unknown.includes("roleArn") && !unknown.includes("roleName");
}

/** Whether the program's role is the role of the cluster. The program may name it by ARN, or by name and path. */
export function meansRole({ roleArn, roleName, path = "/" }: Wanted, live: string): boolean {
    if (roleArn !== undefined) return roleArn === live;
    return live.endsWith(`:role${path}${roleName ?? roleNameOf(live)}`);
}
