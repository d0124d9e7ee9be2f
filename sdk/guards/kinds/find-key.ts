import { findKmsKey, getKeyPolicy, type KmsKey } from "../../clouds/aws/kms-keys";
import { readPolicy } from "../../policies";
import { databasesIn } from "../../usage/databases";
import { keysTold, rolesOf } from "../../usage/usage-of";
import { spoken } from "../../usage/words";
import { same } from "../../validation/equality";
import type { Refusal } from "../words";
import type { Change } from "./kind";
import type { WantedKey } from "./wanted-key";

type Wanted = Partial<WantedKey>;

/** The keys that a change affects. */
interface FoundKeys {
    /** The key that this run writes to: the program made or names it. Absent if it is still to be made. */
    readonly key?: KmsKey;
    /** Set if only the alias points to this key. It is judged, but the guard does not record it as the program's key. */
    readonly isGuess?: true;
    /** What the last run wanted for that key. */
    readonly before?: Wanted;
    /** The key that the last run wrote to, if it is another one. */
    readonly left?: KmsKey;
    /** Why a change cannot be judged although it may affect a key in use. */
    readonly refusals: readonly Refusal[];
}

type FoundKey = Pick<FoundKeys, "key" | "isGuess" | "refusals">;

const none: FoundKey = { refusals: [] };

/**
 * Finds the key that the program names, or else the one that it made. If the program names another key than in the last run,
 * both are found, and each is judged by what happens to it.
 */
export async function findKeys(change: Change<WantedKey>): Promise<FoundKeys> {
    const { before, after, unknown, home } = change;
    const last = before && (await lastKey(before, change));
    const isMade = after.keyArn === undefined && !unknown.includes("keyArn");
    const isSame = isMade ? before?.keyArn === undefined || before.alias !== undefined : after.keyArn === undefined;
    if (isSame) return { ...(last ?? none), ...(before && { before }) };
    const key = after.keyArn && (await findKmsKey(after.keyArn, after.region ?? home.region));
    const written = key ? { key } : {};
    if (before === undefined || last === undefined) return { ...written, refusals: [] };
    if (key && last.key?.arn === key.arn) return { ...last, before };
    return { ...written, ...(last.key && { left: last.key }), refusals: last.refusals };
}

/** The key of the last run. */
async function lastKey(before: Wanted, change: Change<WantedKey>): Promise<FoundKey> {
    if (before.keyArn === undefined) return madeKey(change);
    const key = await findKmsKey(before.keyArn, before.region ?? change.home.region);
    return key === undefined ? none : { key, refusals: [] };
}

/**
 * Finds a key that the program made. It is found by its id, once a run has recorded that. In the run after its creation only
 * the alias is known. People can delete an alias or point it at another key, so the `Id` in the key policy has to be the one
 * that the program wrote. If no key has that `Id`, the key with the alias may have been imported.
 */
async function madeKey(change: Change<WantedKey>): Promise<FoundKey> {
    const { before, after, found, home } = change;
    const region = before?.region ?? after.region ?? home.region;
    const carried = found === undefined ? undefined : await findKmsKey(found, region);
    if (carried !== undefined) return { key: carried, refusals: [] };
    if (before?.alias === undefined) return none;
    const named = await findKmsKey(before.alias, region);
    if (named !== undefined && (await isOurs(named, before.policyId))) return { key: named, refusals: [] };
    const marked = await keyWithMark(before.policyId, region);
    if (marked !== undefined) return { key: marked, refusals: [] };
    const refusals = await doubts(change, region);
    // An imported key still has its old policy. This run overwrites that.
    return named === undefined || refusals.length > 0 ? { refusals } : { key: named, isGuess: true, refusals };
}

async function isOurs(key: KmsKey, policyId: string | undefined): Promise<boolean> {
    return policyId === undefined || readPolicy(await getKeyPolicy(key.arn)).Id === policyId;
}

/** The key with the program's policy, among the keys that databases use. */
async function keyWithMark(policyId: string | undefined, region: string): Promise<KmsKey | undefined> {
    if (policyId === undefined) return undefined;
    for (const arn of await keysTold(await databasesIn(region))) {
        const key = await findKmsKey(arn, region);
        if (key !== undefined && (await isOurs(key, policyId))) return key;
    }
    return undefined;
}

/** If the key of the last run cannot be found, it may be any key that its roles use. */
async function doubts({ before = {}, after, unknown }: Change<WantedKey>, region: string): Promise<Refusal[]> {
    const roles = before.userRoleArns ?? [];
    const lost = unknown.includes("userRoleArns") ? [] : roles.filter((role) => !after.userRoleArns?.includes(role));
    const retired = (after.retiredMasterKeyIds ?? []).filter((id) => !before.retiredMasterKeyIds?.includes(id));
    const isHarmless =
        after.enabled === before.enabled &&
        after.multiRegion === before.multiRegion &&
        after.customKeyStoreId === before.customKeyStoreId &&
        same(after.policyStatements, before.policyStatements) &&
        lost.length + retired.length === 0;
    if (isHarmless) return [];
    const databases = await databasesIn(region);
    const using: typeof databases = [];
    for (const database of databases) {
        if ((await rolesOf([database], region)).some((role) => roles.includes(role))) using.push(database);
    }
    const users = spoken(using);
    if (users === undefined) return [];
    return [
        {
            reason: `the guard cannot tell which key ${before.alias} was: the alias is gone or names another key, and that key's policy allowed the role of ${users}`,
            remedy: `point the alias back at the key (\`aws kms create-alias\` or \`update-alias --region ${region} --alias-name ${before.alias} --target-key-id …\`), then run again`,
        },
    ];
}
