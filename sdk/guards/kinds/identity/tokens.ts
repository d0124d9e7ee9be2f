import { audienceOf } from "../../../chain/identity-connector";
import { providerArnOf } from "../../../chain/oidc-provider";
import { isTaken } from "../../../chain/role-association";
import { issuerOfProvider, judgeTrust, type Token, tokenOf } from "../../../chain/role-trust";
import type { LiveRole } from "../../../clouds/aws/iam-roles";
import type { Cluster } from "./cluster";
import { type Change, meansRole, type Wanted } from "./wanted";

/** What is known of the tokens that the nodes of the cluster present. */
export interface Sight {
    /** The token before the run. */
    readonly present: Token;
    /** The token after the run, which may change the connector. */
    readonly expected: Token;
    /** Whether AWS and OCI say that nodes assume the role. */
    readonly isConnected: boolean;
    /**
     * How the token is known. `read`: from the connector. `proved`: from the program's last run, because nodes are connected and
     * the trust policy accepts that token but not the one that was read. `unread`: not at all, although nodes are connected.
     */
    readonly by: "read" | "proved" | "unread";
    /** When nodes last tried to assume the role. */
    readonly checkedAt: string;
}

/**
 * Usually the token is what the connector says. Oracle does not publish how it fills tokens. If the trust policy does not accept
 * the token that was read, but nodes are connected, the values of the program's last run count. They do not count if that run
 * was warned that its trust policy lets nobody in, and no node has tried since.
 */
export async function sightOf(change: Change, cluster: Cluster, role: LiveRole, isKept: boolean): Promise<Sight> {
    const { before, after, found } = change;
    const { vmClusterOcid, associated } = cluster;
    const { document, roleArn } = role;
    const connector = await cluster.connector();
    const provider = (before ?? after).oidcProviderArn ?? "";
    const asked = connector ?? { issuerUrl: issuerOfProvider(provider), oidcScope: after.oidcScope ?? "DBMC/aws" };
    const read = tokenOf(asked, vmClusterOcid, roleArn);
    const checkedAt = connector?.checkedAt ?? "never";
    const isConnected = isTaken(roleArn, associated, connector);
    const past = before && meansRole(before, roleArn) ? tokenIn(before) : undefined;
    const takes = (token: Token) => judgeTrust(document, token, roleArn).state === "whole";
    const sight = { isConnected, checkedAt };
    if (isConnected && !takes(read)) {
        if (past !== undefined && found !== checkedAt && takes(past)) {
            return { ...sight, present: past, expected: past, by: "proved" };
        }
        if (past === undefined) return { ...sight, present: read, expected: read, by: "unread" };
    }
    const { oidcScope, issuerUrl = asked.issuerUrl } = after;
    if (isKept || oidcScope === undefined) return { ...sight, present: read, expected: read, by: "read" };
    const expected = {
        ...read,
        providerArn: providerArnOf(roleArn, issuerUrl),
        audience: audienceOf(oidcScope),
    };
    return { ...sight, present: read, expected, by: "read" };
}

function tokenIn({ oidcProviderArn, audience, subject }: Wanted): Token | undefined {
    if (oidcProviderArn === undefined || audience === undefined || subject === undefined) return undefined;
    return { providerArn: oidcProviderArn, audience, subject };
}
