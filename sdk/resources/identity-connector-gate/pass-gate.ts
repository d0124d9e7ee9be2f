import { isConnected } from "../../chain/identity-connector";
import { firstCause } from "../../chain/walk";
import type { OdbRole } from "../../clouds/aws/odb-roles";
import { awsRegion } from "../../clouds/aws/settings";
import { PlainError } from "../../clouds/core/errors";
import type { Connector, ConnectorNode } from "../../clouds/oci/connectors";
import {
    appearsWithin,
    awaitAssociation,
    awaitMended,
    brokenBy,
    findAssociation,
    refuseBroken,
} from "../../functions/role-associations";
import { regionOfArn } from "../../validation";
import { awaitConnector, type ConnectorSearch } from "./await-connector";
import { type Refreshed, refreshConnector } from "./refresh-connector";
import { explain, lostConnector } from "./report";

/** What has to work before a VM cluster can use keys, and what the program created of it. */
export interface Awaited {
    readonly vmClusterArn: string;
    readonly vmClusterOcid: string;
    readonly compartmentId: string;
    readonly roleArn: string;
    readonly existingAssociation?: boolean;
    readonly requireAllNodes?: boolean;
    readonly timeoutSeconds?: number;
}

/** What AWS says about the association. */
export interface AssociationFound {
    readonly associationStatus: string;
    readonly associationReason?: string;
}

/** What OCI says about the connector. */
export interface ConnectorFound {
    readonly connectorId: string;
    readonly displayName: string;
    readonly issuerUrl: string;
    readonly oidcScope: string;
    readonly lifecycleState: string;
    readonly assumeRoleStatus: string;
    readonly nodes: readonly ConnectorNode[];
    /** The role that the connector names, if it is another one. */
    readonly otherRoleArn?: string;
}

export interface Passing {
    /** Whether the association may be so new that its connector is not visible yet. */
    readonly isFirst: boolean;
    /** Token of a refresh that always has to run. OCI does not repeat a refresh with the same token. */
    readonly refresh?: unknown;
}

const defaultTimeoutSeconds = 1800;

/**
 * Waits until AWS has decided about the association and finds the connector. Then it waits until the nodes can assume the role,
 * and refreshes the connector while they cannot. An earlier association that is not connected may have been repaired since, by
 * a change of the trust policy. Only a refresh shows that.
 */
export async function passGate(
    wanted: Awaited,
    { isFirst, refresh }: Passing,
): Promise<AssociationFound & ConnectorFound & Refreshed> {
    const { timeoutSeconds = defaultTimeoutSeconds } = wanted;
    const association = await awaitAssociation(wanted);
    const isBroken = brokenBy(association.status, wanted.requireAllNodes) !== undefined;
    if (association.isNew || association.status === "FAILED") refuseBroken(wanted, association);

    const appearsUntil = Date.now() + appearsWithin;
    const search: ConnectorSearch = {
        ...wanted,
        timeoutSeconds,
        mayCome: () => association.isNew || (isFirst && Date.now() < appearsUntil),
        lost: () => lostConnector(wanted, association.status),
    };
    const refreshed = async (connector: Connector, identity?: unknown): Promise<[Connector, Refreshed]> => {
        const settled = () => awaitConnector(search);
        const done = await refreshConnector(connector, { timeoutSeconds, identity, settled });
        return [await awaitConnector({ ...search, isKnown: true }), done];
    };

    let connector = await awaitConnector(search);
    let last: Refreshed = {};
    if (refresh !== undefined) [connector, last] = await refreshed(connector, refresh);
    else if (isBroken) [connector, last] = await refreshed(connector);
    if (!isReady(connector, wanted)) [connector, last] = await refreshed(connector);
    if (!isReady(connector, wanted)) {
        throw new PlainError(
            [explain(connector, wanted, await findAssociation(wanted)), await cause(wanted)].join("\n"),
        );
    }
    const mended = isBroken ? await awaitMended(wanted) : association;
    return { ...ofAssociation(mended), ...ofConnector(connector, wanted.roleArn), ...last };
}

/** The first broken link on the nodes' way into AWS, with its remedy. */
function cause({ vmClusterArn, vmClusterOcid, roleArn }: Awaited): Promise<string> {
    const region = regionOfArn(vmClusterArn) ?? awsRegion();
    return firstCause("the way into AWS", () => ({ vmClusterArn, vmClusterOcid, roleArn, region, databases: [] }));
}

function isReady(connector: Connector, { roleArn, requireAllNodes = true }: Awaited): boolean {
    return connector.roleArn === roleArn && isConnected(connector.assumeRoleStatus, requireAllNodes);
}

export function ofAssociation({ status, statusReason }: Pick<OdbRole, "status" | "statusReason">): AssociationFound {
    return { associationStatus: status, ...(statusReason ? { associationReason: statusReason } : {}) };
}

export function ofConnector(connector: Connector, roleArn: string): ConnectorFound {
    return {
        connectorId: connector.id,
        displayName: connector.displayName,
        issuerUrl: connector.issuerUrl,
        oidcScope: connector.oidcScope,
        lifecycleState: connector.lifecycleState,
        assumeRoleStatus: connector.assumeRoleStatus,
        nodes: connector.nodes,
        ...(connector.roleArn && connector.roleArn !== roleArn ? { otherRoleArn: connector.roleArn } : {}),
    };
}
