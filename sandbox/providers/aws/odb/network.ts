import { InitializationFailure } from "../../host/errors";
import { flag, type ResourceSpec, set, text } from "../../host/spec";
import { isObject, type Plain, type Properties } from "../../host/values";
import { waitFor } from "../../host/wait";
import { isNotFound, type OdbClient } from "../odb-client";
import type { AwsSession } from "../session";
import { allTags, planTags, readTags, tags } from "../tags";
import { given, liveTags, objectOf, pick, problem, region, timeoutOf, timeouts, updateTags } from "./common";
import { managedServices } from "./managed-services";

const managedServiceTimeout = 15 * 60_000;
const access = (value: Plain, name: string) =>
    value === "ENABLED" || value === "DISABLED"
        ? undefined
        : `Attribute ${name} value must be one of: ["ENABLED" "DISABLED"], got: "${String(value)}"`;

const computed = [
    "createdAt",
    "ec2PlacementGroupIds",
    "ociDnsForwardingConfigs",
    "ociNetworkAnchorId",
    "ociNetworkAnchorUrl",
    "ociResourceAnchorName",
    "ociVcnId",
    "ociVcnUrl",
    "peeredCidrs",
    "percentProgress",
    "status",
    "statusReason",
] as const;

const services = ["zeroEtl", "s3", "sts", "kms"] as const;

export async function findNetwork(odb: OdbClient, id: string, signal?: AbortSignal): Promise<Properties | undefined> {
    try {
        const { odbNetwork } = await odb.send("GetOdbNetwork", { odbNetworkId: id }, signal);
        return isObject(odbNetwork) ? odbNetwork : undefined;
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
    }
}

/** Access inputs as the managed services show them. One that is just being switched cannot be read: an error of the real plugin. */
function accessOf(network: Properties): Properties {
    const managed = objectOf(network.managedServices);
    const result: Properties = {};
    for (const service of services) {
        const one = objectOf(managed[`${service}Access`]);
        if (one.status !== "ENABLED" && one.status !== "DISABLED") {
            throw new Error("can not convert managed status to access status");
        }
        result[`${service}Access`] = one.status;
        if (service !== "zeroEtl") result[`${service}PolicyDocument`] = one[`${service}PolicyDocument`];
    }
    return result;
}

async function stateOf(odb: OdbClient, network: Properties, known: Properties, session: AwsSession) {
    const names = ["availabilityZone", "availabilityZoneId", "backupSubnetCidr", "clientSubnetCidr", "displayName"];
    const own = ["customDomainName", "defaultDnsPrefix"];
    const lists = { ec2PlacementGroupIds: [], ociDnsForwardingConfigs: [], peeredCidrs: [] };
    return {
        ...lists,
        ...given(pick(network, computed)),
        ...pick(network, [...names, ...own]),
        ...accessOf(network),
        arn: network.odbNetworkArn,
        managedServices: managedServices(objectOf(network.managedServices), "zeroEtlAccesses"),
        region: session.regionOf(known),
        ...readTags(await liveTags(odb, network.odbNetworkArn), known, session),
    };
}

function settled(odb: OdbClient, id: string, pending: string, timeout: number, signal: AbortSignal) {
    return waitFor({
        pending: [pending],
        // FAILED ends the wait as well as AVAILABLE does: the plugin reports success, and `status` tells.
        target: ["AVAILABLE", "FAILED"],
        timeout,
        signal,
        refresh: async () => {
            const network = await findNetwork(odb, id, signal);
            return network && { object: network, state: String(network.status) };
        },
    });
}

function serviceSettled(odb: OdbClient, id: string, service: string, target: Plain | undefined, signal: AbortSignal) {
    return waitFor({
        pending: [target === "ENABLED" ? "ENABLING" : "DISABLING"],
        target: [String(target)],
        timeout: managedServiceTimeout,
        signal,
        refresh: async () => {
            const network = await findNetwork(odb, id, signal);
            const status = objectOf(objectOf(network?.managedServices)[`${service}Access`]).status;
            return network && { object: network, state: String(status) };
        },
    });
}

export const network: ResourceSpec<AwsSession> = {
    inputs: {
        availabilityZone: text({ computed: true, replace: true }),
        availabilityZoneId: text({ required: true, replace: true }),
        backupSubnetCidr: text({ required: true, replace: true }),
        clientSubnetCidr: text({ required: true, replace: true }),
        crossRegionS3RestoreSourcesAccesses: set({ computed: true }),
        customDomainName: text({ replace: true }),
        defaultDnsPrefix: text({ replace: true }),
        deleteAssociatedResources: flag({ default: false }),
        displayName: text({ required: true, replace: true }),
        kmsAccess: text({ computed: true, check: access }),
        kmsPolicyDocument: text(),
        region,
        s3Access: text({ required: true, check: access }),
        s3PolicyDocument: text(),
        stsAccess: text({ computed: true, check: access }),
        stsPolicyDocument: text(),
        tags,
        timeouts,
        zeroEtlAccess: text({ required: true, check: access }),
    },
    outputs: ["arn", ...computed, "managedServices", "tagsAll"],
    volatile: [...computed, "managedServices", "kmsAccess", "stsAccess"],
    plan: planTags,
    async create(inputs, { session, signal, timeout }) {
        const odb = session.odb(session.regionOf(inputs));
        const {
            region: _,
            timeouts: __,
            deleteAssociatedResources: ___,
            crossRegionS3RestoreSourcesAccesses: crossRegionS3RestoreSourcesToEnable,
            tags: ____,
            ...settings
        } = inputs;
        const all = allTags(inputs, session);
        const made = await odb
            .send("CreateOdbNetwork", {
                ...given({ ...settings, crossRegionS3RestoreSourcesToEnable }),
                ...(Object.keys(all).length > 0 && { tags: all }),
            })
            .catch((error: unknown) => {
                throw new Error(problem("creating", "Odb Network", inputs.displayName, error));
            });
        const id = String(made.odbNetworkId);
        try {
            await settled(odb, id, "PROVISIONING", timeoutOf("create", inputs, timeout), signal);
            await serviceSettled(odb, id, "zeroEtl", inputs.zeroEtlAccess, signal);
            const created = await serviceSettled(odb, id, "s3", inputs.s3Access, signal);
            return { id, state: await stateOf(odb, created ?? {}, inputs, session) };
        } catch (error) {
            const message = problem("waiting for creation", "Odb Network", inputs.displayName, error);
            throw new InitializationFailure(id, {}, message);
        }
    },
    async read(id, known, { session, signal }) {
        const odb = session.odb(session.regionOf(known));
        const found = await findNetwork(odb, id, signal);
        if (!found) return undefined;
        return {
            deleteAssociatedResources: known.deleteAssociatedResources ?? false,
            ...(await stateOf(odb, found, known, session)),
        };
    },
    async update(id, { old, wanted, has }, { session, signal, timeout }) {
        const odb = session.odb(session.regionOf(wanted));
        await updateTags(odb, old, wanted);
        const names = [
            ...services.map((service) => `${service}Access`),
            "s3PolicyDocument",
            "stsPolicyDocument",
            "kmsPolicyDocument",
        ];
        if (has(...names)) {
            await odb.send("UpdateOdbNetwork", { odbNetworkId: id, ...given(pick(wanted, ["displayName", ...names])) });
        }
        await settled(odb, id, "UPDATING", timeoutOf("update", wanted, timeout), signal);
        await serviceSettled(odb, id, "zeroEtl", wanted.zeroEtlAccess, signal);
        const updated = await serviceSettled(odb, id, "s3", wanted.s3Access, signal);
        if (wanted.stsAccess) await serviceSettled(odb, id, "sts", wanted.stsAccess, signal);
        return stateOf(odb, updated ?? {}, wanted, session);
    },
    async delete(id, state, { session, signal, timeout }) {
        const odb = session.odb(session.regionOf(state));
        const deleteAssociatedResources = state.deleteAssociatedResources === true;
        try {
            await odb.send("DeleteOdbNetwork", { odbNetworkId: id, deleteAssociatedResources });
        } catch (error) {
            if (isNotFound(error)) return;
            throw new Error(problem("deleting", "Odb Network", id, error));
        }
        await waitFor({
            pending: ["TERMINATING"],
            target: [],
            timeout: timeoutOf("delete", state, timeout),
            signal,
            refresh: async () => {
                const found = await findNetwork(odb, id, signal);
                return found && { object: found, state: String(found.status) };
            },
        });
    },
};
