import {
    type Connector,
    type ConnectorNode,
    getConnector,
    startConnectorRefresh,
    watchConnectors,
} from "../clouds/connectors";
import { isConflict, isNotFound, PlainError } from "../clouds/errors";
import { done, type Look, pending, waitFor } from "../clouds/wait";
import { followWorkRequests, WorkRequestError } from "../clouds/work-requests";
import { same } from "./canonical";
import { brokenBy, checkGate } from "./identity-connector-checks";
import { explain, isConnected } from "./identity-connector-report";
import { associationOf, namedConnector } from "./identity-live";
import { hosted, type ResourceOperations } from "./provider";
import { retryToken } from "./retry-token";
import { serialise } from "./serialise";

export interface GateInputs {
    readonly vmClusterOcid: string;
    readonly compartmentId: string;
    readonly roleArn: string;
    readonly associationStatus?: string;
    readonly associationReason?: string;
    readonly refreshTriggers?: Readonly<Record<string, string>>;
    readonly requireAllNodes?: boolean;
    readonly timeoutSeconds?: number;
}

export interface GateState extends GateInputs {
    readonly connectorId: string;
    readonly displayName: string;
    readonly issuerUrl: string;
    readonly oidcScope: string;
    readonly lifecycleState: string;
    readonly assumeRoleStatus: string;
    readonly nodes: readonly ConnectorNode[];
    readonly lastRefreshWorkRequestId?: string;
    readonly lastRefreshedAt?: string;
}

interface Refreshed {
    readonly lastRefreshWorkRequestId?: string;
    readonly lastRefreshedAt?: string;
}

const defaultTimeoutSeconds = 1800;

/**
 * Finds the connector of a VM cluster, and waits until its nodes can assume the role; refreshes it while they cannot.
 *
 * @param refresh Identifies a refresh that is wanted in any case; asked for again, it is not repeated by the service.
 */
export async function awaitConnector(inputs: GateInputs, refresh?: unknown): Promise<GateState> {
    await refuseBrokenAssociation(inputs);
    let connector = await findConnector(inputs);
    let refreshed: Refreshed = {};
    if (refresh !== undefined) {
        refreshed = await refreshConnector(connector, inputs, refresh);
        connector = await findConnector(inputs);
    }
    if (!isReady(connector, inputs)) {
        refreshed = await refreshConnector(connector, inputs);
        connector = await findConnector(inputs, true);
        if (!isReady(connector, inputs)) {
            throw new PlainError(explain(connector, inputs, await associationOf(inputs.vmClusterOcid, inputs.roleArn)));
        }
    }
    return describe(inputs, connector, refreshed);
}

/** The native resource takes some of these states for success, and tells none of their reasons: AWS is asked for them. */
async function refuseBrokenAssociation(inputs: GateInputs): Promise<void> {
    const { vmClusterOcid, roleArn, associationStatus, requireAllNodes } = inputs;
    if (associationStatus === undefined || brokenBy(associationStatus, requireAllNodes) === undefined) return;
    const { status, statusReason } = (await associationOf(vmClusterOcid, roleArn)) ?? { status: associationStatus };
    const lookAt = brokenBy(status, requireAllNodes);
    if (lookAt === undefined) return;
    const reason = statusReason ?? "the service gave no reason";
    throw new PlainError(`the association of role ${roleArn} is ${status}: ${reason}; ${lookAt}`);
}

/**
 * The ACTIVE connector of the cluster: the one that the cluster names, which may have been moved, or the one that appears
 * in the compartment.
 * @param known Whether to wait also until it knows how its nodes fare.
 */
async function findConnector(inputs: GateInputs, known = false): Promise<Connector> {
    const { vmClusterOcid, compartmentId, timeoutSeconds = defaultTimeoutSeconds } = inputs;
    const what = `the identity connector of VM cluster ${vmClusterOcid}`;
    const named = await namedConnector(vmClusterOcid);
    if (named) {
        return waitFor({ what, timeoutSeconds }, async () => atWork(what, await getConnector(named.id), known));
    }
    return watchConnectors(compartmentId, vmClusterOcid).until({ what, timeoutSeconds }, (connectors) => {
        const mine = connectors.filter(
            ({ vmClusterOcid: cluster, lifecycleState }) =>
                cluster === vmClusterOcid && !["DELETED", "DELETING"].includes(lifecycleState),
        );
        const found = mine.find(({ lifecycleState }) => lifecycleState === "ACTIVE") ?? mine[0];
        if (!found) return pending(`none in compartment ${compartmentId}; a role association attaches it`);
        return atWork(what, found, known);
    });
}

function atWork(what: string, found: Connector, known: boolean): Look<Connector> {
    if (found.lifecycleState === "FAILED") {
        throw new PlainError(
            `${what}, ${found.displayName}, is FAILED: ${found.lifecycleDetails ?? "the service gave no reason"}`,
        );
    }
    if (found.lifecycleState !== "ACTIVE") return pending(found.lifecycleState);
    if (known && found.assumeRoleStatus === "UNKNOWN") return pending("ACTIVE, but its nodes have not reported yet");
    return done(found);
}

/** Lets every node try the role again, and waits for the end of that. */
function refreshConnector(connector: Connector, inputs: GateInputs, identity?: unknown): Promise<Refreshed> {
    const { timeoutSeconds = defaultTimeoutSeconds } = inputs;
    const what = `the refresh of identity connector ${connector.displayName}`;
    return serialise(connector.id, async () => {
        const header = await startRefresh(connector.id, inputs, identity);
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

async function startRefresh(connectorId: string, inputs: GateInputs, identity: unknown): Promise<string | undefined> {
    for (let triesLeft = 3; ; triesLeft--) {
        // Without an identity of its own, a refresh belongs to the state it starts from: the entity tag.
        const { etag } = await getConnector(connectorId);
        const token = retryToken("refreshConnector", { connectorId, refresh: identity ?? { etag } });
        try {
            return await startConnectorRefresh(connectorId, token);
        } catch (error) {
            if (!isConflict(error) || error.code === "InvalidatedRetryToken" || triesLeft === 0) throw error;
            // Somebody else refreshes or updates it; the next try waits for the end of that.
            await findConnector(inputs);
        }
    }
}

function isReady(connector: Connector, { roleArn, requireAllNodes = true }: GateInputs): boolean {
    return connector.roleArn === roleArn && isConnected(connector.assumeRoleStatus, requireAllNodes);
}

function describe(inputs: GateInputs, connector: Connector, refreshed: Refreshed): GateState {
    return {
        ...inputs,
        connectorId: connector.id,
        displayName: connector.displayName,
        issuerUrl: connector.issuerUrl,
        oidcScope: connector.oidcScope,
        lifecycleState: connector.lifecycleState,
        assumeRoleStatus: connector.assumeRoleStatus,
        nodes: connector.nodes,
        ...refreshed,
    };
}

const operations: ResourceOperations<GateInputs, GateState> = {
    inputs: [
        "vmClusterOcid",
        "compartmentId",
        "roleArn",
        "associationStatus",
        "associationReason",
        "refreshTriggers",
        "requireAllNodes",
        "timeoutSeconds",
    ],
    identity: ["vmClusterOcid"],
    faults: checkGate,
    drifted: ({ lifecycleState, assumeRoleStatus, requireAllNodes = true }) =>
        lifecycleState !== "ACTIVE" || !isConnected(assumeRoleStatus, requireAllNodes),
    async create(inputs) {
        const state = await awaitConnector(inputs);
        return { id: state.connectorId, state };
    },
    async read(id, state) {
        try {
            const connector = await getConnector(id);
            if (["DELETED", "DELETING"].includes(connector.lifecycleState)) return undefined;
            // Inputs stay as given, a role that the connector names instead is drift of the input.
            return describe({ ...state, roleArn: connector.roleArn ?? state.roleArn }, connector, {});
        } catch (error) {
            if (isNotFound(error)) return undefined;
            throw error;
        }
    },
    async update(_id, state, inputs) {
        const { lastRefreshWorkRequestId, lastRefreshedAt } = state;
        const before: Refreshed = {
            ...(lastRefreshWorkRequestId ? { lastRefreshWorkRequestId } : {}),
            ...(lastRefreshedAt ? { lastRefreshedAt } : {}),
        };
        const refresh = same(state.refreshTriggers, inputs.refreshTriggers)
            ? undefined
            : { triggers: inputs.refreshTriggers, lastRefreshedAt };
        return { ...before, ...(await awaitConnector(inputs, refresh)) };
    },
    // The connector belongs to the role association.
    async delete() {},
};

export const provider = hosted(operations);
