import { isConnected } from "../../chain/identity-connector";
import { PlainError } from "../../clouds/core/errors";
import { isGone } from "../../clouds/core/states";
import { type Connector, findConnectorOfCluster, getConnector } from "../../clouds/oci/connectors";
import { releaseUnlessInUse } from "../../functions/release-association";
import { absent, brokenBy, findAssociation } from "../../functions/role-associations";
import { hosted, PartialFailure, type ResourceOperations } from "../../host/provider";
import { readOrGone } from "../../usage/read-or-gone";
import { same } from "../../validation/equality";
import { checkGate } from "./checks";
import { type ConnectorFound, ofAssociation, ofConnector, type Passing, passGate } from "./pass-gate";
import { denyingPolicies, liftDenials } from "./role-denials";
import type { GateInputs, GateState } from "./state";

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

/** The gate that owns each association in this run. A gate that is replaced must not remove the association of its successor. */
const holders = new Map<string, string>();
const associationId = ({ roleArn, vmClusterArn }: GateInputs) => `${roleArn},${vmClusterArn}`;

/** Passes the gate. If that fails, the state still keeps an existing association, so that a later run can remove it. */
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

/** The connector of the last run, or the one that the cluster names now. */
async function connectorNow({ connectorId, vmClusterOcid }: GateState): Promise<Connector | undefined> {
    const what = `identity connector ${connectorId}`;
    const known =
        connectorId === undefined ? undefined : await readOrGone(what, vmClusterOcid, () => getConnector(connectorId));
    return known && !isGone(known.lifecycleState) ? known : findConnectorOfCluster(vmClusterOcid);
}

/** The state after the connector has disappeared. */
const lost: Partial<ConnectorFound> = { lifecycleState: "DELETED", assumeRoleStatus: "UNKNOWN", nodes: [] };

const operations: ResourceOperations<GateInputs, GateState> = {
    inputs: inputNames,
    identity: ["vmClusterArn", "vmClusterOcid"],
    faults: checkGate,
    foreseen: {
        names: ["connectorId"],
        async look({ vmClusterOcid, roleArn }, last) {
            const connector = vmClusterOcid === undefined ? undefined : await findConnectorOfCluster(vmClusterOcid);
            if (connector === undefined) return {};
            // Another role is another association: OCI deletes the connector of the old one, and makes one for the new.
            const isOther = roleArn !== undefined && last.roleArn !== undefined && roleArn !== last.roleArn;
            return { connectorId: isOther && connector.roleArn !== roleArn ? undefined : connector.id };
        },
    },
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
    // OCI deletes the connector together with the association.
    async delete(_id, state) {
        const holder = holders.get(associationId(state));
        if (!state.ownsAssociation || (holder !== undefined && holder !== state.heldSince)) return;
        await releaseUnlessInUse(state.vmClusterArn, state.roleArn);
    },
};

export const provider = hosted(operations);
