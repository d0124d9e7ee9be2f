import { isGone } from "../../clouds/core/states";
import { findConnector } from "../../clouds/oci/connectors";
import type { UsingDatabase } from "../../usage/databases";
import { spoken } from "../../usage/words";

/** The connector by which a key was registered, and the one that the program gives now. */
interface ConnectorChange {
    readonly before: string;
    /** Absent if it is not known yet. */
    readonly after?: string;
}

/** A connector that a registration keeps. */
interface KeptConnector {
    readonly connectorId: string;
    readonly warnings: readonly string[];
}

/**
 * Finds out whether a registration in use keeps its connector, although the program gives another one. It does if its connector is
 * gone: the cluster then has a new one, and OCI has no operation that gives a registered key another connector. Registering the key
 * again would take it from its databases. An id that is not known yet changes nothing either: the update judges it.
 * @param databases the databases that use the registration
 */
export async function connectorKept(
    { before, after }: ConnectorChange,
    databases: readonly UsingDatabase[],
): Promise<KeptConnector | undefined> {
    if (databases.length === 0) return undefined;
    if (after === undefined) return { connectorId: before, warnings: [] };
    const [old, successor] = await Promise.all([findConnector(before), findConnector(after)]);
    const isLost = old === undefined || isGone(old.lifecycleState);
    // Databases of other clusters may use the same registered key.
    const isOurs = databases.some(({ clusterOcid }) => clusterOcid === successor?.vmClusterOcid);
    if (!isLost || !isOurs) return undefined;
    const users = spoken(databases);
    return {
        connectorId: before,
        warnings: [
            `the identity connector ${before} is gone, and the VM cluster has ${after} now. The registered key keeps the first one, ` +
                `because OCI cannot give it another, and ${users} uses it`,
        ],
    };
}
