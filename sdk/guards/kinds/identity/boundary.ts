import { type Finding, rule } from "../../../chain/finding";
import type { KeyUse } from "../../../chain/key-policy";
import { type Boundary, judgeBoundary } from "../../../chain/role-permissions";
import { getPolicyDocument, type LiveRole } from "../../../clouds/aws/iam-roles";
import { readPolicy, versionsMeant } from "../../../policies";
import { currentAmong, masterKeyUsage } from "../../../usage/master-key-versions";
import { keysOf, type UsingDatabase } from "../../../usage/usage-of";
import { offAwsKms } from "../../../usage/words";
import type { Refusal } from "../../words";
import type { Effects } from "./differences";
import type { Change } from "./wanted";

/** Whether a run puts another boundary on a role. */
export function changesBoundary({ after, unknown }: Change, role: LiveRole): boolean {
    const { permissionsBoundary } = after;
    if (unknown.includes("permissionsBoundary") || permissionsBoundary === undefined) return false;
    return role.permissionsBoundary !== permissionsBoundary;
}

interface BoundaryChange {
    readonly live?: Boundary;
    readonly wanted: Boundary;
}

/** What another boundary denies the role: newly, or as the boundary before did. */
export async function boundaryEffects(
    arn: string,
    role: LiveRole,
    databases: readonly UsingDatabase[],
): Promise<Effects> {
    const { permissionsBoundary: before } = role;
    const change = {
        wanted: await boundaryOf(arn),
        ...(before === undefined ? {} : { live: await boundaryOf(before) }),
    };
    const keys = await keysOf(databases);
    const judged = await Promise.all(keys.map((keyArn) => keyEffects(change, { keyArn, roleArn: role.roleArn })));
    return {
        dangers: judged.flatMap(({ dangers }) => dangers).slice(0, 1),
        stays: judged.flatMap(({ stays }) => stays).slice(0, 1),
    };
}

async function boundaryOf(arn: string): Promise<Boundary> {
    return { arn, document: await getPolicyDocument(arn) };
}

/** The effects on one key: for every version of the master key, and for the versions that may be in use now. */
async function keyEffects({ live, wanted }: BoundaryChange, use: KeyUse): Promise<Effects> {
    const judged = (masterKeyIds: readonly string[]) => {
        const found = judgeBoundary(wanted, use, masterKeyIds);
        return { found, ruling: rule(judgeBoundary(live, use, masterKeyIds), found) };
    };
    const { found, ruling } = judged([]);
    if (ruling === "refuse") return { dangers: [refusalOf(wanted, found)], stays: [] };
    if (ruling === "warn") return { dangers: [], stays: [found] };
    const versions = await versionsIn(wanted.document, use.keyArn);
    const denied = versions.map((id) => ({ id, ...judged([id]) })).filter((one) => one.found.state !== "whole");
    const inUse = await mayBeInUse(
        use.keyArn,
        denied.map(({ id }) => id),
    );
    const met = denied.filter(({ id }) => inUse.has(id));
    return {
        dangers: met
            .filter((one) => one.ruling === "refuse")
            .map((one) => refusalOf(wanted, one.found, inUse.get(one.id))),
        stays: met.flatMap((one) => (one.ruling === "warn" ? one.found : [])),
    };
}

function refusalOf({ arn }: Boundary, found: Finding, inUse?: string): Refusal {
    const evidence = found.state === "whole" ? "" : found.evidence;
    const reason = `the permissions boundary ${arn} keeps the role from its keys (${evidence})`;
    if (inUse === undefined) {
        const remedy = `allow kms:DescribeKey, kms:Encrypt and kms:Decrypt in the boundary without a condition, ${offAwsKms}`;
        return { reason, remedy };
    }
    return {
        reason: `${reason}, in a version that a database may be using now (${inUse})`,
        remedy: "rotate that database first, or allow every version in the boundary",
    };
}

/** An imaginary version that no document names. If a document denies all versions except some, it denies this one. */
const unnamed = "ORACLE.TDE.HSM.MK.0600000000000000000000000000000000";

/**
 * The versions of the master key that a document may treat differently: versions that it names, one example for each pattern,
 * versions that CloudTrail shows, and one that no document names. Empty if the document does not look at versions.
 */
async function versionsIn(document: string, keyArn: string): Promise<string[]> {
    if (!/kms:EncryptionContext:/i.test(document)) return [];
    const named = versionsMeant(readPolicy(document).Statement).keys();
    const used = keyArn === "" ? [] : (await masterKeyUsage(keyArn)).map(({ masterKeyId }) => masterKeyId);
    return [...new Set([...named, ...used, unnamed])];
}

/** The versions that a database may be using now, each with the reason. */
async function mayBeInUse(keyArn: string, versions: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (keyArn === "") return new Map(versions.map((id) => [id, "OCI does not say which key the database uses"]));
    const current = await currentAmong(keyArn, versions);
    return new Map(current.map(({ masterKeyId, reason }) => [masterKeyId, reason]));
}
