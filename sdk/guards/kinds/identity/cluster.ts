import { isConnected } from "../../../chain/identity-connector";
import { rolesAssociated, rolesTaken } from "../../../chain/role-association";
import { findRole, type LiveRole, roleNameOf } from "../../../clouds/aws/iam-roles";
import type { OdbRole } from "../../../clouds/aws/odb-roles";
import { type Connector, findConnectorOfCluster } from "../../../clouds/oci/connectors";
import { type Change, makesRole, meansRole, type Wanted } from "./wanted";

/** The cluster whose identity changes. */
export interface Cluster {
    readonly vmClusterOcid: string;
    /** The roles of the cluster as AWS lists them. */
    readonly associated: readonly OdbRole[];
    /** Gets the connector of the cluster. It asks only once. */
    connector(): Promise<Connector | undefined>;
}

export async function clusterOf({ vmClusterOcid, vmClusterArn }: Wanted): Promise<Cluster | undefined> {
    if (vmClusterOcid === undefined || vmClusterArn === undefined) return undefined;
    let asked: Promise<Connector | undefined> | undefined;
    return {
        vmClusterOcid,
        associated: await rolesAssociated(vmClusterArn),
        connector() {
            asked ??= findConnectorOfCluster(vmClusterOcid);
            return asked;
        },
    };
}

interface Roles {
    /** The role that the cluster has. */
    readonly taken?: LiveRole;
    /** The role that the program makes, if nodes may be using it. */
    readonly made?: LiveRole;
}

export async function rolesOf(change: Change, { associated, connector }: Cluster): Promise<Roles> {
    const { before, after } = change;
    const isMade = makesRole(change);
    // A cluster has one role. If that is the program's role, there is no need to ask for the connector.
    const [only, ...others] = associated;
    const isSure = only && others.length === 0 && isConnected(only.status, false) && meansRole(after, only.roleArn);
    const possible = rolesTaken(associated, isSure ? undefined : await connector());
    const name = before === undefined && isMade ? after.roleName : undefined;
    const meant = possible.filter((roleArn) => name === undefined || roleNameOf(roleArn) === name);
    const live = (await Promise.all(meant.map(findRole))).filter((role) => role !== undefined);
    const [taken] = live;
    const made = isMade ? live.find(({ roleArn }) => meansRole(after, roleArn)) : undefined;
    return { ...(taken === undefined ? {} : { taken }), ...(made === undefined ? {} : { made }) };
}
