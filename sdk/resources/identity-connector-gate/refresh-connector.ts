import { isConflict, PlainError } from "../../clouds/core/errors";
import { retryToken } from "../../clouds/core/retry-token";
import { serialise } from "../../clouds/core/serialise";
import { type Connector, getConnector, startConnectorRefresh } from "../../clouds/oci/connectors";
import { followWorkRequests, WorkRequestError } from "../../clouds/oci/work-requests";

/** The last refresh that was made here. */
export interface Refreshed {
    readonly lastRefreshWorkRequestId?: string;
    readonly lastRefreshedAt?: string;
}

/** How to refresh a connector. */
interface ConnectorRefresh {
    readonly timeoutSeconds: number;
    /** Identifies the refresh; asked for again, it is not repeated by the service. @default the state that it starts from */
    readonly identity?: unknown;
    /** Waits until the connector can be refreshed. */
    settled(): Promise<unknown>;
}

/** Lets every node try the role again, and waits for the end of that. */
export function refreshConnector(connector: Connector, refresh: ConnectorRefresh): Promise<Refreshed> {
    const { timeoutSeconds } = refresh;
    const what = `the refresh of identity connector ${connector.displayName}`;
    return serialise(connector.id, async () => {
        const header = await start(connector.id, refresh);
        const ids = await followWorkRequests("dbmulticloud", header, connector.id, { what, timeoutSeconds }).catch(
            (error: unknown) => {
                throw error instanceof WorkRequestError ? new PlainError(`${what} failed: ${error.message}`) : error;
            },
        );
        return {
            ...(ids[0] ? { lastRefreshWorkRequestId: ids[0] } : {}),
            lastRefreshedAt: new Date().toISOString(),
        };
    });
}

async function start(connectorId: string, { identity, settled }: ConnectorRefresh): Promise<string | undefined> {
    for (let triesLeft = 3; ; triesLeft--) {
        // Without an identity of its own, a refresh belongs to the state it starts from: the entity tag.
        const { etag } = await getConnector(connectorId);
        const token = retryToken("refreshConnector", { connectorId, refresh: identity ?? { etag } });
        try {
            return await startConnectorRefresh(connectorId, token);
        } catch (error) {
            if (!isConflict(error) || error.code === "InvalidatedRetryToken" || triesLeft === 0) throw error;
            // Somebody else refreshes or updates it; the next try waits for the end of that.
            await settled();
        }
    }
}
