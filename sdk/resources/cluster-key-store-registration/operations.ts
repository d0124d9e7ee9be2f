import { awsRegion } from "../../clouds/aws/settings";
import { isNotFound, PlainError } from "../../clouds/core/errors";
import { retryToken } from "../../clouds/core/retry-token";
import { serialise } from "../../clouds/core/serialise";
import { isGone } from "../../clouds/core/states";
import { change } from "../../clouds/oci/change-database";
import { registerAwsKeyStore, unregisterAwsKeyStore } from "../../clouds/oci/database-actions";
import { type ContainerDatabase, databasesOnAws } from "../../clouds/oci/databases";
import { getVmCluster, type VmCluster } from "../../clouds/oci/vm-clusters";
import { checkPresent } from "../../host/checks";
import { hosted, type ResourceOperations } from "../../host/provider";
import { clustersIn } from "../../usage/databases";
import { readOrGone } from "../../usage/read-or-gone";
import { checkOcid } from "../../validation";

export interface KeyStoreInputs {
    readonly vmClusterOcid: string;
    readonly connectorId: string;
}

export interface KeyStoreState extends KeyStoreInputs {
    readonly keyStoreType: string;
    /** Whether the cluster had the store before. If so, it keeps the store when this resource is deleted. */
    readonly wasAlreadyEnabled: boolean;
    readonly workRequestId?: string;
}

/** Makes AWS KMS the key store of a VM cluster. Does nothing if the cluster already has it. */
export function registerKeyStore(inputs: KeyStoreInputs): Promise<KeyStoreState> {
    const { vmClusterOcid, connectorId } = inputs;
    return serialise(vmClusterOcid, async () => {
        const { resource, changed, workRequestId } = await change({
            what: `VM cluster ${vmClusterOcid}`,
            to: "make AWS KMS its key store",
            read: () => getVmCluster(vmClusterOcid),
            satisfied(cluster) {
                refuseOtherStore(cluster);
                refuseOtherConnector(cluster, connectorId);
                return cluster.keyStoreType === "AWS";
            },
            request: ({ id, etag }) => registerAwsKeyStore(id, retryToken("registerPkcs", { id, etag })),
            failed: notEnabled(vmClusterOcid),
        });
        if (resource.keyStoreType !== "AWS") throw new PlainError(notEnabled(vmClusterOcid)(noReason));
        return {
            ...inputs,
            keyStoreType: resource.keyStoreType,
            wasAlreadyEnabled: !changed,
            ...(workRequestId ? { workRequestId } : {}),
        };
    });
}

/** Disables the store. Refused while a database of the cluster has its key there: the database could not be opened again. */
export function unregisterKeyStore(vmClusterOcid: string): Promise<void> {
    return serialise(vmClusterOcid, async () => {
        try {
            const { resource } = await change({
                what: `VM cluster ${vmClusterOcid}`,
                to: "disable its key store",
                read: () => getVmCluster(vmClusterOcid),
                satisfied: ({ keyStoreType }) => keyStoreType !== "AWS",
                async request(cluster) {
                    refuseInUse(cluster, await databasesOnAws(cluster.id, cluster.compartmentId));
                    return unregisterAwsKeyStore(
                        cluster.id,
                        retryToken("unregisterPkcs", { id: cluster.id, etag: cluster.etag }),
                    );
                },
                failed: notDisabled(vmClusterOcid),
            });
            if (resource.keyStoreType === "AWS") throw new PlainError(notDisabled(vmClusterOcid)(noReason));
        } catch (error) {
            if (!(await isClusterGone(vmClusterOcid))) throw error;
        }
    });
}

const noReason = "the service gave no reason; look at the work requests of the cluster in the OCI console";

const notEnabled = (vmClusterOcid: string) => (words: string) =>
    `AWS KMS was not enabled as key store of VM cluster ${vmClusterOcid}: ${words}`;

const notDisabled = (vmClusterOcid: string) => (words: string) =>
    `AWS KMS is still the key store of VM cluster ${vmClusterOcid}: ${words}`;

/** OCI also says 404 for a cluster that the caller may not see. So a 404 counts only if AWS no longer lists the cluster either. */
async function isClusterGone(vmClusterOcid: string): Promise<boolean> {
    try {
        return isGone((await getVmCluster(vmClusterOcid)).lifecycleState);
    } catch (error) {
        if (!isNotFound(error)) throw error;
        return !(await clustersIn(awsRegion())).some(({ oci }) => oci?.ocid === vmClusterOcid);
    }
}

function refuseInUse(cluster: VmCluster, databases: readonly ContainerDatabase[]): void {
    if (databases.length === 0) return;
    const names = databases.map(({ name }) => name).sort();
    throw new PlainError(
        `AWS KMS has to stay the key store of VM cluster ${cluster.displayName}: ${names.length === 1 ? "database" : "databases"} ` +
            `${names.join(", ")} would become unreadable, and OCI cannot move their keys back to the Oracle Wallet; ` +
            "move their data and terminate them as docs/runbooks/take-a-cluster-off-aws-kms.md describes, or keep them and remove " +
            "this resource from the stack with `pulumi state delete --force --target-dependents 'URN'`",
    );
}

function refuseOtherStore({ displayName, keyStoreType }: VmCluster): void {
    if (keyStoreType === "AWS" || keyStoreType === "NONE") return;
    throw new PlainError(
        `VM cluster ${displayName} has the key store ${keyStoreType}: move its databases off that key store, then disable it`,
    );
}

function refuseOtherConnector({ displayName, awsConnectorIds }: VmCluster, connectorId: string): void {
    if (awsConnectorIds.length === 0 || awsConnectorIds.includes(connectorId)) return;
    throw new PlainError(
        `VM cluster ${displayName} has the identity connector ${awsConnectorIds.join(", ")}, not ${connectorId}: ` +
            "give the connector of this cluster",
    );
}

const operations: ResourceOperations<KeyStoreInputs, KeyStoreState> = {
    inputs: ["vmClusterOcid", "connectorId"],
    identity: ["vmClusterOcid"],
    faults: (inputs) => [
        ...checkPresent(inputs, {
            vmClusterOcid: "give the OCID of the VM cluster",
            connectorId: "give the OCID of the identity connector of the cluster",
        }),
        ...checkOcid("vmClusterOcid", inputs.vmClusterOcid, "cloudvmcluster"),
        ...checkOcid("connectorId", inputs.connectorId, "oracledbawsconnector"),
    ],
    drifted: ({ keyStoreType }) => keyStoreType !== "AWS",
    async create(inputs) {
        return { id: inputs.vmClusterOcid, state: await registerKeyStore(inputs) };
    },
    async read(_id, state) {
        const { vmClusterOcid } = state;
        const what = `the key store of VM cluster ${vmClusterOcid}`;
        const cluster = await readOrGone(what, vmClusterOcid, () => getVmCluster(vmClusterOcid));
        return cluster && !isGone(cluster.lifecycleState)
            ? { ...state, keyStoreType: cluster.keyStoreType }
            : undefined;
    },
    async update(_id, state, inputs) {
        const now = await registerKeyStore(inputs);
        const workRequestId = now.workRequestId ?? state.workRequestId;
        return {
            ...now,
            wasAlreadyEnabled: state.wasAlreadyEnabled,
            ...(workRequestId ? { workRequestId } : {}),
        };
    },
    // If the store was enabled before, it is not disabled here.
    async delete(_id, { vmClusterOcid, wasAlreadyEnabled }) {
        if (!wasAlreadyEnabled) await unregisterKeyStore(vmClusterOcid);
    },
};

export const provider = hosted(operations);
