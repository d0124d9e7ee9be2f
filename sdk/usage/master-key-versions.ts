import { eventWindowDays, type KeyEvent, listKeyEvents } from "../clouds/aws/cloudtrail";
import { keyUsers } from "./master-key-containers";
import { type Evidence, judge, nobodyTells } from "./master-key-currency";

/** How one role used one version of a TDE master encryption key. */
export interface MasterKeyUse {
    /** MKID of the version, such as `ORACLE.TDE.HSM.MK.06…`. */
    readonly masterKeyId: string;
    /** ARN of the role with which databases used the version: the role of their VM cluster. */
    readonly roleArn: string;
    /** OCID of that VM cluster. Absent if the cluster is gone, or has no database under the key. */
    readonly vmClusterOcid?: string;
    /** When CloudTrail shows the first use of the version, in ISO 8601. This is its creation, if that was within the last 90 days. */
    readonly firstUsed: string;
    /** When CloudTrail shows the last use of the version, in ISO 8601. */
    readonly lastUsed: string;
    /** Operation of the last use: `Encrypt` or `Decrypt`. */
    readonly lastOperation: string;
    /** When KMS last refused the use of the version, in ISO 8601. Absent if KMS never refused it. */
    readonly lastDenied?: string;
    /** Whether a database may be using the version now: true unless it is proved that none does. */
    readonly current: boolean;
    /** Why the version counts as current or retired. */
    readonly reason: string;
}

interface MasterKeyUsageOptions {
    /**
     * MKIDs that the databases list as current (`dbaascli tde getHSMKeys`), one for each container database and pluggable
     * database under the key. If none is missing, every other version counts as retired.
     * @default none
     */
    readonly listedAsCurrent?: readonly string[];
}

/**
 * Lists the master key versions that databases used under a KMS key in the last 90 days, latest use first (CloudTrail
 * `LookupEvents`). CloudTrail shows a call some minutes after it was made, so the newest version may be missing. `judge` decides
 * whether a version is current.
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

/** MKIDs of the versions that a database may be using now, sorted. */
export function currentIds(uses: readonly MasterKeyUse[]): string[] {
    return [...new Set(uses.filter(({ current }) => current).map(({ masterKeyId }) => masterKeyId))].sort();
}

/**
 * Finds those of these versions that a database may be using now, each with the reason. Unlike `masterKeyUsage`, this also judges
 * versions that CloudTrail does not show: their last use is older than 90 days, or a rotation made them within the last half hour.
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
