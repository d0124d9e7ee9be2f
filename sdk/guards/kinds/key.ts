import type { Finding } from "../../chain/finding";
import { isDoomed, judgeKmsKey } from "../../chain/kms-key";
import type { KmsKey } from "../../clouds/aws/kms-keys";
import { inOneForm } from "../../policies";
import { type UsingDatabase, usageOfKey } from "../../usage/usage-of";
import { spoken, takeOff } from "../../usage/words";
import { sameDocument } from "../../validation/equality";
import { type Refusal, stillBroken } from "../words";
import { findKeys } from "./find-key";
import { foreign, type PolicyChange, policyChange } from "./key-policy-change";
import { policyDangers, rolesJudged } from "./key-policy-dangers";
import type { Change, Judgement, Kind } from "./kind";
import type { WantedKey } from "./wanted-key";

type Wanted = Partial<WantedKey>;

/** A key in use, and the values that a change is compared with. */
interface Subject {
    readonly key: KmsKey;
    readonly name: string;
    readonly databases: readonly UsingDatabase[];
    readonly users: string;
}

/** Changes that create another key and delete this one, each with its reason. */
function replacements(key: KmsKey, wanted: Wanted, unknown: readonly string[]): string[] {
    if (wanted.keyArn !== undefined) return [];
    const reasons: string[] = [];
    if (wanted.multiRegion !== undefined && wanted.multiRegion !== key.multiRegion) {
        reasons.push(`the change to a ${wanted.multiRegion ? "multi-Region" : "single-Region"} key`);
    }
    const store = wanted.customKeyStoreId ?? "";
    // The primary key decides about the key store of a replica.
    if (
        wanted.region === undefined &&
        !unknown.includes("customKeyStoreId") &&
        store !== (key.customKeyStoreId ?? "")
    ) {
        reasons.push(`the change of the key store to ${store || "AWS KMS"}`);
    }
    return reasons;
}

/** Whether the program sets `enabled` of a key that it makes to anything but true. */
function disables({ enabled, keyArn }: Wanted, unknown: readonly string[]): boolean {
    return keyArn === undefined && enabled !== undefined && enabled !== true && !unknown.includes("enabled");
}

/** What is broken and stays broken: a key that the program does not enable, and roles that the policy shuts out. */
async function stays(
    { key, databases }: Subject,
    policy: PolicyChange | undefined,
    { after, unknown }: Change<WantedKey>,
): Promise<Finding[]> {
    const isMended = after.keyArn === undefined && !disables(after, unknown);
    const state = isMended || isDoomed(key.state) ? [] : [judgeKmsKey(key)];
    // Users that are not known yet may be these roles.
    const isOpen = unknown.some((place) => place.startsWith("userRoleArns"));
    const roles = policy === undefined || isOpen ? [] : await rolesJudged(key, databases, policy);
    return [...state, ...roles.flatMap(({ found, ruling }) => (ruling === "warn" ? found : []))];
}

/** The effects of a change on the databases of a key. */
async function dangers(subject: Subject, policy: PolicyChange | undefined, change: Change<WantedKey>) {
    const { key, name } = subject;
    const { after, unknown } = change;
    const now = judgeKmsKey(key);
    const refusals: Refusal[] = replacements(key, after, unknown).map((reason) => ({
        reason: `${reason} would create another key for ${name} and delete this one`,
        remedy: takeOff,
    }));
    if (disables(after, unknown) && now.state === "whole") {
        refusals.push({ reason: `disabling ${name} would close its databases`, remedy: takeOff });
    }
    if (isDoomed(key.state) && now.state !== "whole") {
        refusals.push({
            reason: `${name}: ${now.evidence}`,
            remedy: `run \`${now.remedy}\`, then \`pulumi up\` again`,
        });
    }
    return policy === undefined ? refusals : [...refusals, ...(await policyDangers(subject, policy, change))];
}

/** The judgement of the key that this run writes to. */
async function judgeWritten(key: KmsKey, change: Change<WantedKey>): Promise<Judgement<WantedKey>> {
    const { before, after, unknown } = change;
    const policy = await policyChange(key, change);
    const replacing = replacements(key, after, unknown);
    const name = before?.alias ?? after.alias ?? key.arn;
    const isQuiet =
        replacing.length === 0 &&
        !disables(after, unknown) &&
        !isDoomed(key.state) &&
        (policy === undefined || sameDocument(policy.wanted, policy.live));
    const databases = isQuiet ? [] : await usageOfKey(key.arn, change.home.region);
    const users = spoken(databases);
    const subject = { key, name, databases, users: users ?? "" };
    const refusals = users === undefined ? [] : await dangers(subject, policy, change);
    const broken = users === undefined ? [] : await stays(subject, policy, change);
    // A replacement that is not refused creates another key.
    const goes = refusals.length === 0 && (replacing.length > 0 || isDoomed(key.state));
    return {
        refusals: refusals.map(({ reason, remedy }) => ({
            reason: `${reason}, and it is in use by ${users}`,
            remedy,
        })),
        warnings: [
            ...foreign(`${name} (${key.arn})`, policy, change),
            ...broken.flatMap((found) => stillBroken(subject.users, found)),
        ],
        ...(goes ? {} : { found: key.arn }),
        ...(policy?.held === undefined ? {} : { added: { heldStatements: policy.held } }),
    };
}

/** The judgement of a key that the program exchanges for another one. It loses what was added to its policy. A key that the program made is deleted. */
async function judgeLeft(key: KmsKey, change: Change<WantedKey>): Promise<readonly Refusal[]> {
    const { before = {} } = change;
    if (before.keyArn !== undefined) {
        const after = { keyArn: before.keyArn, userRoleArns: [], retiredMasterKeyIds: [] };
        return (await judgeWritten(key, { ...change, after, unknown: [] })).refusals;
    }
    const users = spoken(await usageOfKey(key.arn, change.home.region));
    if (users === undefined) return [];
    const reason = `another key in place of ${before.alias ?? key.arn} would make the program delete this one, and it is in use by ${users}`;
    return [{ reason, remedy: takeOff }];
}

export const key: Kind<WantedKey> = {
    sets: ["userRoleArns", "administratorRoleArns", "retiredMasterKeyIds"],
    names: ["alias"],
    inOneForm(wanted) {
        const { policyStatements: given } = wanted;
        return Array.isArray(given) ? { ...wanted, policyStatements: inOneForm(given) } : wanted;
    },
    async judge(change): Promise<Judgement<WantedKey>> {
        const { key, isGuess, before, left, refusals } = await findKeys(change);
        if (refusals.length > 0) return { refusals, ...carried(change.found) };
        const lost = left === undefined ? [] : await judgeLeft(left, change);
        // If the last run named the key, nothing recorded identifies the key that the program makes now.
        if (key === undefined) return { refusals: lost, ...carried(change.before?.keyArn ? undefined : change.found) };
        const { before: _last, ...now } = change;
        const written = await judgeWritten(key, before === undefined ? now : { ...now, before });
        const { found, ...judged } = written;
        return { ...judged, refusals: [...lost, ...judged.refusals], ...carried(isGuess ? change.found : found) };
    },
};

function carried(found: string | undefined): { found?: string } {
    return found === undefined ? {} : { found };
}
