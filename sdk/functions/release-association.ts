import { disassociateRole } from "../clouds/aws/odb-roles";
import { awsRegion } from "../clouds/aws/settings";
import { PlainError } from "../clouds/core/errors";
import { serialise } from "../clouds/core/serialise";
import { done, pending, waitFor } from "../clouds/core/wait";
import { usageOfAssociation } from "../usage/usage-of";
import { spoken, takeOff } from "../usage/words";
import { commandFor, findAssociation } from "./role-associations";

/** An hour, the same as in the native resource. */
const timeoutSeconds = 3600;

/**
 * Removes a role from a VM cluster (DisassociateIamRoleFromResource) and waits until it is removed: a cluster can have only one
 * role. The native resource never does this, so no flag of the engine can remove an association in use. Throws while a database
 * uses AWS KMS through the association. Does nothing if there is none. The role itself may already be deleted.
 */
export async function releaseAssociation(vmClusterArn: string, roleArn: string): Promise<void> {
    const users = await releaseUnlessInUse(vmClusterArn, roleArn);
    if (users === undefined) return;
    throw new PlainError(
        `the association of role ${roleArn} with ${vmClusterArn} is in use: without it ${users} could not be opened any more; ${takeOff}`,
    );
}

/** The same, but keeps an association in use without an error. @returns the databases that use it, in words; undefined if it was removed */
export function releaseUnlessInUse(vmClusterArn: string, roleArn: string): Promise<string | undefined> {
    const id = { vmClusterArn, roleArn };
    return serialise(vmClusterArn, async () => {
        const found = await findAssociation(id);
        if (found === undefined) return undefined;
        const users = spoken(await usageOfAssociation(roleArn, vmClusterArn, awsRegion()));
        if (users !== undefined) return users;
        await disassociateRole(vmClusterArn, roleArn);
        await awaitRemoval(id);
        return undefined;
    });
}

async function awaitRemoval(id: { readonly vmClusterArn: string; readonly roleArn: string }): Promise<void> {
    const what = `the removal of the association of role ${id.roleArn} with ${id.vmClusterArn}`;
    let wasLeaving = false;
    await waitFor({ what, timeoutSeconds }, async () => {
        const role = await findAssociation(id);
        if (role === undefined) return done(undefined);
        // An association that had failed before may still show that status for a moment.
        if (role.status === "FAILED" && wasLeaving) {
            const reason = role.statusReason ?? "AWS gave no reason";
            const command = commandFor("disassociate-iam-role-from-resource", id);
            throw new PlainError(`${what} failed: ${reason}; repair the cause, then run again, or run\n  ${command}`);
        }
        wasLeaving ||= role.status === "DISASSOCIATING";
        return pending(role.status);
    });
}
