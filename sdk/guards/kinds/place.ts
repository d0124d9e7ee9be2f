import { listExadataInfrastructures } from "../../clouds/aws/odb-infrastructures";
import { clustersIn, databasesOfCluster } from "../../usage/databases";
import { type UsingDatabase, usageOfClusterId, usageOfDatabase, usageOfInfrastructure } from "../../usage/usage-of";
import { spoken, takeOff } from "../../usage/words";
import { same } from "../../validation/equality";
import type { Change, Judgement, Kind } from "./kind";

/** The creation arguments that the native resource cannot update: a change of one creates another resource. */
type WantedPlace = Readonly<Record<string, unknown>>;

/** Something that holds databases: how to find it by its creation arguments, and which databases it holds. */
interface Place {
    readonly noun: string;
    /** Lists all of them, with the arguments that the service shows. `identity` names the arguments that tell which one is meant. */
    list(made: WantedPlace, region: string): Promise<{ readonly id: string; readonly shown: WantedPlace }[]>;
    readonly identity: readonly string[];
    databases(id: string, region: string): Promise<UsingDatabase[]>;
    /** Whether a change that the native resource sees is no real change, judged by what exists. */
    isNone?(argument: string, wanted: unknown, databases: readonly UsingDatabase[]): boolean;
}

const clusters: Place = {
    noun: "VM cluster",
    async list(_made, region) {
        const found = await clustersIn(region);
        return found.map(({ id, shown }) => ({ id, shown }));
    },
    identity: ["displayName", "networkId", "infrastructureId"],
    databases: usageOfClusterId,
};

const infrastructures: Place = {
    noun: "Exadata infrastructure",
    async list(_made, region) {
        const all = await listExadataInfrastructures(region);
        return all.map(
            ({ cloudExadataInfrastructureId: id, displayName, availabilityZoneId, computeCount, storageCount }) => ({
                id,
                shown: { displayName, availabilityZoneId, computeCount, storageCount },
            }),
        );
    },
    identity: ["displayName", "availabilityZoneId"],
    databases: usageOfInfrastructure,
};

const databases: Place = {
    noun: "database",
    async list({ vmClusterOcid }, region) {
        if (typeof vmClusterOcid !== "string") return [];
        const all = await databasesOfCluster(vmClusterOcid, region);
        return all.map(({ id, name: databaseName }) => ({ id, shown: { databaseName } }));
    },
    identity: ["databaseName"],
    databases: usageOfDatabase,
    isNone: (argument, wanted, using) =>
        argument === "dbVersion" && using.every(({ version = "" }) => isVersion(version, String(wanted))),
};

/** The native resource treats a version as equal if the home's version starts with it, and 19.0.0.0 as equal to any 19. */
function isVersion(live: string, wanted: string): boolean {
    const major = wanted.match(/^(18|19)\.0\.0\.0$/)?.[1];
    return major === undefined ? live.startsWith(wanted) : live.split(".")[0] === major;
}

/** The ones that were made with these arguments: one, unless several have the same name in the same place. */
async function subjects(place: Place, made: WantedPlace, { found, home }: Change<WantedPlace>) {
    const all = await place.list(made, home.region);
    const carried = all.filter(({ id }) => id === found);
    if (carried.length > 0) return carried;
    return all.filter(({ shown }) =>
        place.identity.every((name) => made[name] === undefined || same(made[name], shown[name])),
    );
}

/** Names of the arguments that change for certain. */
function changed({ before = {}, after, unknown }: Change<WantedPlace>): string[] {
    const isOpen = (name: string) =>
        unknown.some((there) => there === name || there.startsWith(`${name}[`) || there.startsWith(`${name}.`));
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
        .filter((name) => !same(before[name], after[name]) && !isOpen(name))
        .sort();
}

function told(name: string, before: unknown, after: unknown): string {
    const isPlain = [before, after].every((value) => typeof value !== "object");
    const values = isPlain ? ` from ${before ?? "the default"} to ${after ?? "the default"}` : "";
    return `the change of ${name}${values} creates another one in its place`;
}

function kindOf(place: Place): Kind<WantedPlace> {
    return {
        async judge(change): Promise<Judgement<WantedPlace>> {
            const { before, after, home } = change;
            if (before === undefined) return { refusals: [] };
            const changes = changed(change);
            const meant = await subjects(place, before, change);
            const [one, ...others] = meant;
            const carry = one === undefined || others.length > 0 ? {} : { found: one.id };
            if (changes.length === 0) return { refusals: [], ...carry };
            let isNone = meant.length > 0;
            const refusals = meant.map(async ({ id, shown }) => {
                // The program names what exists already, so nothing is created.
                const open = changes.filter((name) => shown[name] === undefined || !same(shown[name], after[name]));
                if (open.length === 0) return [];
                isNone = false;
                const using = await place.databases(id, home.region);
                const users = spoken(using);
                if (users === undefined) return [];
                return open
                    .filter((name) => !place.isNone?.(name, after[name], using))
                    .map((name) => ({
                        reason: `${place.noun} ${id}: ${told(name, before[name], after[name])}, and ${users} would be deleted with all data`,
                        remedy: takeOff,
                    }));
            });
            const standing = (await Promise.all(refusals)).flat();
            return standing.length > 0 || isNone ? { refusals: standing, ...carry } : { refusals: [] };
        },
    };
}

export const cluster = kindOf(clusters);
export const infrastructure = kindOf(infrastructures);
export const database = kindOf(databases);
