import type { z } from "zod";
import { type Cloud, change, clusters, inPath, requireMatch, type Twin } from "../cloud";
import { conflict, incorrectState, invalid } from "../wire/errors";
import { type Call, type Operation, operation } from "../wire/operation";
import { begin, requireState } from "./common";
import { pkcs } from "./schemas";

type StoreType = z.infer<typeof pkcs>["tdeKeyStoreType"];

/** The PKCS#11 store that a VM cluster offers to its databases. */
export function keyStoreOperations(cloud: Cloud): Operation[] {
    const path = "/20160918/cloudVmClusters/{id}/actions";
    return [
        operation({
            service: "database",
            name: "RegisterCloudVmClusterPkcs",
            method: "POST",
            path: `${path}/registerPkcs`,
            body: pkcs,
            handle(call) {
                const cluster = ready(cloud, call);
                const { tdeKeyStoreType } = call.body;
                requireNone(cluster, tdeKeyStoreType);
                requireConnected(cloud, cluster, tdeKeyStoreType);
                return install(cloud, call, cluster, "Register PKCS", tdeKeyStoreType);
            },
        }),
        operation({
            service: "database",
            name: "UnregisterCloudVmClusterPkcs",
            method: "POST",
            path: `${path}/unregisterPkcs`,
            body: pkcs,
            handle(call) {
                const cluster = ready(cloud, call);
                const { tdeKeyStoreType } = call.body;
                const current = cluster.twin.value.tdeKeyStoreType;
                if (current !== tdeKeyStoreType) {
                    throw conflict(`The key store of the VM cluster is ${current ?? "NONE"}, not ${tdeKeyStoreType}.`);
                }
                const databases = tdeKeyStoreType === "AWS" ? cloud.exadata.databasesOnAws(cluster.ocid) : [];
                if (databases.length > 0) throw conflict(`Databases use AWS KMS: ${databases.join(", ")}.`);
                return install(cloud, call, cluster, "Unregister PKCS", undefined);
            },
        }),
    ];
}

function ready(cloud: Cloud, call: Call<unknown>): Twin {
    const cluster = inPath(clusters(cloud), call.id);
    requireMatch(call, cluster.twin.etag);
    requireState("The VM cluster", cluster.twin.value, "AVAILABLE");
    return cluster;
}

function requireNone({ twin }: Twin, wanted: StoreType): void {
    const current = twin.value.tdeKeyStoreType;
    if (current === undefined) return;
    if (current === wanted) throw conflict(`The key store ${current} is already registered.`);
    throw conflict(`The key store ${current} is registered; unregister it first.`);
}

/** OCI Vault needs no connector; a store in another cloud needs one whose nodes are all connected. */
function requireConnected({ world }: Cloud, { twin }: Twin, wanted: StoreType): void {
    if (wanted === "OCI") return;
    const link = twin.value.multiCloudIdentityConnectorConfigs?.find(({ cloudProvider }) => cloudProvider === wanted);
    const connector = link && world.connectors.get(link.id ?? "");
    if (!connector) throw invalid(`tdeKeyStoreType: the VM cluster has no identity connector to ${wanted}.`);
    const statuses = connector.value.serviceRoleDetails.map((role) => role.assumeRoleStatus ?? "UNKNOWN");
    const other = statuses.find((status) => status !== "CONNECTED");
    if (connector.value.lifecycleState !== "ACTIVE" || other !== undefined) {
        throw incorrectState(
            `The identity connector is ${connector.value.lifecycleState} and ${other ?? "CONNECTED"}; ` +
                "this needs ACTIVE and CONNECTED on every node.",
        );
    }
}

function install(
    cloud: Cloud,
    call: Call<unknown>,
    { ocid, twin }: Twin,
    operationType: string,
    tdeKeyStoreType: StoreType | undefined,
) {
    change(twin, { lifecycleState: "UPDATING", lifecycleDetails: undefined });
    const workRequest = begin(cloud, call, twin.value.compartmentId, {
        operationType,
        takes: ["keyStore"],
        targets: [{ entityType: "cloudVmCluster", id: ocid, becomes: "UPDATED" }],
        log: `${operationType} on the nodes of the VM cluster`,
        perform: () => change(twin, { lifecycleState: "AVAILABLE", tdeKeyStoreType }),
        refused: (message) => change(twin, { lifecycleState: "AVAILABLE", lifecycleDetails: message }),
    });
    return { status: 202, workRequest };
}
