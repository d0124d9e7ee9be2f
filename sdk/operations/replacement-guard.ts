import { listExadataInfrastructures } from "../clouds/aws-networks";
import { awsRegion } from "../clouds/aws-settings";
import { same } from "./canonical";
import { type Guard, guarding, type Judgement, spoken, takeOff } from "./guard";
import { type UsingDatabase, usageOfClusterId, usageOfDatabase, usageOfInfrastructure } from "./usage";
import { clustersIn, databasesOfCluster } from "./usage/databases";

/** Creation arguments by name, as the program gives them. */
type Arguments = Readonly<Record<string, unknown>>;

/** What stands in a place that its program made, and would be made anew in another. */
export interface ReplacementInputs {
    readonly kind: keyof typeof kinds;
    /** The creation arguments whose change makes another one: the native resource has no update for them. */
    readonly replacing: Arguments;
}

/** How something is found by the arguments it was made with, and which databases would be gone with it. */
interface Kind {
    readonly noun: string;
    /** All there are, with what of the arguments the service shows. */
    list(made: Arguments): Promise<{ readonly id: string; readonly shown: Arguments }[]>;
    databases(id: string): Promise<UsingDatabase[]>;
    /** Whether a change that the native resource would see is none, by what is there. */
    isNone?(argument: string, wanted: unknown, databases: readonly UsingDatabase[]): boolean;
}

const kinds = {
    cluster: {
        noun: "VM cluster",
        async list() {
            const clusters = await clustersIn(awsRegion());
            return clusters.map(({ id, displayName, networkId, infrastructureId }) => ({
                id,
                shown: { displayName, networkId, infrastructureId },
            }));
        },
        databases: usageOfClusterId,
    },
    infrastructure: {
        noun: "Exadata infrastructure",
        async list() {
            const all = await listExadataInfrastructures();
            return all.map(({ cloudExadataInfrastructureId: id, displayName, availabilityZoneId }) => ({
                id,
                shown: { displayName, availabilityZoneId },
            }));
        },
        databases: usageOfInfrastructure,
    },
    database: {
        noun: "database",
        async list({ vmClusterOcid }) {
            if (typeof vmClusterOcid !== "string") return [];
            const all = await databasesOfCluster(vmClusterOcid);
            return all.map(({ id, name: databaseName }) => ({ id, shown: { databaseName } }));
        },
        databases: usageOfDatabase,
        isNone: (argument, wanted, databases) =>
            argument === "dbVersion" && databases.every(({ version = "" }) => isVersion(version, String(wanted))),
    },
} as const satisfies Record<string, Kind>;

/** The native resource takes a version as said when it begins that of the home, and 19.0.0.0 for any 19. */
function isVersion(live: string, wanted: string): boolean {
    const major = wanted.match(/^(18|19)\.0\.0\.0$/)?.[1];
    return major === undefined ? live.startsWith(wanted) : live.split(".")[0] === major;
}

/** Those that were made with these arguments: one, unless several have the same name in the same place. */
async function subjects({ list }: Kind, made: Arguments, carried: string | undefined): Promise<string[]> {
    const all = await list(made);
    if (all.some(({ id }) => id === carried)) return [carried as string];
    const meant = all.filter(({ shown }) =>
        Object.entries(shown).every(([name, value]) => made[name] === undefined || same(made[name], value)),
    );
    return meant.map(({ id }) => id);
}

/** Names of the arguments that change for certain. */
function changed(before: Arguments, after: Arguments, unknown: readonly string[]): string[] {
    const isOpen = (name: string) => unknown.some((place) => new RegExp(`^replacing(\\.${name}\\b|$)`).test(place));
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
        .filter((name) => !same(before[name], after[name]) && !isOpen(name))
        .sort();
}

function told(name: string, before: unknown, after: unknown): string {
    const isPlain = [before, after].every((value) => typeof value !== "object");
    const values = isPlain ? ` from ${before ?? "the default"} to ${after ?? "the default"}` : "";
    return `the change of ${name}${values} makes another one in its place`;
}

const guard: Guard<ReplacementInputs> = {
    inputs: ["kind", "replacing"],
    async refusals(before, after, unknown, carried): Promise<Judgement> {
        const kind: Kind | undefined = kinds[before.kind ?? after.kind ?? "cluster"];
        const made = before.replacing;
        if (made === undefined) return { refusals: [] };
        const changes = changed(made, after.replacing ?? {}, unknown);
        const ids = await subjects(kind, made, carried);
        const [found, ...others] = ids;
        const carry = found === undefined || others.length > 0 ? {} : { found };
        if (changes.length === 0) return { refusals: [], ...carry };
        const refusals = ids.map(async (id) => {
            const databases = await kind.databases(id);
            const users = spoken(databases);
            if (users === undefined) return [];
            return changes
                .filter((name) => !kind.isNone?.(name, after.replacing?.[name], databases))
                .map((name) => ({
                    reason: `${kind.noun} ${id}: ${told(name, made[name], after.replacing?.[name])}, and ${users} would be deleted with all data`,
                    remedy: takeOff,
                }));
        });
        const standing = (await Promise.all(refusals)).flat();
        return standing.length > 0 ? { refusals: standing, ...carry } : { refusals: [] };
    },
};

export const provider = guarding(guard);
