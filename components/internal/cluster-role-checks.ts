import { checkExistingOrNew, checkRoleArn, type Fault } from "../../sdk/validation";
import type { ClusterIdentityArgs } from "../cluster-identity-args";

/** A role and its association: made, or there already. @param path what stands before the name of an argument */
export function checkClusterRole(path: string, args: Partial<ClusterIdentityArgs>): Fault[] {
    const { existingRoleArn, existingAssociation, roleName, audience, subject, tags } = args;
    if (existingRoleArn === undefined) {
        const reason = "an association that exists is that of a role that exists";
        const remedy = "name the role as `existingRoleArn`";
        return existingAssociation ? [{ path: `${path}existingAssociation`, reason, remedy }] : [];
    }
    const role = { roleName, path: args.path, permissionsBoundary: args.permissionsBoundary, audience, subject, tags };
    return [
        ...checkRoleArn(`${path}existingRoleArn`, existingRoleArn),
        ...checkExistingOrNew(`${path}existingRoleArn`, existingRoleArn, role),
    ];
}
