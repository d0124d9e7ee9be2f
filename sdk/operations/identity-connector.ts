import { connectorOfCluster, isConnected } from "../chain/identity-connector";
import { type Connector, getConnector } from "../clouds/connectors";
import { PlainError } from "../clouds/errors";
import { absent, brokenBy, findAssociation } from "./association";
import { releaseUnlessInUse } from "./association-release";
import { same } from "./canonical";
import type { Refreshed } from "./connector-refresh";
import {
    type AssociationFound,
    type Awaited,
    type ConnectorFound,
    ofAssociation,
    ofConnector,
    type Passing,
    passGate,
} from "./gate-passing";
import { readOrGone } from "./gone";
import { checkGate } from "./identity-connector-checks";
import { hosted, PartialFailure, type ResourceOperations } from "./provider";
import { denyingPolicies, liftDenials } from "./role-denials";

export interface GateInputs extends Awaited {
    readonly ownsAssociation?: boolean;
    readonly ownsRole?: boolean;
    readonly refreshTriggers?: Readonly<Record<string, string>>;
    /**
     * Policies that keep the role from using keys, as the last refresh found them. No program gives it: among the inputs, a
     * preview shows it as what the update takes away.
     */
    readonly roleDenials?: readonly string[];
}

/** Of a connector nothing is known where an association was made, but the gate was not passed. */
export interface GateState extends GateInputs, AssociationFound, Partial<ConnectorFound>, Refreshed {
    /** Whether the last refresh found that IAM has the role no more. */
    readonly isRoleGone?: boolean;
    /** Tells this gate from another one that took the same association later. */
    readonly heldSince?: string;
}

const inputNames = [
    "vmClusterArn",
    "vmClusterOcid",
    "compartmentId",
    "roleArn",
    "existingAssociation",
    "ownsAssociation",
    "ownsRole",
    "refreshTriggers",
    "requireAllNodes",
    "timeoutSeconds",
    "roleDenials",
] as const satisfies readonly (keyof GateInputs)[];

/** Who holds an association in this run: a gate that is replaced must not take away what its successor waits for. */
const holders = new Map<string, string>();
const associationId = ({ roleArn, vmClusterArn }: GateInputs) => `${roleArn},${vmClusterArn}`;

/** Passes the gate. When it cannot be passed, an association that is there is kept in the state all the same, so that it can be taken down. */
async function passed(inputs: GateInputs, passing: Passing, before?: GateState): Promise<GateState> {
    const isSame = before !== undefined && associationId(before) === associationId(inputs);
    const heldSince = (isSame ? before.heldSince : undefined) ?? new Date().toISOString();
    holders.set(associationId(inputs), heldSince);
    try {
        return { ...inputs, ...(await passGate(inputs, passing)), heldSince };
    } catch (error) {
        if (isSame || !inputs.ownsAssociation || !(error instanceof PlainError)) throw error;
        const made = await findAssociation(inputs).catch(() => undefined);
        if (made === undefined) throw error;
        throw new PartialFailure(inputs.vmClusterOcid, { ...inputs, ...ofAssociation(made), heldSince }, [
            error.message,
        ]);
    }
}

/** The connector that was found last, or the one that the cluster names now. */
async function connectorNow({ connectorId, vmClusterOcid }: GateState): Promise<Connector | undefined> {
    const what = `identity connector ${connectorId}`;
    const known =
        connectorId === undefined ? undefined : await readOrGone(what, vmClusterOcid, () => getConnector(connectorId));
    return known && !["DELETED", "DELETING"].includes(known.lifecycleState) ? known : connectorOfCluster(vmClusterOcid);
}

/** What a connector that is gone leaves of what was known of it. */
const lost: Partial<ConnectorFound> = { lifecycleState: "DELETED", assumeRoleStatus: "UNKNOWN", nodes: [] };

const operations: ResourceOperations<GateInputs, GateState> = {
    inputs: inputNames,
    identity: ["vmClusterArn", "vmClusterOcid"],
    faults: checkGate,
    drifted: ({ associationStatus, lifecycleState, assumeRoleStatus = "UNKNOWN", ...state }) =>
        brokenBy(associationStatus, state.requireAllNodes) !== undefined ||
        lifecycleState !== "ACTIVE" ||
        !isConnected(assumeRoleStatus, state.requireAllNodes ?? true) ||
        state.otherRoleArn !== undefined ||
        state.isRoleGone === true,
    async create(inputs) {
        const state = await passed(inputs, { isFirst: inputs.ownsAssociation === true });
        return { id: inputs.vmClusterOcid, state };
    },
    async read(_id, state) {
        const [association, connector] = await Promise.all([findAssociation(state), connectorNow(state)]);
        if (association === undefined && connector === undefined) return undefined;
        const { isRoleGone, policies } = await denyingPolicies(state);
        const { associationReason: _, otherRoleArn: __, isRoleGone: ___, roleDenials: ____, ...rest } = state;
        return {
            ...rest,
            ...ofAssociation(association ?? { status: absent }),
            ...(connector ? ofConnector(connector, state.roleArn) : lost),
            ...(isRoleGone ? { isRoleGone } : {}),
            ...(policies.length > 0 ? { roleDenials: policies.map(({ id }) => id).sort() } : {}),
        };
    },
    async update(_id, state, inputs) {
        const { roleDenials, roleArn, lastRefreshWorkRequestId, lastRefreshedAt } = state;
        if (roleDenials && roleArn === inputs.roleArn) {
            await liftDenials(inputs, roleDenials, inputs.ownsRole === true);
        }
        const isTriggered = !same(state.refreshTriggers, inputs.refreshTriggers);
        const refresh =
            isTriggered || state.isRoleGone ? { triggers: inputs.refreshTriggers, lastRefreshedAt } : undefined;
        const before = {
            ...(lastRefreshWorkRequestId ? { lastRefreshWorkRequestId } : {}),
            ...(lastRefreshedAt ? { lastRefreshedAt } : {}),
        };
        const isFirst = inputs.ownsAssociation === true && roleArn !== inputs.roleArn;
        return { ...before, ...(await passed(inputs, { isFirst, refresh }, state)) };
    },
    // The connector goes with the association.
    async delete(_id, state) {
        const holder = holders.get(associationId(state));
        if (!state.ownsAssociation || (holder !== undefined && holder !== state.heldSince)) return;
        await releaseUnlessInUse(state.vmClusterArn, state.roleArn);
    },
};

export const provider = hosted(operations);
