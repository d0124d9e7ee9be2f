import type { Exadata } from "../core/exadata";
import { etag } from "../core/ids";
import type { VmCluster } from "../core/records";
import type { Stored } from "../core/wire";
import type { World } from "../core/world";
import { gone, missing, ServiceError, unrelated } from "./wire/errors";
import type { RetryTokens } from "./wire/retry-tokens";
import type { WorkRequests } from "./work-requests/work-requests";

/** What the operations of every service share. */
export interface Cloud {
    readonly world: World;
    /** The region that is asked: `world` is what it holds. */
    readonly region: string;
    /** What all regions of the tenancy hold. */
    readonly everywhere: World;
    readonly exadata: Exadata;
    readonly workRequests: WorkRequests;
    readonly tokens: RetryTokens;
}

/** Identity resources show everywhere, and change in one place. */
export function requireHomeRegion({ world, region }: Cloud): void {
    const { ociHome } = world.settings;
    if (region === ociHome.region) return;
    const words = `Please go to your home region ${ociHome.key.toUpperCase()} to execute CREATE, UPDATE and DELETE operations.`;
    throw new ServiceError(403, "NotAllowed", words);
}

export const now = () => new Date().toISOString();

/** Writes members of a stored body; every mutation gives it a new etag. */
export function change<T extends object>(stored: Stored<T>, members: Partial<T>): void {
    Object.assign(stored.value, members);
    if ("timeUpdated" in stored.value) Object.assign(stored.value, { timeUpdated: now() });
    stored.etag = etag();
}

export function store<T>(value: T): Stored<T> {
    return { value, etag: etag() };
}

/** Refuses a call whose `if-match` names an older state. */
export function requireMatch(call: { headers: Readonly<Record<string, string | undefined>> }, current: string): void {
    const expected = call.headers["if-match"];
    if (expected !== undefined && expected !== "*" && expected !== current) {
        throw new ServiceError(412, "NoEtagMatch", "The resource has changed: if-match differs from its etag.");
    }
}

/** What an OCID of the path or query names. */
export function inPath<T>(held: ReadonlyMap<string, T>, ocid: string): T {
    const found = held.get(ocid);
    if (found === undefined) throw gone();
    return found;
}

/** What an OCID of the body names. */
export function inBody<T>(held: ReadonlyMap<string, T>, field: string, ocid: string | undefined): T {
    if (ocid === undefined) throw missing(field);
    const found = held.get(ocid);
    if (found === undefined) throw unrelated(field, ocid);
    return found;
}

/** A VM cluster together with its body in OCI, which it has from AVAILABLE on. */
export type Twin = VmCluster & Required<Pick<VmCluster, "twin" | "ocid">>;

export function clusters({ world }: Cloud): Map<string, Twin> {
    const found = new Map<string, Twin>();
    for (const cluster of world.clusters.values()) {
        if (hasTwin(cluster)) found.set(cluster.ocid, cluster);
    }
    return found;
}

function hasTwin(cluster: VmCluster): cluster is Twin {
    return cluster.twin !== undefined && cluster.ocid !== undefined;
}

function isCompartment({ world }: Cloud, ocid: string): boolean {
    return world.compartments.get(ocid)?.value.lifecycleState === "ACTIVE";
}

/** A list may only ask for a compartment that is there. */
export function requireListedCompartment(cloud: Cloud, ocid: string): void {
    if (!isCompartment(cloud, ocid)) throw gone();
}

export function requireRelatedCompartment(cloud: Cloud, ocid: string): void {
    if (!isCompartment(cloud, ocid)) throw unrelated("compartmentId", ocid);
}
