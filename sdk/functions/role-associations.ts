import { rolesAssociated } from "../chain/role-association";
import { getClusterRoles, type OdbRole } from "../clouds/aws/odb-roles";
import { PlainError } from "../clouds/core/errors";
import { done, pending, waitFor } from "../clouds/core/wait";

/** One association of a role with a VM cluster, and whether the program expects it to exist. */
interface AssociationOfRole {
    readonly vmClusterArn: string;
    readonly roleArn: string;
    /** Whether the association existed before the program. */
    readonly existingAssociation?: boolean;
    readonly requireAllNodes?: boolean;
}

/** What AWS decided about an association. */
interface DecidedAssociation extends OdbRole {
    /** Whether this run saw AWS create it. If so, nobody can have repaired anything since. */
    readonly isNew: boolean;
}

/** The status of a role that the cluster does not list. */
export const absent = "ABSENT";

/** How long AWS may take to show what another part of the same run did, in milliseconds. */
export const appearsWithin = 30_000;

/** Two hours. The native resource waits for one hour. */
const timeoutSeconds = 7200;

/** Temporary states. */
const passing = new Set(["ASSOCIATING", "DISASSOCIATING"]);

/** States of an association that waiting does not repair, each with what to do. */
const brokenAssociations: Readonly<Record<string, string>> = {
    [absent]: "run `pulumi up --refresh`, which creates it again",
    FAILED: "repair the cause, remove the association and create it again",
    DISCONNECTED: "enable STS and KMS access of the ODB network, and check the trust policy of the role",
    PARTIALLY_CONNECTED: "see which nodes of the VM cluster are down or cannot reach STS",
};

/** What to do if an association is in a state that waiting does not repair. Undefined if it is in order. */
export function brokenBy(status: string, requireAllNodes = true): string | undefined {
    return !requireAllNodes && status === "PARTIALLY_CONNECTED" ? undefined : brokenAssociations[status];
}

/** The association as AWS lists it. Undefined if the cluster does not list the role, or if the cluster is gone. */
export async function findAssociation({
    vmClusterArn,
    roleArn,
}: {
    readonly vmClusterArn: string;
    readonly roleArn: string;
}): Promise<OdbRole | undefined> {
    return (await rolesAssociated(vmClusterArn)).find((listed) => listed.roleArn === roleArn);
}

/**
 * Waits until AWS has decided about an association that another resource creates at the same time. Throws if it does not appear.
 * The other resource then reports the reason.
 */
export async function awaitAssociation(wanted: AssociationOfRole): Promise<DecidedAssociation> {
    const { vmClusterArn, roleArn, existingAssociation } = wanted;
    let isNew = false;
    let missingSince: number | undefined;
    return waitFor({ what: nameOf(wanted), timeoutSeconds }, async () => {
        const found = (await getClusterRoles(vmClusterArn)).find((listed) => listed.roleArn === roleArn);
        if (found !== undefined && !passing.has(found.status)) return done({ ...found, isNew });
        isNew = true;
        if (found !== undefined) {
            missingSince = undefined;
            return pending(found.status);
        }
        missingSince ??= Date.now();
        const isOverdue = Date.now() >= missingSince + appearsWithin;
        if (existingAssociation || isOverdue) throw new PlainError(missing(wanted));
        return pending(absent);
    });
}

/**
 * Waits a little, because AWS may learn later than OCI what a refresh of the connector found. Throws AWS's reason if the
 * association stays broken.
 */
export async function awaitMended(wanted: AssociationOfRole): Promise<OdbRole> {
    const overdue = Date.now() + appearsWithin;
    return waitFor({ what: nameOf(wanted), timeoutSeconds }, async () => {
        const found = await findAssociation(wanted);
        if (found === undefined) throw new PlainError(missing(wanted));
        const lookAt = brokenBy(found.status, wanted.requireAllNodes);
        if (lookAt === undefined) return done(found);
        if (Date.now() >= overdue) throw new PlainError(explain(wanted, found, lookAt));
        return pending(found.status);
    });
}

/** Throws AWS's reason if an association is in a state that waiting does not repair. */
export function refuseBroken(wanted: AssociationOfRole, role: OdbRole): void {
    const lookAt = brokenBy(role.status, wanted.requireAllNodes);
    if (lookAt !== undefined) throw new PlainError(explain(wanted, role, lookAt));
}

function nameOf({ vmClusterArn, roleArn }: AssociationOfRole): string {
    return `the association of role ${roleArn} with ${vmClusterArn}`;
}

function missing({ roleArn, vmClusterArn, existingAssociation }: AssociationOfRole): string {
    const what = `AWS does not list the association of role ${roleArn} with ${vmClusterArn}`;
    if (existingAssociation) {
        return `${what}, although \`existing.associated\` is true; remove \`associated\`, and the program creates the association`;
    }
    return (
        `${what}; if this run had to create it, the error of IamRoleAssociation says why that failed; ` +
        "if it existed before, somebody removed it: run `pulumi up --refresh`, which creates it again"
    );
}

/** AWS's words, what to look at, and how to go on. The state does not contain an association that did not connect. */
function explain(wanted: AssociationOfRole, { status, statusReason }: OdbRole, lookAt: string): string {
    const { roleArn, vmClusterArn } = wanted;
    return [
        `${nameOf(wanted)} is ${status}: ${statusReason ?? "AWS gave no reason"}`,
        `What to do: ${lookAt}`,
        "AWS keeps the association, even if the stack has none. After the repair, run again. If the stack has none, first take the association over,",
        `  pulumi import aws:odb/iamRoleAssociation:IamRoleAssociation NAME ${roleArn},${vmClusterArn}`,
        "or remove it:",
        `  ${commandFor("disassociate-iam-role-from-resource", wanted)}`,
    ].join("\n");
}

/** An AWS CLI command about one association. */
export function commandFor(
    verb: "associate-iam-role-to-resource" | "disassociate-iam-role-from-resource",
    { roleArn, vmClusterArn }: { readonly roleArn: string; readonly vmClusterArn: string },
): string {
    return `aws odb ${verb} --aws-integration KmsTde --iam-role-arn ${roleArn} --resource-arn ${vmClusterArn}`;
}
