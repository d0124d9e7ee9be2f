import { type Finding, type Ruling, rule } from "../../chain/finding";
import { audienceOf, connectorOfCluster, isConnected } from "../../chain/identity-connector";
import { type ClusterRole, roleOfCluster } from "../../chain/role-association";
import { type Boundary, judgeBoundary } from "../../chain/role-permissions";
import { issuerOfProvider, judgeTrust, type Token } from "../../chain/role-trust";
import { getPolicyDocument, roleNameOf } from "../../clouds/aws/iam-roles";
import { PlainError } from "../../clouds/core/errors";
import { releaseAssociation } from "../../functions/release-association";
import { issuerUrlOf, policyText, trustedTokens, trustPolicy } from "../../policies";
import { keysOf, type UsingDatabase, usageOfCluster } from "../../usage/usage-of";
import { offAwsKms, spoken, takeOff } from "../../usage/words";
import type { Home } from "../home";
import { type Refusal, stillBroken } from "../words";
import type { Change, Judgement, Kind } from "./kind";

/** How a VM cluster takes its role in AWS. */
interface WantedIdentity {
    readonly vmClusterOcid: string;
    readonly vmClusterArn: string;
    readonly oidcProviderArn: string;
    readonly audience?: string;
    readonly subject?: string;
    /** A role that was there before; absent when one is made. */
    readonly roleArn?: string;
    readonly roleName?: string;
    readonly path?: string;
    /** Of the role that is made. */
    readonly permissionsBoundary?: string;
    /** Of a connector that is made. */
    readonly oidcScope?: string;
    readonly issuerUrl?: string;
}

type Wanted = Partial<WantedIdentity>;

/** What each change would do to the databases of the cluster. */
const effects = {
    vmClusterOcid: "takes the role from the cluster",
    vmClusterArn: "takes the role from the cluster",
    oidcProviderArn: "makes the role trust another issuer",
    audience: "makes the role trust tokens of another audience",
    subject: "makes the role trust another subject",
    roleArn: "gives the cluster another role",
    roleName: "replaces the role",
    path: "replaces the role",
    oidcScope: "gives the nodes tokens of another scope",
    issuerUrl: "gives the nodes tokens of another issuer",
} as const;
type Watched = keyof typeof effects;

/** A difference between what is and what the program wants. */
interface Difference {
    readonly name: Watched;
    readonly from: string;
    readonly to: string;
    /** Whose value it is, when it is not that of the program's last run. */
    readonly holder?: string;
}

function told(name: Watched, from: string | undefined, to: string | undefined, holder?: string): Difference {
    const values = { name, from: from ?? "the default", to: to ?? "the default" };
    return holder === undefined ? values : { ...values, holder };
}

const giveWhatIsThere =
    "give the program what is there, or use the role as `existingRoleArn`, which leaves its trust as it is; if it does not work, " +
    `refresh the identity connector, which then says so, and run again; ${offAwsKms}`;

function explained({ name, from, to, holder }: Difference): Refusal {
    const where = holder === undefined ? "" : ` in ${holder}`;
    return {
        reason: `the change of ${name}${where} from ${from} to ${to} ${effects[name]}`,
        remedy: holder === undefined ? takeOff : giveWhatIsThere,
    };
}

/** Whether the role that the program means is the one that the cluster has, whichever way the program names it. */
function meansRole({ roleArn, roleName, path = "/" }: Wanted, live: string): boolean {
    if (roleArn !== undefined) return roleArn === live;
    return live.endsWith(`:role${path}${roleName ?? roleNameOf(live)}`);
}

/** What takes the role of the cluster away, or puts another in its place. */
function replacements({ before, after, unknown }: Change<WantedIdentity>, role: ClusterRole | undefined): Difference[] {
    if (before?.vmClusterOcid === undefined) return [];
    const place = (["vmClusterOcid", "vmClusterArn"] as const).filter(
        (name) => !unknown.includes(name) && before[name] !== after[name],
    );
    const naming = (["roleArn", "roleName", "path"] as const).filter((name) => before[name] !== after[name]);
    const isOpen = (["roleArn", "roleName", "path"] as const).some((name) => unknown.includes(name));
    const keepsRole = isOpen || role === undefined || meansRole(after, role.roleArn);
    return [...place, ...(keepsRole ? [] : naming)].map((name) => told(name, before[name], after[name]));
}

/**
 * What the nodes of the cluster present. A run that ended well has shown that the role takes it; without one, it is read from
 * the connector, and how Oracle fills tokens is not published.
 */
async function tokenOf({ before, after }: Change<WantedIdentity>): Promise<{ token: Token; isProved: boolean }> {
    const { vmClusterOcid = "", oidcProviderArn = "", audience, subject } = before ?? after;
    if (before !== undefined && audience !== undefined && subject !== undefined) {
        return { token: { providerArn: oidcProviderArn, audience, subject }, isProved: true };
    }
    const connector = await connectorOfCluster(vmClusterOcid);
    const read = { audience: audienceOf(connector?.oidcScope ?? "DBMC/aws"), subject: vmClusterOcid };
    return { token: { providerArn: oidcProviderArn, ...read }, isProved: false };
}

/** What a change of the role does: what it would break, and what is broken and stays so. */
interface Effects<T> {
    readonly dangers: readonly T[];
    readonly stays: readonly Finding[];
}

const none = { dangers: [], stays: [] } as const;

/** What the role trusts and would not trust any more, by the tokens of its cluster. */
async function trustEffects(change: Change<WantedIdentity>, role: ClusterRole): Promise<Effects<Difference>> {
    const { before, after } = change;
    const { oidcProviderArn, audience, subject } = after;
    if (oidcProviderArn === undefined || audience === undefined || subject === undefined) return none;
    const issuerUrl = issuerOfProvider(oidcProviderArn);
    const then = policyText(trustPolicy({ oidcProviderArn, issuerUrl, audience, subject }));
    const { token, isProved } = await tokenOf(change);
    const now = judgeTrust(role.document, token, role.roleArn);
    const expected = judgeTrust(then, token, role.roleArn);
    const ruling = rule(now, expected);
    const named = (["oidcProviderArn", "audience", "subject"] as const).filter(
        (name) => before?.[name] !== undefined && before[name] !== after[name],
    );
    if (ruling === "refuse" && named.length > 0) {
        return { ...none, dangers: named.map((name) => told(name, before?.[name], after[name])) };
    }
    // Nodes take the role by tokens that are not read rightly here: what they are let in by must stay.
    const isUnread = !isProved && role.isConnected && now.state !== "whole";
    if (ruling === "refuse" || isUnread) {
        return { ...none, dangers: overwritten(role, { oidcProviderArn, audience, subject }) };
    }
    return { ...none, stays: ruling === "warn" ? [expected] : [] };
}

/** The values by which a trust policy lets tokens in, where the wanted ones are not among them. */
function overwritten(
    { document, roleArn }: ClusterRole,
    wanted: Readonly<Record<"oidcProviderArn" | "audience" | "subject", string>>,
): Difference[] {
    const holder = `the trust policy of ${roleArn}`;
    const { providers, audiences, subjects } = trustedTokens(document);
    const live = { oidcProviderArn: providers, audience: audiences, subject: subjects };
    return (["oidcProviderArn", "audience", "subject"] as const)
        .filter((name) => live[name].length > 0 && !live[name].includes(wanted[name]))
        .map((name) => told(name, live[name].join(", "), wanted[name], holder));
}

/** What the connector in use says, where the program would write over it and the role would not take the new tokens. */
async function connectorDangers(change: Change<WantedIdentity>): Promise<Difference[]> {
    const { before, after } = change;
    const { vmClusterOcid, oidcScope, issuerUrl } = after;
    if (vmClusterOcid === undefined || oidcScope === undefined) return [];
    const connector = await connectorOfCluster(vmClusterOcid);
    if (connector === undefined || !isConnected(connector.assumeRoleStatus, false)) return [];
    const live = { oidcScope: connector.oidcScope, issuerUrl: issuerUrlOf(connector.issuerUrl) };
    const wanted = { oidcScope, issuerUrl: issuerUrl === undefined ? live.issuerUrl : issuerUrlOf(issuerUrl) };
    const proved = { oidcScope: before?.oidcScope, issuerUrl: before?.issuerUrl && issuerUrlOf(before.issuerUrl) };
    return (
        (["oidcScope", "issuerUrl"] as const)
            .filter((name) => live[name] !== wanted[name])
            // The program puts back what it had made, and what had worked.
            .filter((name) => proved[name] !== wanted[name])
            .map((name) =>
                proved[name] === live[name]
                    ? told(name, live[name], wanted[name])
                    : told(name, live[name], wanted[name], `identity connector ${connector.displayName}`),
            )
    );
}

async function boundaryOf(arn: string | undefined): Promise<Boundary | undefined> {
    return arn === undefined ? undefined : { arn, document: await getPolicyDocument(arn) };
}

/** What another boundary keeps the role from, anew or as the one before did. */
async function boundaryEffects(
    { after, unknown }: Change<WantedIdentity>,
    role: ClusterRole,
    databases: readonly UsingDatabase[],
): Promise<Effects<Refusal>> {
    const { permissionsBoundary } = after;
    if (unknown.includes("permissionsBoundary") || permissionsBoundary === undefined) return none;
    if (role.permissionsBoundary === permissionsBoundary) return none;
    const [now, then] = await Promise.all([boundaryOf(role.permissionsBoundary), boundaryOf(permissionsBoundary)]);
    const judged = (await keysOf(databases)).map((keyArn) => {
        const use = { keyArn, roleArn: role.roleArn };
        const found = judgeBoundary(then, use);
        return { found, ruling: rule(judgeBoundary(now, use), found) };
    });
    const ruled = (ruling: Ruling) => judged.flatMap((one) => (one.ruling === ruling ? one.found : [])).slice(0, 1);
    const dangers = ruled("refuse").flatMap((found) =>
        found.state === "whole"
            ? []
            : {
                  reason: `the permissions boundary ${permissionsBoundary} keeps the role from its keys (${found.evidence})`,
                  remedy: `let the boundary allow kms:DescribeKey, kms:Encrypt and kms:Decrypt without a condition, ${offAwsKms}`,
              },
    );
    return { dangers, stays: ruled("warn") };
}

/** Whom a warning is for. Where nothing is refused, a cloud that cannot be asked ends no run: it may be the repair. */
async function concerned(cluster: string, { region }: Home): Promise<string | undefined> {
    try {
        return spoken(await usageOfCluster(cluster, region));
    } catch (error) {
        if (!(error instanceof PlainError)) throw error;
        return `any database on AWS KMS of VM cluster ${cluster}`;
    }
}

export const identity: Kind<WantedIdentity> = {
    async judge(change): Promise<Judgement<WantedIdentity>> {
        const { before, after, unknown, home } = change;
        const cluster = before?.vmClusterOcid ?? after.vmClusterOcid;
        const vmClusterArn = before?.vmClusterArn ?? after.vmClusterArn;
        if (cluster === undefined || vmClusterArn === undefined) return { refusals: [] };
        const isMade = after.roleArn === undefined && !unknown.includes("roleArn") && !unknown.includes("roleName");
        const named = before === undefined && isMade ? after.roleName : undefined;
        const role = await roleOfCluster(vmClusterArn, named);
        const replacing = replacements(change, role);
        const writesTrust = isMade && role !== undefined && meansRole(after, role.roleArn);
        const trust = writesTrust ? await trustEffects(change, role) : none;
        const differences = [...replacing, ...trust.dangers, ...(await connectorDangers(change))];
        const bounds = writesTrust && after.permissionsBoundary !== undefined;
        if (differences.length === 0 && !bounds) {
            if (trust.stays.length === 0) return { refusals: [] };
            const users = await concerned(cluster, home);
            return { refusals: [], warnings: trust.stays.flatMap((found) => (users ? stillBroken(users, found) : [])) };
        }
        const databases = await usageOfCluster(cluster, home.region);
        const users = spoken(databases);
        if (users === undefined) return { refusals: [] };
        const boundary = bounds ? await boundaryEffects(change, role, databases) : none;
        const refusals = [...differences.map(explained), ...boundary.dangers];
        return {
            warnings: [...trust.stays, ...boundary.stays].flatMap((found) => stillBroken(users, found)),
            refusals: refusals.map(({ reason, remedy }) => ({
                reason: `${reason}, and ${users} needs it to open its key`,
                remedy,
            })),
        };
    },
    /** A cluster takes one role: the one that it has goes before another is associated. */
    async makeWay(before, after) {
        const role = await roleOfCluster(before.vmClusterArn);
        if (role === undefined) return;
        if (before.vmClusterArn === after.vmClusterArn && meansRole(after, role.roleArn)) return;
        if (meansRole(before, role.roleArn)) await releaseAssociation(before.vmClusterArn, role.roleArn);
    },
};
