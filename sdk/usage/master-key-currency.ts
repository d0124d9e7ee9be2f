import type { KeyEvent } from "../clouds/aws/cloudtrail";

/** A container database's root or a pluggable database whose key is under the KMS key in question. */
export interface Container {
    /** As people know it: `SALES01`, `SALES01/HRPDB`. */
    readonly name: string;
    readonly vmClusterOcid: string;
    /** Roles of its VM cluster. */
    readonly roleArns: readonly string[];
    /** Changes that gave this container a new master key version, as far as the work requests of OCI show. */
    readonly keyChanges: readonly KeyChange[];
}

/** Times in milliseconds. */
export interface KeyChange {
    readonly accepted: number;
    readonly finished: number;
}

interface Verdict {
    /** Whether some database may be using the version. True as long as the contrary is not proved. */
    readonly current: boolean;
    readonly reason: string;
}

/** CloudTrail shows most calls within 5 minutes and promises 15; twice that is on the safe side. */
const lag = 30 * 60_000;

/** Of a version of a key in use. */
export const nobodyTells = "no container database is known under the key that could tell";

/** One second for the whole seconds of CloudTrail, one for the clocks of two clouds. */
const tolerance = 2000;

/** What is known of a KMS key and of who uses it. */
export interface Evidence {
    /** All that CloudTrail shows of the key, of every version. */
    readonly events: readonly KeyEvent[];
    /** Since when `events` is complete, in milliseconds. */
    readonly since: number;
    /** When they were asked for; what is younger than some minutes may be missing. */
    readonly askedAt: number;
    /** Every container whose key is under this one, on the VM clusters that are known. */
    readonly containers: readonly Container[];
    /** ARNs of the roles of all VM clusters that are known. */
    readonly clusterRoles: ReadonlySet<string>;
    /** MKIDs that the databases themselves list as current, one for each container, as somebody has looked them up. */
    readonly listedAsCurrent: readonly string[];
}

/**
 * Whether a master key version may be the one that a container uses now. No API of OCI tells, and the encryption
 * context that KMS sees names no container, so a version counts as retired only when it is proved that every container
 * that could use it has made a later one: a key change of that container that OCI accepted after the version had been
 * used, that succeeded, and during which a role of its cluster encrypted under a version never seen before.
 * A container without such a change, a caller that belongs to no VM cluster, a purged work request, a version that CloudTrail
 * does not show while it lags behind: all leave a doubt, and in doubt the version is current.
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
            reason: `${stranger}, which uses the key, belongs to no VM cluster of this account and Region`,
        };
    }
    if (containers.length > 0 && new Set(listedAsCurrent).size === containers.length) {
        return { current: false, reason: "the databases list other versions as current" };
    }
    if (own.length === 0) return judgeUnseen(evidence);
    // One whose role nobody tells may have used any.
    const possible = containers.filter(
        ({ roleArns }) => roleArns.length === 0 || roleArns.some((role) => users.has(role)),
    );
    const known = Math.min(...own.map(({ time }) => time));
    return (
        replacedIn(possible, known, events) ?? {
            current: false,
            reason: "no database that used it has its key here any more",
        }
    );
}

/**
 * A version without a use is older than the whole time, and may be anybody's; or it is the newest of all, made by a key
 * change whose calls CloudTrail does not show yet.
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
            reason: `it may be what the last rotation of ${namesOf(newest)} made, which CloudTrail shows half an hour later for certain`,
        };
    }
    return replacedIn(containers, since, events) ?? { current: true, reason: nobodyTells };
}

/** Whether every container that may have a version has a later one; nothing when there is no container. */
function replacedIn(possible: readonly Container[], known: number, events: readonly KeyEvent[]): Verdict | undefined {
    const unproved = possible.filter((container) => !hasLaterVersion(container, known, events));
    if (unproved.length > 0) {
        return { current: true, reason: `no later rotation is known of ${namesOf(unproved)}` };
    }
    if (possible.length === 0) return undefined;
    return { current: false, reason: `replaced since in ${namesOf(possible)}` };
}

function namesOf(containers: readonly Container[]): string {
    return containers.map(({ name }) => name).join(", ");
}

function hasLaterVersion(container: Container, known: number, events: readonly KeyEvent[]): boolean {
    return container.keyChanges.some(
        (change) => change.accepted > known + tolerance && beganVersion(container, change, events),
    );
}

/** Whether a role of the container's cluster began to use a version during a change. */
function beganVersion({ roleArns }: Container, change: KeyChange, events: readonly KeyEvent[]): boolean {
    return events.some(({ masterKeyId, operation, roleArn, time, denied }) => {
        if (operation !== "Encrypt" || denied || !roleArns.includes(roleArn)) return false;
        const within = time >= change.accepted - tolerance && time <= change.finished + tolerance;
        return within && !events.some((other) => other.masterKeyId === masterKeyId && other.time < time);
    });
}
