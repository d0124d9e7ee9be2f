import type { KeyEvent } from "../clouds/key-events";

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

export interface Verdict {
    /** Whether some database may be using the version. True as long as the contrary is not proved. */
    readonly current: boolean;
    readonly reason: string;
}

/** One second for the whole seconds of CloudTrail, one for the clocks of two clouds. */
const tolerance = 2000;

/** What is known of a KMS key and of who uses it. */
export interface Evidence {
    /** All that CloudTrail shows of the key, of every version. */
    readonly events: readonly KeyEvent[];
    /** Since when `events` is complete, in milliseconds. */
    readonly since: number;
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
 * A container without such a change, a caller that belongs to no VM cluster, a purged work request: all leave a doubt, and
 * in doubt the version is current.
 */
export function judge(masterKeyId: string, evidence: Evidence): Verdict {
    const { events, since, containers, clusterRoles, listedAsCurrent } = evidence;
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
    // A version that nobody used in the whole time is older than that, and may be anybody's.
    const possible =
        own.length === 0 ? containers : containers.filter(({ roleArns }) => roleArns.some((role) => users.has(role)));
    const known = own.length === 0 ? since : Math.min(...own.map(({ time }) => time));
    const unproved = possible.filter((container) => !hasLaterVersion(container, known, events));
    if (unproved.length > 0) {
        return { current: true, reason: `no later rotation is known of ${namesOf(unproved)}` };
    }
    if (possible.length === 0) return { current: false, reason: "no database that used it has its key here any more" };
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
