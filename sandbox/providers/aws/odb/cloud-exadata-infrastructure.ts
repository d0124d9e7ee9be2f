import { list, number, object, type ResourceSpec, text } from "../../host/spec";
import { isObject, type Properties } from "../../host/values";
import { waitFor } from "../../host/wait";
import { isNotFound, type OdbClient } from "../odb-client";
import type { AwsSession } from "../session";
import { allTags, planTags, readTags, tags } from "../tags";
import {
    given,
    liveTags,
    objectOf,
    pick,
    problem,
    pulumiNames,
    region,
    timeoutOf,
    timeouts,
    updateTags,
} from "./common";
import { fromWire, maintenanceWindowFields, toWire } from "./maintenance-window";

export const infrastructureOutputs = [
    "activatedStorageCount",
    "additionalStorageCount",
    "availableStorageSizeInGbs",
    "computeModel",
    "cpuCount",
    "createdAt",
    "dataStorageSizeInTbs",
    "dbNodeStorageSizeInGbs",
    "dbServerVersion",
    "lastMaintenanceRunId",
    "maxCpuCount",
    "maxDataStorageInTbs",
    "maxDbNodeStorageSizeInGbs",
    "maxMemoryInGbs",
    "memorySizeInGbs",
    "monthlyDbServerVersion",
    "monthlyStorageServerVersion",
    "nextMaintenanceRunId",
    "ociResourceAnchorName",
    "ociUrl",
    "ocid",
    "percentProgress",
    "status",
    "statusReason",
    "storageServerVersion",
    "totalStorageSizeInGbs",
] as const;

const own = [
    "availabilityZone",
    "availabilityZoneId",
    "computeCount",
    "databaseServerType",
    "displayName",
    "shape",
    "storageCount",
    "storageServerType",
] as const;

const kind = "Cloud Exadata Infrastructure";

export async function findInfrastructure(odb: OdbClient, id: string, signal?: AbortSignal) {
    try {
        const answer = await odb.send("GetCloudExadataInfrastructure", { cloudExadataInfrastructureId: id }, signal);
        return isObject(answer.cloudExadataInfrastructure) ? answer.cloudExadataInfrastructure : undefined;
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
    }
}

async function stateOf(odb: OdbClient, wire: Properties, known: Properties, session: AwsSession): Promise<Properties> {
    const arn = wire.cloudExadataInfrastructureArn;
    return {
        ...given(pick(pulumiNames(wire), infrastructureOutputs)),
        ...pick(wire, own),
        arn,
        customerContactsToSendToOcis: wire.customerContactsToSendToOCI,
        maintenanceWindow: fromWire(objectOf(wire.maintenanceWindow)),
        region: session.regionOf(known),
        ...readTags(await liveTags(odb, arn), known, session),
    };
}

function settled(odb: OdbClient, id: string, pending: string, target: string[], timeout: number, signal: AbortSignal) {
    return waitFor({
        pending: [pending],
        target,
        timeout,
        signal,
        refresh: async () => {
            const found = await findInfrastructure(odb, id, signal);
            return found && { object: found, state: String(found.status) };
        },
    });
}

export const cloudExadataInfrastructure: ResourceSpec<AwsSession> = {
    inputs: {
        availabilityZone: text({ computed: true, replace: true }),
        availabilityZoneId: text({ required: true, replace: true }),
        computeCount: number({ computed: true, replace: true }),
        customerContactsToSendToOcis: list({
            replace: true,
            unordered: true,
            element: { email: text({ required: true }) },
        }),
        databaseServerType: text({ replace: true }),
        displayName: text({ required: true, replace: true }),
        maintenanceWindow: object(maintenanceWindowFields, { required: true }),
        region,
        shape: text({ required: true, replace: true }),
        storageCount: number({ computed: true, replace: true }),
        storageServerType: text({ replace: true }),
        tags,
        timeouts,
    },
    outputs: ["arn", ...infrastructureOutputs, "tagsAll"],
    volatile: infrastructureOutputs,
    plan: planTags,
    async create(inputs, { session, signal, timeout }) {
        const odb = session.odb(session.regionOf(inputs));
        const all = allTags(inputs, session);
        try {
            const made = await odb.send("CreateCloudExadataInfrastructure", {
                ...given({ ...pick(inputs, own), customerContactsToSendToOCI: inputs.customerContactsToSendToOcis }),
                maintenanceWindow: toWire(objectOf(inputs.maintenanceWindow)),
                ...(Object.keys(all).length > 0 && { tags: all }),
            });
            const id = String(made.cloudExadataInfrastructureId);
            const limit = timeoutOf("create", inputs, timeout);
            const created = await settled(odb, id, "PROVISIONING", ["AVAILABLE", "FAILED"], limit, signal);
            return { id, state: await stateOf(odb, created ?? {}, inputs, session) };
        } catch (error) {
            // The real plugin forgets the id of one that did not become available, too.
            throw new Error(problem("creating", kind, inputs.displayName, error));
        }
    },
    async read(id, known, { session, signal }) {
        const odb = session.odb(session.regionOf(known));
        const found = await findInfrastructure(odb, id, signal);
        return found && stateOf(odb, found, known, session);
    },
    async update(id, { old, wanted, has }, { session, signal, timeout }) {
        const odb = session.odb(session.regionOf(wanted));
        await updateTags(odb, old, wanted);
        if (has("maintenanceWindow")) {
            await odb.send("UpdateCloudExadataInfrastructure", {
                cloudExadataInfrastructureId: id,
                maintenanceWindow: toWire(objectOf(wanted.maintenanceWindow)),
            });
        }
        const limit = timeoutOf("update", wanted, timeout);
        const updated = await settled(odb, id, "UPDATING", ["AVAILABLE", "FAILED"], limit, signal);
        return stateOf(odb, updated ?? {}, wanted, session);
    },
    async delete(id, state, { session, signal, timeout }) {
        const odb = session.odb(session.regionOf(state));
        try {
            await odb.send("DeleteCloudExadataInfrastructure", { cloudExadataInfrastructureId: id });
        } catch (error) {
            if (isNotFound(error)) return;
            throw new Error(problem("deleting", kind, id, error));
        }
        await settled(odb, id, "TERMINATING", [], timeoutOf("delete", state, timeout), signal);
    },
};
