import { InitializationFailure } from "../../host/errors";
import { flag, number, object, type ResourceSpec, set, text } from "../../host/spec";
import { isObject, type Plain, type Properties } from "../../host/values";
import { waitFor } from "../../host/wait";
import { isNotFound, type OdbClient } from "../odb-client";
import type { AwsSession } from "../session";
import { allTags, planTags, readTags, tags } from "../tags";
import { given, liveTags, pick, problem, pulumiNames, region, timeoutOf, timeouts, updateTags } from "./common";

export const clusterOutputs = [
    "computeModel",
    "createdAt",
    "diskRedundancy",
    "domain",
    "lastUpdateHistoryEntryId",
    "listenerPort",
    "nodeCount",
    "ociResourceAnchorName",
    "ociUrl",
    "ocid",
    "percentProgress",
    "scanDnsName",
    "scanDnsRecordId",
    "scanIpIds",
    "shape",
    "status",
    "statusReason",
    "storageSizeInGbs",
    "systemVersion",
    "vipIds",
] as const;

const own = [
    "clusterName",
    "cpuCoreCount",
    "dataCollectionOptions",
    "dataStorageSizeInTbs",
    "dbNodeStorageSizeInGbs",
    "dbServers",
    "displayName",
    "isLocalBackupEnabled",
    "isSparseDiskgroupEnabled",
    "licenseModel",
    "memorySizeInGbs",
    "sshPublicKeys",
] as const;

const parents = [
    "cloudExadataInfrastructureArn",
    "cloudExadataInfrastructureId",
    "odbNetworkArn",
    "odbNetworkId",
] as const;

const kind = "Cloud Vm Cluster";

/** The plugin has no update but tags: every other input makes a new cluster. */
const kept = { replace: true, computed: true } as const;
const needed = { replace: true, required: true } as const;

export async function findCluster(odb: OdbClient, id: string, signal?: AbortSignal): Promise<Properties | undefined> {
    try {
        const { cloudVmCluster: found } = await odb.send("GetCloudVmCluster", { cloudVmClusterId: id }, signal);
        return isObject(found) ? found : undefined;
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
    }
}

export function iormConfigCaches(cache: Plain | undefined): Properties[] {
    return isObject(cache) ? [{ dbPlans: [], lifecycleDetails: "", lifecycleState: "", objective: "", ...cache }] : [];
}

/** The service appends `-` and a suffix to the host name that it was given. */
function hostnamePrefix(hostname: string): string {
    return hostname.includes("-") ? hostname.slice(0, hostname.lastIndexOf("-")) : hostname;
}

async function stateOf(odb: OdbClient, wire: Properties, known: Properties, session: AwsSession): Promise<Properties> {
    const named = pulumiNames(wire);
    const version = String(wire.giVersion ?? "");
    const major = `${version.split(".")[0]}.0.0.0`;
    if (!/^\d+\.0\.0\.0$/.test(major)) {
        throw new Error("gi_version major retrieved from gi_version_computed does not match the pattern 19.0.0.0");
    }
    return {
        ...given(pick(named, clusterOutputs)),
        ...pick(named, [...own, ...parents]),
        arn: wire.cloudVmClusterArn,
        giVersion: major,
        giVersionComputed: version,
        hostnamePrefix: hostnamePrefix(String(wire.hostname ?? "")),
        hostnamePrefixComputed: wire.hostname,
        iormConfigCaches: iormConfigCaches(wire.iormConfigCache),
        region: session.regionOf(known),
        // The service does not answer with this port; the plugin takes the listener's.
        scanListenerPortTcp: wire.listenerPort,
        timezone: wire.timeZone,
        ...readTags(await liveTags(odb, wire.cloudVmClusterArn), known, session),
    };
}

function checkParents(inputs: Properties): string[] {
    const [infrastructureArn, infrastructureId, networkArn, networkId] = parents.map((name) => Boolean(inputs[name]));
    const rule =
        "either odb_network_id & cloud_exadata_infrastructure_id combination or odb_network_arn & cloud_exadata_infrastructure_arn combination must present.";
    const byArn = infrastructureArn && networkArn;
    const byId = infrastructureId && networkId;
    if (!byArn && !byId) return [`${rule} neither is present`];
    if (byArn && byId) return [`${rule} both are present`];
    if (infrastructureArn && infrastructureId) return [`${rule} exadata infrastructure id and ARN present`];
    return networkArn && networkId ? [`${rule} odb network id and ARN `] : [];
}

function wireOf(inputs: Properties): Properties {
    const { dataStorageSizeInTbs, dbNodeStorageSizeInGbs, memorySizeInGbs, ...rest } = pick(inputs, own);
    return given({
        ...rest,
        cloudExadataInfrastructureId: inputs.cloudExadataInfrastructureId ?? inputs.cloudExadataInfrastructureArn,
        dataStorageSizeInTBs: dataStorageSizeInTbs,
        dbNodeStorageSizeInGBs: dbNodeStorageSizeInGbs,
        giVersion: inputs.giVersion,
        hostname: inputs.hostnamePrefix,
        memorySizeInGBs: memorySizeInGbs,
        odbNetworkId: inputs.odbNetworkId ?? inputs.odbNetworkArn,
        scanListenerPortTcp: inputs.scanListenerPortTcp,
        timeZone: inputs.timezone,
    });
}

export const cloudVmCluster: ResourceSpec<AwsSession> = {
    inputs: {
        cloudExadataInfrastructureArn: text(kept),
        cloudExadataInfrastructureId: text(kept),
        clusterName: text(kept),
        cpuCoreCount: number(needed),
        dataCollectionOptions: object(
            {
                isDiagnosticsEventsEnabled: flag(needed),
                isHealthMonitoringEnabled: flag(needed),
                isIncidentLogsEnabled: flag(needed),
            },
            needed,
        ),
        dataStorageSizeInTbs: number(needed),
        dbNodeStorageSizeInGbs: number(kept),
        dbServers: set(needed),
        displayName: text(needed),
        giVersion: text({
            ...needed,
            check: (value, name) =>
                /^\d+\.0\.0\.0$/.test(String(value))
                    ? undefined
                    : `Attribute ${name} Gi version must be of the format 19.0.0.0, got: ${String(value)}`,
        }),
        hostnamePrefix: text(needed),
        isLocalBackupEnabled: flag(kept),
        isSparseDiskgroupEnabled: flag(kept),
        licenseModel: text(kept),
        memorySizeInGbs: number(kept),
        odbNetworkArn: text(kept),
        odbNetworkId: text(kept),
        region,
        scanListenerPortTcp: number(kept),
        sshPublicKeys: set(needed),
        tags,
        timeouts,
        timezone: text(kept),
    },
    outputs: ["arn", ...clusterOutputs, "giVersionComputed", "hostnamePrefixComputed", "iormConfigCaches", "tagsAll"],
    plan: planTags,
    check: checkParents,
    async create(inputs, { session, signal, timeout }) {
        const odb = session.odb(session.regionOf(inputs));
        const all = allTags(inputs, session);
        const made = await odb
            .send("CreateCloudVmCluster", { ...wireOf(inputs), ...(Object.keys(all).length > 0 && { tags: all }) })
            .catch((error: unknown) => {
                throw new Error(problem("creating", kind, inputs.displayName, error));
            });
        const id = String(made.cloudVmClusterId);
        try {
            const created = await waitFor({
                pending: ["PROVISIONING"],
                // FAILED counts as an end, not as an error: `status` tells.
                target: ["AVAILABLE", "FAILED"],
                times: 2,
                timeout: timeoutOf("create", inputs, timeout),
                signal,
                refresh: async () => {
                    const found = await findCluster(odb, id, signal);
                    return found && { object: found, state: String(found.status) };
                },
            });
            const state = await stateOf(odb, created ?? {}, inputs, session);
            return { id, state: { ...state, hostnamePrefix: inputs.hostnamePrefix } };
        } catch (error) {
            const message = problem("waiting for creation", kind, inputs.displayName, error);
            throw new InitializationFailure(id, {}, message);
        }
    },
    async read(id, known, { session, signal }) {
        const odb = session.odb(session.regionOf(known));
        const found = await findCluster(odb, id, signal);
        return found && stateOf(odb, found, known, session);
    },
    async update(id, { old, wanted }, { session, signal }) {
        const odb = session.odb(session.regionOf(wanted));
        await updateTags(odb, old, wanted);
        return stateOf(odb, (await findCluster(odb, id, signal)) ?? {}, wanted, session);
    },
    async delete(id, state, { session, signal, timeout }) {
        const odb = session.odb(session.regionOf(state));
        try {
            await odb.send("DeleteCloudVmCluster", { cloudVmClusterId: id });
        } catch (error) {
            if (isNotFound(error)) return;
            throw new Error(problem("deleting", kind, id, error));
        }
        await waitFor({
            pending: ["TERMINATING"],
            target: [],
            timeout: timeoutOf("delete", state, timeout),
            signal,
            refresh: async () => {
                const found = await findCluster(odb, id, signal);
                return found && { object: found, state: String(found.status) };
            },
        });
    },
};
