import type { AwsKey } from "../../core/records";
import { settingsOf } from "../../core/regions";
import { type Cloud, change, now, requireMatch } from "../cloud";
import { conflict, invalid } from "../wire/errors";
import { type Operation, operation } from "../wire/operation";
import { begin, requireState, settle } from "./common";
import { keyFamily, livingKey } from "./key-rules";
import { replicateKey } from "./schemas";

type Replica = NonNullable<NonNullable<AwsKey["value"]["replicationMetadata"]>["replicationDetails"]>[number];

/** Registers a key in further OCI regions, or takes it back from there. */
export function keyReplicationOperations(cloud: Cloud): Operation[] {
    return [
        operation({
            service: "dbmulticloud",
            name: "ReplicateOracleDbAwsKey",
            method: "POST",
            path: `/20240501/${keyFamily.collection}/{id}/actions/replicate`,
            body: replicateKey,
            handle(call) {
                const { action, targetRegion } = call.body;
                const key = livingKey(cloud, call.id);
                requireMatch(call, key.etag);
                requireState(key.value, "ACTIVE");
                requirePossible(cloud, key, action, targetRegion);
                settle(key, "UPDATING", key.value.lifecycleStateDetails);
                if (action === "CREATE") write(key, { targetRegion, replicationState: "CREATING", timeCreated: now() });
                else write(key, { ...replicaIn(key, targetRegion), replicationState: "DELETING" });
                const workRequest = begin(cloud, keyFamily, call, key.value, {
                    operationType: "REPLICATE",
                    takes: ["awsKey"],
                    becomes: "UPDATED",
                    log: `Replication of the registered key: ${action} in ${targetRegion}`,
                    perform() {
                        const replicationState = action === "CREATE" ? "ACTIVE" : "DELETED";
                        write(key, { ...replicaIn(key, targetRegion), replicationState });
                        settle(key, "ACTIVE");
                    },
                    refused(message) {
                        write(key, { ...replicaIn(key, targetRegion), replicationState: "FAILED" });
                        settle(key, "ACTIVE", message);
                    },
                });
                return { status: 202, workRequest };
            },
        }),
    ];
}

function requirePossible(cloud: Cloud, key: AwsKey, action: "CREATE" | "DELETE", region: string): void {
    const current = replicaIn(key, region);
    const exists = current !== undefined && current.replicationState !== "DELETED";
    if (action === "DELETE" && !exists) throw invalid(`targetRegion: the key has no replica in ${region}.`);
    if (action === "DELETE") return;
    if (region === ownRegion(cloud, key)) throw invalid("targetRegion: this is the key's own region.");
    if (exists && current.replicationState !== "FAILED") throw conflict(`The key has a replica in ${region} already.`);
}

function replicaIn({ value }: AwsKey, region: string): Replica | undefined {
    return value.replicationMetadata?.replicationDetails?.find(({ targetRegion }) => targetRegion === region);
}

function write(key: AwsKey, replica: Replica): void {
    const others = (key.value.replicationMetadata?.replicationDetails ?? []).filter(
        ({ targetRegion }) => targetRegion !== replica.targetRegion,
    );
    change(key, { replicationMetadata: { replicationDetails: [...others, { ...replica, timeUpdated: now() }] } });
}

function ownRegion({ world }: Cloud, { value }: AwsKey): string {
    const connector = world.connectors.get(value.oracleDbConnectorId ?? "");
    const cluster = world.clusterByOcid(connector?.value.resourceId ?? "");
    return settingsOf(world.settings, cluster?.cloudVmClusterArn ?? "").ociRegion;
}
