import { PlainError } from "../../clouds/core/errors";
import { isGone } from "../../clouds/core/states";
import { done, type Look, pending, waitFor } from "../../clouds/core/wait";
import { type Connector, findConnectorOfCluster, getConnector, watchConnectors } from "../../clouds/oci/connectors";

/** Which connector to look for, and how. */
export interface ConnectorSearch {
    readonly vmClusterOcid: string;
    /** The compartment to list connectors in while the cluster names none. */
    readonly compartmentId: string;
    readonly timeoutSeconds: number;
    /** Whether to wait until the connector knows the status of its nodes. */
    readonly isKnown?: boolean;
    /** Whether a connector may still appear. If not, a missing connector is an error. */
    mayCome(): boolean;
    /** The message if there is no connector and none will appear. */
    lost(): string;
}

/**
 * Waits for the ACTIVE connector of a cluster: the one that the cluster names (somebody may have moved it), or the one that
 * appears in the compartment.
 */
export async function awaitConnector(search: ConnectorSearch): Promise<Connector> {
    const { vmClusterOcid, compartmentId, timeoutSeconds, isKnown = false } = search;
    const what = `the identity connector of VM cluster ${vmClusterOcid}`;
    const named = await findConnectorOfCluster(vmClusterOcid);
    if (named) {
        return waitFor({ what, timeoutSeconds }, async () => atWork(what, await getConnector(named.id), isKnown));
    }
    return watchConnectors(compartmentId, vmClusterOcid).until({ what, timeoutSeconds }, (connectors) => {
        const mine = connectors.filter(
            ({ vmClusterOcid: cluster, lifecycleState }) => cluster === vmClusterOcid && !isGone(lifecycleState),
        );
        const found = mine.find(({ lifecycleState }) => lifecycleState === "ACTIVE") ?? mine[0];
        if (found) return atWork(what, found, isKnown);
        if (!search.mayCome()) throw new PlainError(search.lost());
        return pending(`none in compartment ${compartmentId}; a role association attaches it`);
    });
}

function atWork(what: string, found: Connector, isKnown: boolean): Look<Connector> {
    if (found.lifecycleState === "FAILED") {
        throw new PlainError(
            `${what}, ${found.displayName}, is FAILED: ${found.lifecycleDetails ?? "the service gave no reason"}`,
        );
    }
    if (found.lifecycleState !== "ACTIVE") return pending(found.lifecycleState);
    if (isKnown && found.assumeRoleStatus === "UNKNOWN") return pending("ACTIVE, but its nodes have not reported yet");
    return done(found);
}
