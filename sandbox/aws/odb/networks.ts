import { odbArn, odbId } from "../../core/ids";
import type { AccessStatus, OdbNetwork } from "../../core/records";
import { checkPeeredCidrs, checkSubnets } from "./cidr";
import { findNetwork, isHere, requireOwn } from "./find";
import { networkBody } from "./network-body";
import { requireOnboarding } from "./onboarding";
import { type PageRequest, page } from "./paging";
import { conflict, invalid, refused } from "./refusals";
import type { Members, OdbService } from "./service";
import { checkTags, setTags, type Tags } from "./tags";
import { resolveZone } from "./zones";

type Access = "ENABLED" | "DISABLED";

interface AccessInput {
    s3Access?: Access;
    zeroEtlAccess?: Access;
    stsAccess?: Access;
    kmsAccess?: Access;
    s3PolicyDocument?: string;
    stsPolicyDocument?: string;
    kmsPolicyDocument?: string;
}

export interface CreateOdbNetworkInput extends AccessInput {
    displayName: string;
    availabilityZone?: string;
    availabilityZoneId?: string;
    clientSubnetCidr: string;
    backupSubnetCidr?: string;
    customDomainName?: string;
    defaultDnsPrefix?: string;
    clientToken?: string;
    crossRegionS3RestoreSourcesToEnable?: string[];
    tags?: Tags;
}

export interface UpdateOdbNetworkInput extends AccessInput {
    odbNetworkId: string;
    displayName?: string;
    peeredCidrsToBeAdded?: string[];
    peeredCidrsToBeRemoved?: string[];
    crossRegionS3RestoreSourcesToEnable?: string[];
    crossRegionS3RestoreSourcesToDisable?: string[];
}

const accesses = ["s3Access", "zeroEtlAccess", "stsAccess", "kmsAccess"] as const;
const policies = ["s3PolicyDocument", "stsPolicyDocument", "kmsPolicyDocument"] as const;

export function createOdbNetwork(service: OdbService, input: CreateOdbNetworkInput, failure?: string): Members {
    const { world, tokens } = service;
    requireOnboarding(world);
    const made = tokens.once("odb-network", input, world.networks, () => {
        checkSubnets(input.clientSubnetCidr, input.backupSubnetCidr);
        checkPolicies(input);
        checkTags(input.tags);
        const zone = resolveZone(world.settings, input);
        const { tags, clientToken: _, ...accepted } = input;
        const odbNetworkId = odbId("odbnet");
        const network: OdbNetwork = {
            odbNetworkId,
            odbNetworkArn: odbArn(world.settings, "odb-network", odbNetworkId),
            displayName: input.displayName,
            status: "PROVISIONING",
            inputs: { ...accepted, ...zone },
            s3Access: "DISABLED",
            zeroEtlAccess: "DISABLED",
            stsAccess: "DISABLED",
            kmsAccess: "DISABLED",
            createdAt: new Date().toISOString(),
        };
        setPolicies(network, input);
        begin(network, input);
        world.networks.set(odbNetworkId, network);
        setTags(world, network.odbNetworkArn, tags);
        world.jobs.after("odbNetwork", () => settle(network, failure));
        return odbNetworkId;
    });
    return outcome(made);
}

export function getOdbNetwork({ world }: OdbService, input: { odbNetworkId: string }): Members {
    return { odbNetwork: networkBody(world.settings, findNetwork(world, input.odbNetworkId)) };
}

export function listOdbNetworks({ world }: OdbService, input: PageRequest): Members {
    const networks = [...world.networks.values()].filter(({ odbNetworkArn }) => isHere(world, odbNetworkArn));
    const { items, nextToken } = page(networks, input, (network) => network.odbNetworkId);
    return { odbNetworks: items.map((network) => networkBody(world.settings, network)), nextToken };
}

export function updateOdbNetwork({ world }: OdbService, input: UpdateOdbNetworkInput, failure?: string): Members {
    const network = findNetwork(world, input.odbNetworkId);
    requireOwn(world, network.odbNetworkArn);
    checkPolicies(input);
    checkPeeredCidrs("peeredCidrsToBeAdded", input.peeredCidrsToBeAdded);
    if (network.status !== "AVAILABLE") {
        throw conflict("odb-network", network.odbNetworkId, `The ODB network is ${network.status}, not AVAILABLE.`);
    }
    network.status = "UPDATING";
    network.displayName = input.displayName ?? network.displayName;
    network.inputs.peeredCidrs = changed(
        network.inputs.peeredCidrs,
        input.peeredCidrsToBeAdded,
        input.peeredCidrsToBeRemoved,
    );
    network.inputs.crossRegionS3RestoreSourcesToEnable = changed(
        network.inputs.crossRegionS3RestoreSourcesToEnable,
        input.crossRegionS3RestoreSourcesToEnable,
        input.crossRegionS3RestoreSourcesToDisable,
    );
    setPolicies(network, input);
    begin(network, input);
    world.jobs.after("odbNetworkUpdate", () => settle(network, failure));
    return outcome(network);
}

/** DeleteOdbNetwork has no ConflictException in the model: a network in use is a ValidationException. */
export function deleteOdbNetwork({ world }: OdbService, input: { odbNetworkId: string }): Members {
    const network = findNetwork(world, input.odbNetworkId);
    requireOwn(world, network.odbNetworkArn);
    if (network.status === "TERMINATING") return {};
    const user = [...world.clusters.values()].find((cluster) => cluster.odbNetworkId === network.odbNetworkId);
    if (user) throw refused(`The ODB network is in use by the VM cluster ${user.cloudVmClusterId}.`);
    if (network.status !== "AVAILABLE" && network.status !== "FAILED") {
        throw refused(`The ODB network is ${network.status}; it can be deleted when it is AVAILABLE or FAILED.`);
    }
    network.status = "TERMINATING";
    world.jobs.after("odbNetworkDelete", () => {
        world.networks.delete(network.odbNetworkId);
        world.odbTags.delete(network.odbNetworkArn);
    });
    return {};
}

function checkPolicies(input: AccessInput): void {
    for (const name of policies) {
        const document = input[name];
        if (document === undefined) continue;
        try {
            JSON.parse(document);
        } catch {
            throw invalid(name, "Member must be a policy document in JSON.");
        }
    }
}

function setPolicies(network: OdbNetwork, input: AccessInput): void {
    network.stsPolicyDocument = input.stsPolicyDocument ?? network.stsPolicyDocument;
    network.kmsPolicyDocument = input.kmsPolicyDocument ?? network.kmsPolicyDocument;
    if (input.s3PolicyDocument !== undefined) network.inputs.s3PolicyDocument = input.s3PolicyDocument;
}

/** What is switched shows ENABLING or DISABLING until the network is AVAILABLE again. */
function begin(network: OdbNetwork, input: AccessInput): void {
    for (const name of accesses) {
        const wanted = input[name];
        if (wanted === undefined || wanted === network[name]) continue;
        network[name] = wanted === "ENABLED" ? "ENABLING" : "DISABLING";
    }
}

function settle(network: OdbNetwork, failure: string | undefined): void {
    const settled: Readonly<Record<AccessStatus, AccessStatus>> = {
        ENABLED: "ENABLED",
        DISABLED: "DISABLED",
        ENABLING: failure === undefined ? "ENABLED" : "DISABLED",
        DISABLING: failure === undefined ? "DISABLED" : "ENABLED",
    };
    for (const name of accesses) network[name] = settled[network[name]];
    network.status = failure === undefined ? "AVAILABLE" : "FAILED";
    network.statusReason = failure;
}

function changed(current: unknown, added: string[] = [], removed: string[] = []): string[] | undefined {
    const kept = [...((current as string[] | undefined) ?? []), ...added].filter((block) => !removed.includes(block));
    return kept.length > 0 ? [...new Set(kept)] : undefined;
}

function outcome(network: OdbNetwork): Members {
    const { odbNetworkId, displayName, status, statusReason } = network;
    return { odbNetworkId, displayName, status, statusReason };
}
