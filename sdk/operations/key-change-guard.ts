import { describeKey, getKeyPolicy, type KmsKey } from "../clouds/aws-kms-keys";
import { deniedMasterKeyIds, deniesMasterKey, rolesWithoutUse, usersOf } from "../policies";
import { type Guard, guarding, offAwsKms, type Refusal, spoken, takeOff } from "./guard";
import { currentAmong } from "./master-key-usage";
import { rolesOf, type UsingDatabase, usageOfKey } from "./usage";

/** What is to become of a key. */
export interface KeyChangeInputs {
    /** `alias/…`, by which the key is found: its ARN is not known before it is made. */
    readonly alias?: string;
    /** Instead of the alias, for a key that was there before. */
    readonly keyArn?: string;
    /** Region of the key; that of the stack when absent. */
    readonly region?: string;
    /** The policy as JSON; absent when it stays as it is. */
    readonly policy?: string;
    /** What the policy says, or, without one, what a policy that was made elsewhere is extended by. */
    readonly userRoleArns?: readonly string[];
    readonly retiredMasterKeyIds?: readonly string[];
    readonly enabled?: boolean;
    readonly multiRegion?: boolean;
    readonly customKeyStoreId?: string;
}

/** What makes another key and deletes this one; each gives its reason. */
function replacements(key: KmsKey, wanted: Partial<KeyChangeInputs>, unknown: readonly string[]): string[] {
    const reasons: string[] = [];
    if (wanted.multiRegion !== undefined && wanted.multiRegion !== key.multiRegion) {
        reasons.push(`the change to a ${wanted.multiRegion ? "multi-Region" : "single-Region"} key`);
    }
    if (!unknown.includes("customKeyStoreId") && wanted.keyArn === undefined) {
        const store = wanted.customKeyStoreId ?? "";
        if (store !== (key.customKeyStoreId ?? ""))
            reasons.push(`the change of the key store to ${store || "AWS KMS"}`);
    }
    return reasons;
}

/** Changes that close the databases of a key for good or for a while; each gives its reason. */
function dangers(key: KmsKey, replacing: readonly string[], wanted: Partial<KeyChangeInputs>): Refusal[] {
    const name = wanted.alias ?? key.arn;
    const refusals = replacing.map((reason) => ({
        reason: `${reason} would make another key of ${name} and delete this one`,
        remedy: takeOff,
    }));
    if (wanted.enabled === false && key.enabled) {
        refusals.push({ reason: `disabling ${name} would close its databases`, remedy: takeOff });
    }
    return refusals;
}

/**
 * The key that the program made or named. What was found before comes first: by hand, its alias can be deleted or pointed
 * at another key. It gives way to another of its name when it is gone, or on its way out.
 */
async function subject(
    before: Partial<KeyChangeInputs>,
    after: Partial<KeyChangeInputs>,
    found: string | undefined,
): Promise<KmsKey | undefined> {
    const region = before.region ?? after.region;
    const carried = found === undefined ? undefined : await describeKey(found, region);
    if (carried !== undefined && carried.state !== "PendingDeletion") return carried;
    const named = before.keyArn ?? before.alias ?? after.keyArn ?? after.alias;
    return (named === undefined ? undefined : await describeKey(named, region)) ?? carried;
}

/**
 * What the next run shall know the key by. Nothing at creation, when the alias can be somebody else's; nor when the key
 * gets a free name, since a name that was taken at creation is left in this way. An alias that is taken cannot be made:
 * then the name says nothing about the key in the next run.
 */
async function lasting(
    key: KmsKey,
    before: Partial<KeyChangeInputs>,
    after: Partial<KeyChangeInputs>,
    found: string | undefined,
): Promise<string | undefined> {
    if (key.arn === found) return found;
    if (before.alias === undefined || after.alias === undefined) return undefined;
    if (before.alias === after.alias) return key.arn;
    return (await describeKey(after.alias, after.region)) === undefined ? undefined : key.arn;
}

/** What the policy takes away, whether or not a database needs it. */
interface Losses {
    readonly shutOut: readonly string[];
    readonly denied: readonly string[];
    /** How many users are not known yet: so many of those that are shut out may be among them. */
    readonly open: number;
}

const none: Losses = { shutOut: [], denied: [], open: 0 };

async function losses(
    key: KmsKey,
    before: Partial<KeyChangeInputs>,
    after: Partial<KeyChangeInputs>,
    unknown: readonly string[],
): Promise<Losses> {
    const { policy, userRoleArns, retiredMasterKeyIds = [] } = after;
    if (policy) return lossesBy(policy, key);
    const users = unknown.includes("userRoleArns") ? undefined : userRoleArns;
    const open = unknown.filter((place) => place.startsWith("userRoleArns[")).length;
    if (unknown.includes("policy")) {
        if (users === undefined && retiredMasterKeyIds.length === 0) return none;
        const live = await getKeyPolicy(key);
        return {
            shutOut: users === undefined ? [] : usersOf(live).filter((user) => !users.includes(user)),
            denied: retiredMasterKeyIds.filter((id) => !deniesMasterKey(live, id)),
            open,
        };
    }
    const shutOut = unknown.includes("userRoleArns")
        ? []
        : (before.userRoleArns ?? []).filter((role) => !userRoleArns?.includes(role));
    const fresh = retiredMasterKeyIds.filter((id) => !before.retiredMasterKeyIds?.includes(id));
    if (fresh.length === 0) return { shutOut, denied: [], open };
    const live = await getKeyPolicy(key);
    return { shutOut, denied: fresh.filter((id) => !deniesMasterKey(live, id)), open };
}

async function lossesBy(policy: string, key: KmsKey): Promise<Losses> {
    const live = await getKeyPolicy(key);
    return {
        shutOut: usersOf(live).filter((user) => rolesWithoutUse(policy, [user]).length > 0),
        denied: deniedMasterKeyIds(policy).filter((id) => !deniesMasterKey(live, id)),
        open: 0,
    };
}

/** Roles in use that the policy shuts out, and master key versions in use that it denies. */
async function policyDangers(
    key: KmsKey,
    { shutOut, denied, open }: Losses,
    databases: readonly UsingDatabase[],
): Promise<Refusal[]> {
    const users = shutOut.length === 0 ? [] : await rolesOf(databases, key.region);
    const meant = [...new Set(users)].filter((role) => shutOut.includes(role) || shutOut.includes("*"));
    // Any of the users that are known only later may be one of these; what is left is looked at once they are known.
    const lost = meant.length > open ? meant : [];
    const current = await currentAmong(key.arn, denied);
    return [
        ...lost.map((role) => ({
            reason: `the new key policy takes DescribeKey, Encrypt or Decrypt from ${role}${open > 0 ? ", unless that is one of the roles not known yet" : ""}`,
            remedy: `keep that role among the users of the key, ${offAwsKms}`,
        })),
        ...current.map(({ masterKeyId, reason }) => ({
            reason: `the new key policy denies ${masterKeyId}, which a database may be using now (${reason})`,
            remedy: "rotate that database first, then retire the version that it had before",
        })),
    ];
}

/** What of the dangers and of the losses meets databases. */
async function standing(
    key: KmsKey,
    dangerous: readonly Refusal[],
    before: Partial<KeyChangeInputs>,
    after: Partial<KeyChangeInputs>,
    unknown: readonly string[],
): Promise<Refusal[]> {
    const lost = await losses(key, before, after, unknown);
    if (dangerous.length + lost.shutOut.length + lost.denied.length === 0) return [];
    const databases = await usageOfKey(key.arn);
    const users = spoken(databases);
    if (users === undefined) return [];
    return [...dangerous, ...(await policyDangers(key, lost, databases))].map(({ reason, remedy }) => ({
        reason: `${reason}, and it is in use by ${users}`,
        remedy,
    }));
}

const guard: Guard<KeyChangeInputs> = {
    inputs: [
        "alias",
        "keyArn",
        "region",
        "policy",
        "userRoleArns",
        "retiredMasterKeyIds",
        "enabled",
        "multiRegion",
        "customKeyStoreId",
    ],
    sets: ["userRoleArns", "retiredMasterKeyIds"],
    async refusals(before, after, unknown, carried) {
        const key = await subject(before, after, carried);
        if (key === undefined) return { refusals: [], found: carried };
        const replacing = replacements(key, after, unknown);
        const refusals = await standing(key, dangers(key, replacing, after), before, after, unknown);
        // A replacement that nothing stands against makes another key.
        if (replacing.length > 0 && refusals.length === 0) return { refusals };
        return { refusals, found: await lasting(key, before, after, carried) };
    },
};

export const provider = guarding(guard);
