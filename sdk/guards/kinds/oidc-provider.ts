import { rule } from "../../chain/finding";
import { audienceOf, isConnected } from "../../chain/identity-connector";
import { judgeProvider } from "../../chain/oidc-provider";
import { judgeTrust } from "../../chain/role-trust";
import type { TrustedRole } from "../../clouds/aws/iam-roles";
import { findOidcAudiences } from "../../clouds/aws/oidc-providers";
import { shared } from "../../clouds/core/answer-cache";
import { findConnectorOfCluster } from "../../clouds/oci/connectors";
import { issuerName, trustedTokens } from "../../policies";
import type { UsingDatabase } from "../../usage/usage-of";
import { trustsInUse, usageOfOidcProvider } from "../../usage/usage-of-trust";
import { spoken, takeOff } from "../../usage/words";
import type { Home } from "../home";
import { type Refusal, stillBroken } from "../words";
import type { Change, Judgement, Kind } from "./kind";

/** An OIDC provider as the program wants it. */
interface WantedOidcProvider {
    readonly issuerUrl: string;
    readonly audiences: readonly string[];
}

/** The audiences that the provider accepts now and after the run. */
interface Audiences {
    readonly arn: string;
    readonly live: readonly string[];
    readonly wanted: readonly string[];
}

/** A database that a change of the audiences affects. */
interface Effect {
    readonly database: UsingDatabase;
    /** The audience that its nodes ask for, if known. */
    readonly audience?: string;
    readonly ruling: "refuse" | "warn";
}

function providerArn(issuerUrl: string, { region, accountId }: Home): string {
    const partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    return `arn:${partition}:iam::${accountId}:oidc-provider/${issuerName(issuerUrl)}`;
}

/**
 * The effects of a change of the audiences on a database. Its nodes ask for tokens with the scope of their connector. Oracle does
 * not publish what it puts into tokens. If nodes are connected although the role does not accept the audience read from the
 * connector, they present another audience. The same is possible if the role itself names an audience.
 */
async function effectOn(
    database: UsingDatabase,
    role: TrustedRole,
    { arn, live, wanted }: Audiences,
): Promise<Effect | undefined> {
    const { clusterOcid } = database;
    const connector = await shared(`connector of ${clusterOcid}`, () => findConnectorOfCluster(clusterOcid));
    if (connector === undefined || connector.oidcScope === "") return { database, ruling: "refuse" };
    const issuer = issuerName(connector.issuerUrl);
    if (issuer !== "" && !arn.endsWith(`:oidc-provider/${issuer}`)) return undefined;
    const audience = audienceOf(connector.oidcScope);
    const now = judgeProvider({ arn, audience, audiences: live });
    const ruling = rule(now, judgeProvider({ arn, audience, audiences: wanted }));
    if (ruling !== "pass") return { database, audience, ruling };
    const token = { providerArn: arn, audience, subject: clusterOcid };
    const isRead = judgeTrust(role.document, token, role.roleArn).state === "whole";
    const isNamed = trustedTokens(role.document).audiences.some((one) => live.includes(one) && !wanted.includes(one));
    const isDoubtful = isRead ? isNamed && now.state === "whole" : isConnected(connector.assumeRoleStatus, false);
    return isDoubtful ? { database, ruling: "refuse" } : undefined;
}

/** The audiences that the program removes from the live provider, no matter who added them. */
async function audienceEffects(issuerUrl: string, { after, unknown, home }: Change<WantedOidcProvider>) {
    const { audiences: wanted } = after;
    const arn = providerArn(issuerUrl, home);
    const live = wanted === undefined ? undefined : await findOidcAudiences(arn);
    const gone = (live ?? []).filter((one) => !wanted?.includes(one));
    // Each unknown audience may turn out to be one of these. The rest is judged when they are known.
    const open = unknown.filter((place) => place.startsWith("audiences[")).length;
    if (wanted === undefined || live === undefined || gone.length <= open) return { gone, effects: [] };
    const trusts = await trustsInUse(arn, home.region, { audiences: gone });
    const asked = trusts.flatMap(({ role, databases }) =>
        databases.map((database) => effectOn(database, role, { arn, live, wanted })),
    );
    return { gone, effects: (await Promise.all(asked)).flatMap((effect) => effect ?? []) };
}

async function judgeAudiences(
    issuerUrl: string,
    change: Change<WantedOidcProvider>,
): Promise<Judgement<WantedOidcProvider>> {
    const { gone, effects } = await audienceEffects(issuerUrl, change);
    const databases = (ruling: Effect["ruling"]) => effects.filter((effect) => effect.ruling === ruling);
    const users = usersOf(databases("refuse"));
    const reason = `AWS would no longer accept tokens of ${issuerUrl} for ${gone.join(", ")}, and ${users} needs that to open its key`;
    const remedy = `keep the provider's audiences in \`audiences\`, including those that somebody added by hand; ${takeOff}`;
    const shut = databases("warn");
    const warnings = [...new Set(shut.flatMap(({ audience }) => audience ?? []))].flatMap((audience) => {
        const concerned = usersOf(shut.filter((effect) => effect.audience === audience)) ?? "";
        const arn = providerArn(issuerUrl, change.home);
        return stillBroken(concerned, judgeProvider({ arn, audience, audiences: change.after.audiences ?? [] }));
    });
    return { refusals: users === undefined ? [] : [{ reason, remedy }], warnings };
}

function usersOf(effects: readonly Effect[]): string | undefined {
    const databases = effects.map(({ database }) => database);
    return spoken(databases.filter(({ id }, index) => databases.findIndex((other) => other.id === id) === index));
}

async function replaced(from: string, to: string, region: string): Promise<Refusal[]> {
    const users = spoken(await usageOfOidcProvider(from, region));
    if (users === undefined) return [];
    const reason = `the change of the issuer from ${from} to ${to} replaces the provider, and ${users} needs it to open its key`;
    return [{ reason, remedy: takeOff }];
}

export const oidcProvider: Kind<WantedOidcProvider> = {
    sets: ["audiences"],
    async judge(change): Promise<Judgement<WantedOidcProvider>> {
        const { before, after, home } = change;
        const issuerUrl = after.issuerUrl ?? before?.issuerUrl;
        if (issuerUrl === undefined) return { refusals: [] };
        const old = before?.issuerUrl;
        const refusals = old === undefined || old === issuerUrl ? [] : await replaced(old, issuerUrl, home.region);
        const judged = await judgeAudiences(issuerUrl, change);
        return { ...judged, refusals: [...refusals, ...judged.refusals] };
    },
};
