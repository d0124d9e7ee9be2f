import { findRole } from "../clouds/aws/iam-roles";
import { scheduleKeyDeletion } from "../clouds/aws/kms-keys";
import { findOidcAudiences } from "../clouds/aws/oidc-providers";
import { callerAccount } from "../clouds/aws/sts";
import { usageOfCustomKeyStore } from "../usage/custom-key-stores";
import * as usage from "../usage/usage-of";
import { usageOfOidcProvider } from "../usage/usage-of-trust";
import { regionOfArn } from "../validation";

/** Members that every subject may have in addition to its ids. */
interface Common {
    /** What people call it. */
    readonly label?: string;
    /** URN of the resource and name of its parent. The command that takes a lost resource back into the stack needs them. */
    readonly urn?: string;
    readonly parentName?: string;
    /** An earlier run has released it: it may be removed even if databases use it. */
    readonly released?: boolean;
}

/** The ids of each kind of thing that can be guarded. */
interface Ids {
    readonly key: { readonly keyArn: string; readonly deletionWindowInDays?: number };
    readonly grant: { readonly keyArn: string; readonly roleArn: string };
    readonly role: { readonly roleArn: string };
    readonly association: { readonly roleArn: string; readonly vmClusterArn: string };
    /** `roleArn` is a role that is removed together with the provider. Whether the role may be removed is a separate question. */
    readonly oidcProvider: { readonly providerArn: string; readonly roleArn?: string };
    readonly connector: { readonly connectorId: string };
    readonly registeredKey: { readonly registeredKeyId: string };
    readonly customKeyStore: { readonly customKeyStoreId: string };
    readonly keyStore: { readonly vmClusterOcid: string };
    readonly cluster: { readonly vmClusterArn: string };
    readonly network: { readonly networkId: string };
    readonly compartmentPolicy: { readonly policyId: string; readonly compartmentId: string };
    readonly database: { readonly databaseId: string };
}

type SubjectKind = keyof Ids;

/** One thing that must not be removed while a database needs it. */
export type Subject = { [K in SubjectKind]: { readonly kind: K } & Ids[K] & Common }[SubjectKind];
type SubjectOf<K extends SubjectKind> = Extract<Subject, { readonly kind: K }>;

interface Guarded<K extends SubjectKind> {
    /** The noun for messages. Absent for a database, because its removal loses the data, not the key. */
    readonly noun?: string;
    /** The member that identifies the thing. */
    readonly id: keyof Ids[K] & string;
    /** Other members that are part of its identity. */
    readonly also?: readonly (keyof Ids[K] & string)[];
    /** What happens to the databases without it. @default they can no longer be opened */
    readonly loss?: string;
    /**
     * Whether an unknown id means that another thing will be created. True if the native resource shows the id of an existing thing
     * at every preview.
     */
    readonly isTold?: boolean;
    /**
     * Whether somebody deleted the thing already. Then nothing is lost when the program lets go of it, and a repair makes it
     * again. Only an answer that proves it counts: OCI says 404 of what the caller may not see, too.
     */
    isGone?(subject: SubjectOf<K>): Promise<boolean>;
    databases(subject: SubjectOf<K>, region: string): Promise<usage.UsingDatabase[]>;
    /** Deletes a thing that the native resource leaves in the cloud when the engine deletes it. */
    end?(subject: SubjectOf<K>, region: string): Promise<void>;
}

const table: { readonly [K in SubjectKind]: Guarded<K> } = {
    key: {
        noun: "KMS key",
        id: "keyArn",
        isTold: true,
        databases: ({ keyArn }, region) => usage.usageOfKey(keyArn, region),
        async end({ keyArn, deletionWindowInDays }, region) {
            if (deletionWindowInDays === undefined) return;
            await scheduleKeyDeletion(keyArn, deletionWindowInDays, regionOfArn(keyArn) ?? region);
        },
    },
    grant: {
        noun: "the grant in a key policy",
        id: "roleArn",
        also: ["keyArn"],
        databases: ({ keyArn, roleArn }, region) => usage.usageOfGrant(keyArn, roleArn, region),
    },
    role: {
        noun: "IAM role",
        id: "roleArn",
        isTold: true,
        isGone: async ({ roleArn }) => (await isOfCaller(roleArn)) && (await findRole(roleArn)) === undefined,
        databases: ({ roleArn }, region) => usage.usageOfRole(roleArn, region),
    },
    association: {
        noun: "the association of IAM role",
        id: "roleArn",
        also: ["vmClusterArn"],
        databases: ({ roleArn, vmClusterArn }, region) => usage.usageOfAssociation(roleArn, vmClusterArn, region),
    },
    oidcProvider: {
        noun: "OIDC provider",
        id: "providerArn",
        isTold: true,
        isGone: async ({ providerArn }) =>
            (await isOfCaller(providerArn)) && (await findOidcAudiences(providerArn)) === undefined,
        databases: ({ providerArn, roleArn }, region) =>
            usageOfOidcProvider(providerArn, region, roleArn === undefined ? {} : { own: roleArn }),
    },
    connector: {
        noun: "identity connector",
        id: "connectorId",
        isTold: true,
        databases: ({ connectorId }, region) => usage.usageOfConnector(connectorId, region),
    },
    registeredKey: {
        noun: "registered key",
        id: "registeredKeyId",
        isTold: true,
        databases: ({ registeredKeyId }, region) => usage.usageOfRegisteredKey(registeredKeyId, region),
    },
    customKeyStore: {
        noun: "custom key store",
        id: "customKeyStoreId",
        databases: ({ customKeyStoreId }, region) => usageOfCustomKeyStore(customKeyStoreId, region),
    },
    keyStore: {
        noun: "the AWS key store of VM cluster",
        id: "vmClusterOcid",
        databases: ({ vmClusterOcid }, region) => usage.usageOfCluster(vmClusterOcid, region),
    },
    cluster: {
        noun: "VM cluster",
        id: "vmClusterArn",
        databases: ({ vmClusterArn }, region) => usage.usageOfCluster(vmClusterArn, region),
    },
    network: {
        noun: "ODB network",
        id: "networkId",
        databases: ({ networkId }, region) => usage.usageOfNetwork(networkId, region),
    },
    compartmentPolicy: {
        noun: "the OCI policy that lets VM clusters read keys",
        id: "policyId",
        also: ["compartmentId"],
        // OCI needs the policy whenever a database gets a key or a new master key version.
        loss: "could no longer get a key or be rotated",
        databases: ({ policyId, compartmentId }, region) =>
            usage.usageOfCompartmentPolicy(policyId, compartmentId, region),
    },
    database: {
        id: "databaseId",
        databases: ({ databaseId }, region) => usage.usageOfDatabase(databaseId, region),
    },
};

/** IAM knows nothing of other accounts, so only of the caller's own does it prove that something is gone. */
async function isOfCaller(arn: string): Promise<boolean> {
    return arn.split(":")[4] === (await callerAccount());
}

function guarded(subject: Subject): Guarded<SubjectKind> {
    return table[subject.kind] as unknown as Guarded<SubjectKind>;
}

/** The ids of a subject. An unknown id is undefined. */
function idsOf(subject: Subject): (string | undefined)[] {
    const { id, also = [] } = guarded(subject);
    const members = subject as unknown as Readonly<Record<string, string | undefined>>;
    return [id, ...also].map((name) => members[name as string]);
}

export function nameOf(subject: Subject): string {
    const [id = "", ...others] = idsOf(subject);
    const ids = [id, ...others].join(" of ");
    const { label } = subject;
    return label === undefined || label === id ? ids : `${label} (${ids})`;
}

export function nounOf(subject: Subject): string | undefined {
    return guarded(subject).noun;
}

export function lossOf(subject: Subject): string {
    return guarded(subject).loss ?? "could not be opened any more";
}

/** The databases that lose something when a subject goes: none by what is gone already. */
export async function databasesOf(subject: Subject, region: string): Promise<usage.UsingDatabase[]> {
    const { isGone, databases } = guarded(subject);
    return (await isGone?.(subject as never)) === true ? [] : databases(subject as never, region);
}

/** Deletes a thing that nothing uses any more, if that is the guard's task. */
export async function endSubject(subject: Subject, region: string): Promise<void> {
    await guarded(subject).end?.(subject as never, region);
}

/** Whether one of the others has the same ids. */
export function isAmong(subject: Subject, others: readonly Subject[]): boolean {
    const wanted = idsOf(subject).join();
    return others.some((other) => other.kind === subject.kind && idsOf(other).join() === wanted);
}

/** Whether a subject with an unknown id may be this one. */
export function mayBe(subject: Subject, later: Subject): boolean {
    if (later.kind !== subject.kind || guarded(subject).isTold === true) return false;
    const known = idsOf(later);
    const own = idsOf(subject);
    return known.includes(undefined) && known.every((id, index) => id === undefined || id === own[index]);
}

/** The subject that replaces another one in the program, if there is one: the same resource with another id. */
export function successorOf(subject: Subject, others: readonly Subject[]): Subject | undefined {
    const sameKind = others.filter((other) => other.kind === subject.kind && guarded(other).isTold === true);
    return sameKind.find(({ urn }) => urn !== undefined && urn === subject.urn);
}

/** The id of a subject, if known. */
export function idOf(subject: Subject): string | undefined {
    return idsOf(subject)[0];
}
