import { listExadataInfrastructures } from "../../clouds/aws/odb-infrastructures";
import { clustersIn, databasesOfCluster } from "../../usage/databases";
import { type UsingDatabase, usageOfClusterId, usageOfDatabase, usageOfInfrastructure } from "../../usage/usage-of";
import { spoken, takeOff } from "../../usage/words";
import { plainId } from "../../validation";
import { same } from "../../validation/equality";
import { awaitUnderCluster, awaitUnderHome } from "./await-place";
import type { Change, Judgement, Kind } from "./kind";
import { type Found, followed } from "./place-changes";

/** The creation arguments. The native resource cannot update them: a change of one would create another resource. */
type WantedPlace = Readonly<Record<string, unknown>>;

/** Something that holds databases: how to find it by its creation arguments, and which databases it holds. */
interface Place {
    readonly noun: string;
    /** Lists all of them, with the arguments that the service shows. `identity` names the arguments that tell which one is meant. */
    list(made: WantedPlace, region: string): Promise<Found[]>;
    readonly identity: readonly string[];
    /** Arguments that can change in the console. The native resource ignores them, and the program follows. */
    readonly changeable: readonly string[];
    databases(id: string, region: string): Promise<UsingDatabase[]>;
    /** Whether a change that the native resource sees is no real change, judged by what exists. */
    isNone?(argument: string, wanted: unknown, databases: readonly UsingDatabase[]): boolean;
    /** Waits until no cloud changes or maintains the place where the thing will be created. */
    awaitPlace?(wanted: WantedPlace, region: string): Promise<void>;
}

const clusters: Place = {
    noun: "VM cluster",
    async list(_made, region) {
        const found = await clustersIn(region);
        return found.map(({ id, shown, status }) => ({ id, shown, status }));
    },
    identity: ["displayName", "networkId", "infrastructureId"],
    changeable: ["cpuCoreCount", "dataStorageSizeInTbs", "displayName", "giVersion", "licenseModel", "sshPublicKeys"],
    databases: usageOfClusterId,
    awaitPlace: ({ networkId, infrastructureId }, region) =>
        awaitUnderCluster(String(networkId), String(infrastructureId), region),
};

const infrastructures: Place = {
    noun: "Exadata infrastructure",
    async list(_made, region) {
        const all = await listExadataInfrastructures(region);
        return all.map(({ cloudExadataInfrastructureId: id, status = "UNKNOWN", ...shown }) => ({ id, status, shown }));
    },
    identity: ["displayName", "availabilityZoneId"],
    changeable: ["computeCount", "storageCount", "displayName"],
    databases: usageOfInfrastructure,
};

const databases: Place = {
    noun: "database",
    async list({ vmClusterOcid }, region) {
        if (typeof vmClusterOcid !== "string") return [];
        const all = await databasesOfCluster(vmClusterOcid, region);
        return all.map(({ id, name: databaseName }) => ({ id, shown: { databaseName }, status: "UNKNOWN" }));
    },
    identity: ["databaseName"],
    changeable: [],
    databases: usageOfDatabase,
    isNone: (argument, wanted, using) =>
        argument === "dbVersion" && using.every(({ version = "" }) => isVersion(version, String(wanted))),
    awaitPlace: ({ vmClusterOcid }) => awaitUnderHome(String(vmClusterOcid)),
};

/** The native resource treats a version as equal if the home's version starts with it, and 19.0.0.0 as equal to any 19. */
function isVersion(live: string, wanted: string): boolean {
    const major = wanted.match(/^(18|19)\.0\.0\.0$/)?.[1];
    return major === undefined ? live.startsWith(wanted) : live.split(".")[0] === major;
}

/** The id, if the value is an ARN of Oracle Database\@AWS; else the value. */
function plain(value: unknown): unknown {
    return typeof value === "string" ? plainId(value) : value;
}

function sameValue(a: unknown, b: unknown): boolean {
    return same(plain(a), plain(b));
}

/** The ones that were made with these arguments: one, unless several have the same name in the same place. */
async function subjects(place: Place, made: WantedPlace, { found, home }: Change<WantedPlace>): Promise<Found[]> {
    const all = await place.list(made, home.region);
    const carried = all.filter(({ id }) => id === found);
    if (carried.length > 0) return carried;
    return all.filter(({ shown }) =>
        place.identity.every((name) => made[name] === undefined || sameValue(made[name], shown[name])),
    );
}

/** Whether a value is known only later, in whole or in part. */
function isOpen(name: string, { unknown }: Change<WantedPlace>): boolean {
    return unknown.some((there) => there === name || there.startsWith(`${name}[`) || there.startsWith(`${name}.`));
}

/** Names of the arguments that change for certain. */
function changed(change: Change<WantedPlace>): string[] {
    const { before = {}, after } = change;
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
        .filter((name) => name !== "defaults" && !isDefault(name, after))
        .filter((name) => !sameValue(before[name], after[name]) && !isOpen(name, change))
        .sort();
}

function told(name: string, before: unknown, after: unknown): string {
    const isPlain = [before, after].every((value) => typeof value !== "object");
    const values = isPlain ? ` from ${before ?? "the default"} to ${after ?? "the default"}` : "";
    return `the change of ${name}${values} creates another one in its place`;
}

/** Whether an argument has its default, the name of the component. Another name of the component asks for no change. */
function isDefault(name: string, { defaults }: WantedPlace): boolean {
    return Array.isArray(defaults) && defaults.includes(name);
}

function kindOf(place: Place): Kind<WantedPlace> {
    return {
        names: ["defaults"],
        async judge(change): Promise<Judgement<WantedPlace>> {
            const { before, after, home } = change;
            if (before === undefined) return { refusals: [] };
            const changes = changed(change);
            const meant = await subjects(place, before, change);
            const [one, ...others] = meant;
            const carry = one === undefined || others.length > 0 ? {} : { found: one.id };
            const names = place.changeable.filter((name) => !isDefault(name, after) && !isOpen(name, change));
            const { refusals: following, warnings } = followed(place.noun, meant, { names, changes, after });
            const replacing = changes.filter((name) => !place.changeable.includes(name));
            if (replacing.length === 0) return { refusals: following, warnings, ...carry };
            let isNone = meant.length > 0;
            const refusals = meant.map(async ({ id, shown }) => {
                // The program names what exists already, so nothing is created.
                const open = replacing.filter(
                    (name) => shown[name] === undefined || !sameValue(shown[name], after[name]),
                );
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
            const standing = [...following, ...(await Promise.all(refusals)).flat()];
            return standing.length > 0 || isNone ? { refusals: standing, warnings, ...carry } : { refusals: [] };
        },
        async awaitPlace(wanted, { region }) {
            await place.awaitPlace?.(wanted, region);
        },
    };
}

export const cluster = kindOf(clusters);
export const infrastructure = kindOf(infrastructures);
export const database = kindOf(databases);
