import { type ListedNetwork, listOdbNetworks } from "../clouds/aws-networks";
import { awsRegion } from "../clouds/aws-settings";
import { isNotFound } from "../clouds/errors";
import { getOdbNetwork, type OdbNetwork } from "../clouds/odb-networks";
import { blockedByNetwork } from "../policies";
import { sameDocument } from "./canonical";
import { type Guard, guarding, type Judgement, offAwsKms, type Refusal, spoken, takeOff } from "./guard";
import { keysOf, rolesOf, type UsingDatabase, usageOfNetwork } from "./usage";

/** What is to become of an ODB network. */
export interface NetworkChangeInputs {
    /** Id of a network that exists; else it is found by its name and ranges, since its id is not known before it is made. */
    readonly networkId?: string;
    /** ENABLED or DISABLED. */
    readonly stsAccess?: string;
    readonly kmsAccess?: string;
    /** Absent when they stay as they are. */
    readonly stsPolicyDocument?: string;
    readonly kmsPolicyDocument?: string;
    /** These make another network when they change. */
    readonly displayName?: string;
    readonly availabilityZoneId?: string;
    readonly clientSubnetCidr?: string;
    readonly backupSubnetCidr?: string;
    readonly defaultDnsPrefix?: string;
}

type Inputs = Partial<NetworkChangeInputs>;

const place = ["availabilityZoneId", "clientSubnetCidr", "backupSubnetCidr"] as const;
const identity = ["displayName", ...place, "defaultDnsPrefix"] as const;

/** Each argument that makes another network, with its reason. */
function replacements(before: Inputs, after: Inputs, unknown: readonly string[]): string[] {
    // What was not watched before says nothing about the network of then.
    if (before.availabilityZoneId === undefined) return [];
    const spokenOf = (value: string | undefined) => value ?? "the service's choice";
    return identity
        .filter((name) => before[name] !== after[name] && !unknown.includes(name))
        .map(
            (name) =>
                `the change of ${name} from ${spokenOf(before[name])} to ${spokenOf(after[name])} replaces the network`,
        );
}

function switchedOff({ stsAccess, kmsAccess }: Inputs): string[] {
    return [
        ...(stsAccess === "DISABLED" ? ["without access to AWS STS no node can take its role"] : []),
        ...(kmsAccess === "DISABLED" ? ["without access to AWS KMS no node reaches its keys"] : []),
    ];
}

/** The documents that the network does not have yet. */
function newDocuments(network: OdbNetwork, wanted: Inputs): { access: "sts" | "kms"; document: string }[] {
    return (["sts", "kms"] as const).flatMap((access) => {
        const document = wanted[`${access}PolicyDocument`];
        if (document === undefined || sameDocument(document, network[access].policyDocument)) return [];
        return [{ access, document }];
    });
}

/** What a new document does not surely leave to the databases that need it. */
async function documentDangers(
    network: OdbNetwork,
    wanted: Inputs,
    databases: readonly UsingDatabase[],
): Promise<Refusal[]> {
    const needs = {
        sts: () => rolesOf(databases, awsRegion()),
        kms: () => keysOf(databases),
    };
    const found = newDocuments(network, wanted).map(async ({ access, document }) => {
        const blocked = blockedByNetwork(access, document, await needs[access]());
        return blocked.map((arn) => ({
            reason: `the new policy document for AWS ${access.toUpperCase()} does not surely let its clusters use ${arn || "their keys"}`,
            remedy: `allow that to everybody ("Principal": "*"), without a condition or denial, ${offAwsKms}`,
        }));
    });
    return (await Promise.all(found)).flat();
}

/** The networks that the inputs mean: one, unless several have the same name and ranges. */
async function subjects(before: Inputs, after: Inputs, carried: string | undefined): Promise<string[]> {
    const given = before.networkId ?? after.networkId;
    if (given !== undefined) return [given];
    const all = await listOdbNetworks();
    if (all.some(({ odbNetworkId }) => odbNetworkId === carried)) return [carried as string];
    const wanted = before.displayName === undefined ? after : before;
    if (wanted.displayName === undefined) return [];
    const here = all.filter((network) => isThere(network, wanted));
    const named = here.filter(({ displayName }) => displayName === wanted.displayName);
    // A name can be changed by hand; the ranges cannot, and say no less where they are known.
    const isOurs = before.displayName !== undefined && before.clientSubnetCidr !== undefined;
    const meant = named.length === 0 && isOurs ? here : named;
    return meant.map(({ odbNetworkId }) => odbNetworkId);
}

function isThere(network: ListedNetwork, wanted: Inputs): boolean {
    return place.every((name) => wanted[name] === undefined || network[name] === wanted[name]);
}

async function refusalsFor(id: string, dangerous: readonly string[], after: Inputs): Promise<Refusal[]> {
    const isOpen = after.stsPolicyDocument === undefined && after.kmsPolicyDocument === undefined;
    const network = isOpen ? undefined : await existing(id);
    const isNew = network !== undefined && newDocuments(network, after).length > 0;
    if (dangerous.length === 0 && !isNew) return [];
    const databases = await usageOfNetwork(id);
    const users = spoken(databases);
    if (users === undefined) return [];
    const refusals = [
        ...dangerous.map((reason) => ({ reason, remedy: takeOff })),
        ...(network === undefined ? [] : await documentDangers(network, after, databases)),
    ];
    return refusals.map(({ reason, remedy }) => ({
        reason: `ODB network ${id}: ${reason}, and it is in use by ${users}`,
        remedy,
    }));
}

async function existing(id: string): Promise<OdbNetwork | undefined> {
    try {
        return await getOdbNetwork(id);
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
    }
}

const guard: Guard<NetworkChangeInputs> = {
    inputs: ["networkId", "stsAccess", "kmsAccess", "stsPolicyDocument", "kmsPolicyDocument", ...identity],
    async refusals(before, after, unknown, carried): Promise<Judgement> {
        const replacing = replacements(before, after, unknown);
        const dangerous = [...switchedOff(after), ...replacing];
        const ids = await subjects(before, after, carried);
        const refusals = (await Promise.all(ids.map((id) => refusalsFor(id, dangerous, after)))).flat();
        // At creation the name can be somebody else's, and a replacement that nothing stands against makes another network.
        const isNew = before.displayName === undefined || (replacing.length > 0 && refusals.length === 0);
        const [found, ...others] = ids;
        return { refusals, ...(isNew || found === undefined || others.length > 0 ? {} : { found }) };
    },
};

export const provider = guarding(guard);
