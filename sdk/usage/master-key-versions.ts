import { eventWindowDays, type KeyEvent, listKeyEvents } from "../clouds/aws/cloudtrail";
import { keyUsers } from "./master-key-containers";
import { type Evidence, judge, nobodyTells } from "./master-key-currency";

/** One version of a TDE master key as one role used it. */
export interface MasterKeyUse {
    /** MKID of the version. */
    readonly masterKeyId: string;
    /** ARN of the role that databases used it with: that of their VM cluster. */
    readonly roleArn: string;
    /** OCID of that VM cluster; absent for the role of a cluster that is gone, or has no database under the key. */
    readonly vmClusterOcid?: string;
    /** First use that CloudTrail shows, in ISO 8601: its creation, when that is not longer ago than 90 days. */
    readonly firstUsed: string;
    /** When it was used last, ISO 8601. */
    readonly lastUsed: string;
    /** `Encrypt` or `Decrypt`. */
    readonly lastOperation: string;
    /** When KMS last refused it, if ever. */
    readonly lastDenied?: string;
    /** Whether some database may be using it now: true as long as the contrary is not proved. */
    readonly current: boolean;
    /** Why. */
    readonly reason: string;
}

interface MasterKeyUsageOptions {
    /**
     * MKIDs that the databases list as current (`dbaascli tde getHSMKeys`), one for each container database and pluggable
     * database under the key. When none is missing, every other version counts as retired.
     * @default none
     */
    readonly listedAsCurrent?: readonly string[];
}

/**
 * The master key versions that a KMS key has served in the last 90 days, latest use first (CloudTrail `LookupEvents`).
 * Event history shows a call some minutes after it was made, so the newest version may be missing. How `current` is
 * found: see `judge`.
 */
export async function masterKeyUsage(keyArn: string, options: MasterKeyUsageOptions = {}): Promise<MasterKeyUse[]> {
    const evidence = await gather(keyArn, options);
    const { events, containers } = evidence;
    const groups = new Map<string, KeyEvent[]>();
    for (const event of events) {
        const key = `${event.masterKeyId} ${event.roleArn}`;
        groups.set(key, [...(groups.get(key) ?? []), event]);
    }
    const uses = [...groups.values()].map((group): MasterKeyUse => {
        const ordered = group.toSorted((a, b) => a.time - b.time);
        const { masterKeyId, roleArn, time: first } = ordered[0]!;
        const last = ordered.at(-1)!;
        const denied = ordered.findLast((event) => event.denied);
        const cluster = containers.find(({ roleArns }) => roleArns.includes(roleArn))?.vmClusterOcid;
        return {
            masterKeyId,
            roleArn,
            ...(cluster ? { vmClusterOcid: cluster } : {}),
            firstUsed: new Date(first).toISOString(),
            lastUsed: new Date(last.time).toISOString(),
            lastOperation: last.operation,
            ...(denied ? { lastDenied: new Date(denied.time).toISOString() } : {}),
            ...judge(masterKeyId, evidence),
        };
    });
    return uses.sort((a, b) => order(b.lastUsed, a.lastUsed) || order(a.masterKeyId, b.masterKeyId));
}

/** MKIDs of the versions that some database may be using now; sorted. */
export function currentIds(uses: readonly MasterKeyUse[]): string[] {
    return [...new Set(uses.filter(({ current }) => current).map(({ masterKeyId }) => masterKeyId))].sort();
}

/**
 * Of these versions of a key that databases use, those that some database may be using now, each with the reason. Unlike
 * `masterKeyUsage` it also judges versions that CloudTrail does not show: they are older than 90 days, or as young as a
 * rotation within the last half hour.
 */
export async function currentAmong(
    keyArn: string,
    masterKeyIds: readonly string[],
    options: MasterKeyUsageOptions = {},
): Promise<{ masterKeyId: string; reason: string }[]> {
    if (masterKeyIds.length === 0) return [];
    const evidence = await gather(keyArn, options);
    return [...new Set(masterKeyIds)].sort().flatMap((masterKeyId) => {
        const { current, reason } =
            evidence.containers.length === 0 ? { current: true, reason: nobodyTells } : judge(masterKeyId, evidence);
        return current ? [{ masterKeyId, reason }] : [];
    });
}

async function gather(keyArn: string, { listedAsCurrent = [] }: MasterKeyUsageOptions): Promise<Evidence> {
    const askedAt = Date.now();
    const since = new Date(askedAt - eventWindowDays * 86_400_000);
    const [events, users] = await Promise.all([listKeyEvents(keyArn, since), keyUsers(keyArn)]);
    return { events, since: since.getTime(), askedAt, ...users, listedAsCurrent };
}

function order(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}
