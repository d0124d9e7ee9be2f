import { type Finding, rule } from "../../chain/finding";
import { type Access, judgeAccess } from "../../chain/network-access";
import { findOdbNetwork, type ListedNetwork, listOdbNetworks } from "../../clouds/aws/odb-networks";
import { PlainError } from "../../clouds/core/errors";
import { keysOf, rolesOf, type UsingDatabase, usageOfNetwork } from "../../usage/usage-of";
import { offAwsKms, spoken, takeOff } from "../../usage/words";
import { plainId } from "../../validation";
import { sameDocument } from "../../validation/equality";
import { type Refusal, stillBroken } from "../words";
import type { Change, Judgement, Kind } from "./kind";
import { type Followed, followed } from "./place-changes";

/** An ODB network as the program wants it. */
interface WantedNetwork {
    /** Id of an existing network. A network that the program makes is found by its name and ranges: its id is unknown before creation. */
    readonly networkId?: string;
    /** ENABLED or DISABLED. */
    readonly stsAccess?: string;
    readonly kmsAccess?: string;
    /** Absent if they stay as they are. */
    readonly stsPolicyDocument?: string;
    readonly kmsPolicyDocument?: string;
    /** A change of one of these creates another network. */
    readonly displayName?: string;
    readonly availabilityZoneId?: string;
    readonly clientSubnetCidr?: string;
    readonly backupSubnetCidr?: string;
    readonly defaultDnsPrefix?: string;
    /** Arguments that the program leaves to a default that follows the name of the component. */
    readonly defaults?: readonly string[];
}

type Wanted = Partial<WantedNetwork>;

const place = ["availabilityZoneId", "clientSubnetCidr", "backupSubnetCidr"] as const;
const identity = [...place, "defaultDnsPrefix"] as const;
const services = ["sts", "kms"] as const;

const closed = {
    sts: "without access to AWS STS no node can assume its role",
    kms: "without access to AWS KMS no node can reach its keys",
} as const;

const unnamed = { sts: "their roles", kms: "their keys" } as const;

/** One reason for each changed argument that creates another network. */
function replacements({ before, after, unknown }: Change<WantedNetwork>): string[] {
    // If the last run did not record these arguments, there is nothing to compare with.
    if (before?.availabilityZoneId === undefined) return [];
    const spokenOf = (value: string | undefined) => value ?? "the service's choice";
    return identity
        .filter((name) => before[name] !== after[name] && !unknown.includes(name))
        .map(
            (name) =>
                `the change of ${name} from ${spokenOf(before[name])} to ${spokenOf(after[name])} replaces the network`,
        );
}

/** The access of the network to one service, as the program wants it. */
function accessThen(live: Access, wanted: Wanted, service: "sts" | "kms"): Access {
    const policyDocument = wanted[`${service}PolicyDocument`] ?? live.policyDocument;
    const status = wanted[`${service}Access`] ?? live.status;
    return policyDocument === undefined ? { status } : { status, policyDocument };
}

function isChanged(live: Access, then: Access): boolean {
    const same =
        then.policyDocument === undefined
            ? live.policyDocument === undefined
            : sameDocument(then.policyDocument, live.policyDocument);
    return !same || then.status.startsWith("DISABL") !== live.status.startsWith("DISABL");
}

/** The effects of a change of access: what databases may lose, and what is broken and stays broken. */
interface Effects {
    readonly refusals: readonly Refusal[];
    readonly stays: readonly Finding[];
}

/** An access of the network that the change alters. */
interface ChangedAccess {
    readonly service: "sts" | "kms";
    readonly live: Access;
    readonly then: Access;
}

/** Whether the change can take anything away. It cannot if the access is closed already, or if it stays open to everybody. */
function mayTake({ service, live, then }: ChangedAccess): boolean {
    return rule(judgeAccess(service, live, [""]), judgeAccess(service, then, [""])) === "refuse";
}

async function accessEffects(
    changed: readonly ChangedAccess[],
    databases: readonly UsingDatabase[],
    region: string,
): Promise<Effects> {
    const needs = { sts: () => rolesOf(databases, region), kms: () => keysOf(databases) };
    const found = changed.map(async (change): Promise<Effects> => {
        const { service, live, then } = change;
        const needed = new Set(mayTake(change) ? await needs[service]() : []);
        // If it is unknown what the databases need, they may need anything.
        const judged = [...(needed.size > 0 ? needed : [""])].map((arn) => {
            const access = judgeAccess(service, then, [arn]);
            return { arn, access, ruling: rule(judgeAccess(service, live, [arn]), access) };
        });
        const stays = judged.flatMap(({ access, ruling }) => (ruling === "warn" ? access : []));
        const blocked = judged.flatMap(({ arn, ruling }) => (ruling === "refuse" ? arn : []));
        if (then.status.startsWith("DISABL")) {
            return { refusals: blocked.slice(0, 1).map(() => ({ reason: closed[service], remedy: takeOff })), stays };
        }
        const refusals = blocked.map((arn) => ({
            reason: `the new policy document for AWS ${service.toUpperCase()} might not let its clusters use ${arn || unnamed[service]}`,
            remedy: `allow that for everybody ("Principal": "*"), without a condition or denial, ${offAwsKms}`,
        }));
        return { refusals, stays };
    });
    const effects = await Promise.all(found);
    return { refusals: effects.flatMap(({ refusals }) => refusals), stays: effects.flatMap(({ stays }) => stays) };
}

/** The name of a network can change in the console. The native resource ignores it, and the program follows. */
async function named(change: Change<WantedNetwork>): Promise<Followed> {
    const { before, after, unknown, home } = change;
    const isAsked = before?.displayName !== undefined && after.displayName !== undefined;
    const isLeft = after.defaults?.includes("displayName") || unknown.includes("displayName");
    if (!isAsked || isLeft) return { refusals: [], warnings: [] };
    const ids = await made(change);
    const found = (await listOdbNetworks(home.region))
        .filter(({ odbNetworkId }) => ids.includes(odbNetworkId))
        .map(({ odbNetworkId: id, status = "", displayName }) => ({ id, status, shown: { displayName } }));
    const changes = before.displayName === after.displayName ? [] : ["displayName"];
    return followed("ODB network", found, { names: ["displayName"], changes, after: { ...after } });
}

/** The ids of the networks that a change affects. */
interface Subjects {
    /** The networks that this run writes to: one, unless several have the same name and ranges. */
    readonly written: readonly string[];
    /** Networks that the program made, if it now names another network. A network that the program only named is left as it is. */
    readonly left: readonly string[];
    /** Whether the program now names another network than the one it made. */
    readonly isExchanged: boolean;
}

async function subjects(change: Change<WantedNetwork>): Promise<Subjects> {
    const { before = {}, after, unknown } = change;
    const given = after.networkId ?? (unknown.includes("networkId") ? before.networkId : undefined);
    if (given === undefined) return { written: await made(change), left: [], isExchanged: false };
    const own = before.displayName === undefined ? [given] : await made(change);
    const left = own.filter((id) => id !== plainId(given));
    return { written: [given], left, isExchanged: left.length === own.length };
}

async function made({ before = {}, after, found, home }: Change<WantedNetwork>): Promise<string[]> {
    const all = await listOdbNetworks(home.region);
    if (before.networkId === undefined && all.some(({ odbNetworkId }) => odbNetworkId === found))
        return [found as string];
    const wanted = before.displayName === undefined ? after : before;
    if (wanted.displayName === undefined) return [];
    const here = all.filter((network) => isThere(network, wanted));
    const named = here.filter(({ displayName }) => displayName === wanted.displayName);
    // People can change the name by hand, but not the ranges. So the ranges identify the network just as well.
    const isOurs = before.displayName !== undefined && before.clientSubnetCidr !== undefined;
    const meant = named.length === 0 && isOurs ? here : named;
    return meant.map(({ odbNetworkId }) => odbNetworkId);
}

function isThere(network: ListedNetwork, wanted: Wanted): boolean {
    return place.every((name) => wanted[name] === undefined || network[name] === wanted[name]);
}

async function judgementOf(
    id: string,
    replacing: readonly string[],
    change: Change<WantedNetwork>,
): Promise<{ refusals: Refusal[]; warnings: string[] }> {
    const { after, home } = change;
    const network = await findOdbNetwork(id, home.region);
    const changed = services.flatMap((service) => {
        const [live, then] = network ? [network[service], accessThen(network[service], after, service)] : [];
        return live && then && isChanged(live, then) ? [{ service, live, then }] : [];
    });
    if (replacing.length === 0 && changed.length === 0) return { refusals: [], warnings: [] };
    if (replacing.length === 0 && !changed.some(mayTake)) {
        const { stays } = await accessEffects(changed, [], home.region);
        const users = stays.length === 0 ? undefined : await concerned(id, home.region);
        return { refusals: [], warnings: stays.flatMap((found) => (users ? stillBroken(users, found) : [])) };
    }
    const databases = await usageOfNetwork(id, home.region);
    const users = spoken(databases);
    if (users === undefined) return { refusals: [], warnings: [] };
    const effects = await accessEffects(changed, databases, home.region);
    const dangers = [...replacing.map((reason) => ({ reason, remedy: takeOff })), ...effects.refusals];
    return {
        refusals: dangers.map(({ reason, remedy }) => ({
            reason: `ODB network ${id}: ${reason}, and it is in use by ${users}`,
            remedy,
        })),
        warnings: effects.stays.flatMap((found) => stillBroken(users, found)),
    };
}

/** The databases that a warning names. A warning must not end a run when a cloud cannot be asked: the run may be the repair. */
async function concerned(id: string, region: string): Promise<string | undefined> {
    try {
        return spoken(await usageOfNetwork(id, region));
    } catch (error) {
        if (!(error instanceof PlainError)) throw error;
        return `any database on AWS KMS in ODB network ${id}`;
    }
}

export const network: Kind<WantedNetwork> = {
    names: ["defaults"],
    async judge(change): Promise<Judgement<WantedNetwork>> {
        const replacing = replacements(change);
        const { written, left, isExchanged } = await subjects(change);
        const judged = await Promise.all([
            named(change),
            ...written.map((id) => judgementOf(id, isExchanged ? [] : replacing, change)),
            ...left.map((id) => judgementOf(id, replacing, { ...change, after: {} })),
        ]);
        const refusals = judged.flatMap((one) => one.refusals);
        const warnings = judged.flatMap((one) => one.warnings);
        // On creation, the name may belong to another network. A replacement that is not refused creates another network.
        const isNew =
            change.before?.displayName === undefined || isExchanged || (replacing.length > 0 && refusals.length === 0);
        const [found, ...others] = written;
        return { refusals, warnings, ...(isNew || found === undefined || others.length > 0 ? {} : { found }) };
    },
};
