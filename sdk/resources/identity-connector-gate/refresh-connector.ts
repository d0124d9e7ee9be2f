import { isConflict, PlainError } from "../../clouds/core/errors";
import { retryToken } from "../../clouds/core/retry-token";
import { serialise } from "../../clouds/core/serialise";
import { type Connector, getConnector, startConnectorRefresh } from "../../clouds/oci/connectors";
import { followWorkRequests, WorkRequestError } from "../../clouds/oci/work-requests";

/** The last refresh by this package. */
export interface Refreshed {
    readonly lastRefreshWorkRequestId?: string;
    readonly lastRefreshedAt?: string;
}

/** How to refresh a connector. */
interface ConnectorRefresh {
    readonly timeoutSeconds: number;
    /** Token of the refresh. OCI does not repeat a refresh with the same token. @default the state that it starts from */
    readonly identity?: unknown;
    /** Waits until the connector can be refreshed. */
    settled(): Promise<unknown>;
}

/** Makes every node try the role again, and waits until they have. */
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
        // A refresh without its own token is identified by the state that it starts from: the entity tag.
        const { etag } = await getConnector(connectorId);
        const token = retryToken("refreshConnector", { connectorId, refresh: identity ?? { etag } });
        try {
            return await startConnectorRefresh(connectorId, token);
        } catch (error) {
            if (!isConflict(error) || error.code === "InvalidatedRetryToken" || triesLeft === 0) throw error;
            // Somebody else is refreshing or updating the connector. The next attempt waits until that has finished.
            await settled();
        }
    }
}
