import { resize, show } from "../../core/scaling";
import { type Cloud, change, clusters, inPath, requireMatch } from "../cloud";
import { retagged } from "../tagging";
import { type Operation, operation } from "../wire/operation";
import { begin, fits, listed, requireState } from "./common";
import * as schemas from "./schemas";

const service = "database";
const path = "/20160918/cloudVmClusters";

export function vmClusterOperations(cloud: Cloud): Operation[] {
    return [
        operation({
            service,
            name: "ListCloudVmClusters",
            method: "GET",
            path,
            query: schemas.listVmClusters,
            handle: ({ query }) =>
                listed(
                    cloud,
                    query,
                    [...clusters(cloud).values()].map(({ twin }) => twin.value),
                    { sortBy: "DISPLAYNAME", of: ({ displayName }) => displayName },
                    (value) =>
                        fits(query.cloudExadataInfrastructureId, value.cloudExadataInfrastructureId) &&
                        fits(query.displayName, value.displayName) &&
                        fits(query.vmClusterType, value.vmClusterType),
                ),
        }),
        operation({
            service,
            name: "GetCloudVmCluster",
            method: "GET",
            path: `${path}/{id}`,
            handle({ id }) {
                const { twin } = inPath(clusters(cloud), id);
                return { status: 200, body: twin.value, etag: twin.etag };
            },
        }),
        operation({
            service,
            name: "UpdateCloudVmCluster",
            method: "PUT",
            path: `${path}/{id}`,
            body: schemas.updateVmCluster,
            handle(call) {
                const cluster = inPath(clusters(cloud), call.id);
                const { twin } = cluster;
                requireMatch(call, twin.etag);
                requireState("The VM cluster", twin.value, "AVAILABLE");
                change(twin, retagged(cloud, twin.value, call.body));
                resize(cluster, call.body);
                show(cluster, "UPDATING");
                const workRequest = begin(cloud, call, twin.value.compartmentId, {
                    operationType: "Update Cloud VM Cluster",
                    takes: ["resourceUpdate"],
                    targets: [{ entityType: "cloudVmCluster", id: call.id, becomes: "UPDATED" }],
                    log: "Updating the VM cluster",
                    perform: () => show(cluster, "AVAILABLE"),
                    refused(lifecycleDetails) {
                        show(cluster, "AVAILABLE");
                        change(twin, { lifecycleDetails });
                    },
                });
                return { status: 200, body: twin.value, etag: twin.etag, workRequest };
            },
        }),
    ];
}
