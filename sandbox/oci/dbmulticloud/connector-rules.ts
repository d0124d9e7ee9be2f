import type { z } from "zod";
import { ocidBeside } from "../../core/ids";
import type { Connector } from "../../core/records";
import { type Cloud, change, clusters, inBody, inPath, now, store } from "../cloud";
import { newTags } from "../tagging";
import { conflict, gone, incorrectState } from "../wire/errors";
import type { createConnector } from "./schemas";

export const unknownStatus = { assumeRoleStatus: "UNKNOWN", awsNodes: [] } as const satisfies Partial<
    Connector["value"]["serviceRoleDetails"][number]
>;

export function newConnector(cloud: Cloud, body: z.infer<typeof createConnector>): Connector {
    const { serviceRoleDetails, ...plain } = body;
    const time = now();
    return store({
        id: ocidBeside("oracledbawsconnector", body.resourceId),
        ...plain,
        serviceRoleDetails: serviceRoleDetails.map((role) => ({ ...role, assumeRoleStatus: "UNKNOWN", awsNodes: [] })),
        lifecycleState: "CREATING",
        timeCreated: time,
        timeUpdated: time,
        ...newTags(cloud, body),
        systemTags: {},
    });
}

/** A connector that calls can still act on: a deleted one can only be read. */
export function living(cloud: Cloud, id: string): Connector {
    const connector = inPath(cloud.world.connectors, id);
    if (connector.value.lifecycleState === "DELETED") throw gone();
    return connector;
}

export function requireFreeCluster(cloud: Cloud, clusterOcid: string): void {
    const { twin } = inBody(clusters(cloud), "resourceId", clusterOcid);
    const taken = [...cloud.world.connectors.values()].find(
        ({ value }) => value.resourceId === clusterOcid && value.lifecycleState !== "DELETED",
    );
    if (taken) throw conflict(`The VM cluster already has the identity connector ${taken.value.id}.`);
    if (twin.value.lifecycleState !== "AVAILABLE") {
        throw incorrectState(`The VM cluster is ${twin.value.lifecycleState}; this needs AVAILABLE.`);
    }
}

export function requireUnused(cloud: Cloud, { value }: Connector): void {
    const keys = [...cloud.world.awsKeys.values()].filter(
        (key) =>
            key.value.oracleDbConnectorId === value.id &&
            !["DELETED", "FAILED"].includes(key.value.lifecycleState ?? ""),
    );
    if (keys.length > 0) {
        const names = keys.map((key) => key.value.displayName).join(", ");
        throw conflict(`Keys are registered through this identity connector: ${names}.`);
    }
    const databases = cloud.exadata.databasesOnAws(value.resourceId);
    if (databases.length > 0) throw conflict(`Databases of its VM cluster use AWS KMS: ${databases.join(", ")}.`);
}

export function link(cloud: Cloud, { value }: Connector): void {
    const twin = clusters(cloud).get(value.resourceId)?.twin;
    if (!twin) return;
    change(twin, { multiCloudIdentityConnectorConfigs: [{ id: value.id, cloudProvider: "AWS" }] });
}

export function unlink(cloud: Cloud, { value }: Connector): void {
    const twin = clusters(cloud).get(value.resourceId)?.twin;
    if (!twin) return;
    const others = (twin.value.multiCloudIdentityConnectorConfigs ?? []).filter(({ id }) => id !== value.id);
    change(twin, { multiCloudIdentityConnectorConfigs: others });
}
