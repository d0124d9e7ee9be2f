import type { KeyEvent } from "../clouds/aws/cloudtrail";

/** The root of a container database, or a pluggable database, whose master key is under the KMS key. */
export interface Container {
    /** Its name: `SALES01` for a root, `SALES01/HRPDB` for a pluggable database. */
    readonly name: string;
    readonly vmClusterOcid: string;
    /** ARNs of the roles of its VM cluster. */
    readonly roleArns: readonly string[];
    /** Changes that gave this container a new master key version, as far as the work requests of OCI show them. */
    readonly keyChanges: readonly KeyChange[];
}

/** When OCI accepted and finished a change of the key, in milliseconds since the epoch. */
export interface KeyChange {
    readonly accepted: number;
    readonly finished: number;
}

interface Verdict {
    /** Whether a database may be using the version: true unless it is proved that none does. */
    readonly current: boolean;
    readonly reason: string;
}

/** CloudTrail shows most calls within 5 minutes and promises 15. This is twice as long, to be safe. */
const lag = 30 * 60_000;

/** The reason why a version of a key in use counts as current when no container is known. */
export const nobodyTells = "no known container database under the key can tell whether it is in use";

/** CloudTrail rounds to whole seconds, and the clocks of the two clouds may differ by another second. In milliseconds. */
const tolerance = 2000;

/** What is known about a KMS key and its users. */
export interface Evidence {
    /** The calls that CloudTrail shows for the key, with every version. */
    readonly events: readonly KeyEvent[];
    /** The time from which `events` is complete, in milliseconds since the epoch. */
    readonly since: number;
    /** When CloudTrail was asked, in milliseconds since the epoch. It may not show the last minutes before that. */
    readonly askedAt: number;
    /** Every container in the known VM clusters whose master key is under the KMS key. */
    readonly containers: readonly Container[];
    /** ARNs of the roles of all VM clusters that are known. */
    readonly clusterRoles: ReadonlySet<string>;
    /** MKIDs that somebody looked up in the databases, which list them as current: one for each container. */
    readonly listedAsCurrent: readonly string[];
}

/**
 * Decides whether a container may be using a master key version now. No API of OCI tells, and the encryption context that KMS sees
 * does not name the container. So a version counts as retired only if every container that could use it provably has a later one.
 * The proof is a key change of that container that OCI accepted after the version had been used, that succeeded, and during which a
 * role of its cluster encrypted under a version never seen before.
 *
 * A doubt remains if a container has no such change, if a caller belongs to no VM cluster, if OCI purged a work request, or if
 * CloudTrail does not show the version yet. In doubt the version counts as current.
 */
export function judge(masterKeyId: string, evidence: Evidence): Verdict {
    const { events, containers, clusterRoles, listedAsCurrent } = evidence;
    if (listedAsCurrent.includes(masterKeyId)) return { current: true, reason: "the databases list it as current" };
    const own = events.filter((event) => event.masterKeyId === masterKeyId);
    const users = new Set((own.length > 0 ? own : events).map(({ roleArn }) => roleArn));
    const stranger = [...users].find((role) => !clusterRoles.has(role));
    if (stranger !== undefined) {
        return {
            current: true,
            reason: `${stranger} uses the key and belongs to no VM cluster of this account and Region`,
        };
    }
    if (containers.length > 0 && new Set(listedAsCurrent).size === containers.length) {
        return { current: false, reason: "the databases list other versions as current" };
    }
    if (own.length === 0) return judgeUnseen(evidence);
    // A container whose role is not known may have used any version.
    const possible = containers.filter(
        ({ roleArns }) => roleArns.length === 0 || roleArns.some((role) => users.has(role)),
    );
    const known = Math.min(...own.map(({ time }) => time));
    return (
        replacedIn(possible, known, events) ?? {
            current: false,
            reason: "no database that used it has its key under this KMS key any more",
        }
    );
}

/**
 * Judges a version of which CloudTrail shows no use. Either its last use is older than the time that CloudTrail covers, and any
 * container may have it. Or it is the newest version, and CloudTrail does not show the calls of that key change yet.
 */
function judgeUnseen({ events, since, askedAt, containers }: Evidence): Verdict {
    const newest = containers.filter((container) =>
        container.keyChanges.some(
            (change) =>
                change.finished > since &&
                (change.finished > askedAt - lag || !beganVersion(container, change, events)),
        ),
    );
    if (newest.length > 0) {
        return {
            current: true,
            reason: `the last rotation of ${namesOf(newest)} may have made it, and CloudTrail shows that only after half an hour for certain`,
        };
    }
    return replacedIn(containers, since, events) ?? { current: true, reason: nobodyTells };
}

/** Whether every container that may have the version has a later one; undefined if there is no container. */
function replacedIn(possible: readonly Container[], known: number, events: readonly KeyEvent[]): Verdict | undefined {
    const unproved = possible.filter((container) => !hasLaterVersion(container, known, events));
    if (unproved.length > 0) {
        return { current: true, reason: `no later rotation of ${namesOf(unproved)} is known` };
    }
    if (possible.length === 0) return undefined;
    return { current: false, reason: `a later version has replaced it in ${namesOf(possible)}` };
}

function namesOf(containers: readonly Container[]): string {
    return containers.map(({ name }) => name).join(", ");
}

function hasLaterVersion(container: Container, known: number, events: readonly KeyEvent[]): boolean {
    return container.keyChanges.some(
        (change) => change.accepted > known + tolerance && beganVersion(container, change, events),
    );
}

/** Whether a role of the container's cluster began to use a new version during the change. */
function beganVersion({ roleArns }: Container, change: KeyChange, events: readonly KeyEvent[]): boolean {
    return events.some(({ masterKeyId, operation, roleArn, time, denied }) => {
        if (operation !== "Encrypt" || denied || !roleArns.includes(roleArn)) return false;
        const within = time >= change.accepted - tolerance && time <= change.finished + tolerance;
        return within && !events.some((other) => other.masterKeyId === masterKeyId && other.time < time);
    });
}
