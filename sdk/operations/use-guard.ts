import { type Guard, guarding, type Refusal, spoken, takeOff } from "./guard";
import * as usage from "./usage";
import { usageOfCustomKeyStore } from "./usage/custom-key-stores";

interface Kind {
    readonly noun: string | undefined;
    /** What becomes of the databases without it. @default they cannot be opened any more */
    readonly loss?: string;
    databases(id: string): Promise<usage.UsingDatabase[]>;
}

/** What can be guarded, with the noun for messages and the question that tells its databases. */
const kinds = {
    key: { noun: "KMS key", databases: usage.usageOfKey },
    grant: { noun: "the grant in a key policy", databases: usage.usageOfGrant },
    // A key policy that the program no longer changes: its grants stay, whatever becomes of their guard.
    keptPolicy: { noun: "key policy", databases: () => Promise.resolve([]) },
    role: { noun: "IAM role", databases: usage.usageOfRole },
    association: { noun: "the association of IAM role", databases: usage.usageOfAssociation },
    oidcProvider: { noun: "OIDC provider", databases: (id: string) => usage.usageOfOidcProvider(id) },
    connector: { noun: "identity connector", databases: usage.usageOfConnector },
    registeredKey: { noun: "registered key", databases: usage.usageOfRegisteredKey },
    customKeyStore: { noun: "custom key store", databases: usageOfCustomKeyStore },
    keyStore: { noun: "the AWS key store of VM cluster", databases: usage.usageOfCluster },
    cluster: { noun: "VM cluster", databases: usage.usageOfCluster },
    // A database that its program made: what would be lost is not the key but the data.
    database: { noun: undefined, databases: usage.usageOfDatabase },
    network: { noun: "ODB network", databases: usage.usageOfNetwork },
    compartmentPolicy: {
        noun: "the OCI policy that lets VM clusters read keys",
        // It is asked for whenever a database gets a key or a new master key version.
        loss: "could be put on no key, and not be rotated, any more",
        databases: usage.usageOfCompartmentPolicy,
    },
} as const;

/** One thing that must not go while a database needs it. */
export interface GuardedSubject {
    readonly kind: keyof typeof kinds;
    /** ARN, OCID or id, by kind. */
    readonly id: string;
    /** What people call it. */
    readonly label?: string;
}

export interface UseGuardInputs {
    readonly subjects: readonly GuardedSubject[];
}

const letGo = "keep it, or set `protect: false` for it in the program, run `pulumi up`, and remove it after that";

/** Why a subject must stay, or nothing. */
async function inUse({ kind, id, label }: GuardedSubject): Promise<Refusal[]> {
    const { noun, databases, loss = "could not be opened any more" } = kinds[kind] as Kind;
    const users = spoken(await databases(id));
    if (users === undefined) return [];
    if (noun === undefined) return [{ reason: `${users} would be deleted with its data`, remedy: letGo }];
    const name = label === undefined || label === id ? id : `${label} (${id})`;
    return [{ reason: `${noun} ${name} is in use: without it ${users} ${loss}`, remedy: takeOff }];
}

async function allInUse(subjects: readonly GuardedSubject[]): Promise<Refusal[]> {
    return (await Promise.all(subjects.map(inUse))).flat();
}

const guard: Guard<UseGuardInputs> = {
    inputs: ["subjects"],
    refusals({ subjects: before = [] }, { subjects: after = [] }, unknown) {
        // A subject without a known id may be the very one that was there.
        const open = new Set(
            unknown.length > 0 ? after.filter(({ id }) => id === undefined).map(({ kind }) => kind) : [],
        );
        const stays = (subject: GuardedSubject) =>
            open.has(subject.kind) || after.some(({ kind, id }) => kind === subject.kind && id === subject.id);
        // The program says that its database may go by guarding none any more: only then a removal passes.
        const isLetGo = ({ kind, id }: GuardedSubject) =>
            (kind === "database" && !after.some((other) => other.kind === kind)) ||
            (kind === "grant" && after.some((other) => other.kind === "keptPolicy" && id.startsWith(`${other.id},`)));
        return unknown.includes("subjects")
            ? Promise.resolve([])
            : allInUse(before.filter((subject) => !stays(subject) && !isLetGo(subject)));
    },
    removal: ({ subjects }) => allInUse(subjects),
};

export const provider = guarding(guard);
