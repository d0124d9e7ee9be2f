import { rule } from "../../../chain/finding";
import type { SharingCluster } from "../../../chain/role-clusters";
import { issuerOfProvider, judgeTrust } from "../../../chain/role-trust";
import type { LiveRole } from "../../../clouds/aws/iam-roles";
import { policyText, trustedSubjects, trustedTokens, trustPolicy } from "../../../policies";
import { takeOff } from "../../../usage/words";
import { sameDocument } from "../../../validation/equality";
import type { Refusal } from "../../words";
import { type Difference, type Effects, explained, giveWhatIsThere, none, told } from "./differences";
import type { Sight } from "./tokens";
import type { Change, Wanted } from "./wanted";

const trusted = ["oidcProviderArn", "audience", "subject"] as const;
type Trusted = Readonly<Record<(typeof trusted)[number], string>>;

/** The trust policy of a role now and after the run. */
interface TrustChange {
    readonly role: LiveRole;
    readonly expected: string;
    /** The values in it, if the program writes it. */
    readonly wanted?: Trusted;
}

/** @param isWritten Whether the program writes the trust policy of this role. */
export function trustChange({ after }: Change, role: LiveRole, isWritten: boolean): TrustChange {
    const wanted = isWritten ? trustedIn(after) : undefined;
    if (wanted === undefined) return { role, expected: role.document };
    const issuerUrl = issuerOfProvider(wanted.oidcProviderArn);
    return { role, wanted, expected: policyText(trustPolicy({ ...wanted, issuerUrl })) };
}

function trustedIn({ oidcProviderArn, audience, subject }: Wanted): Trusted | undefined {
    if (oidcProviderArn === undefined || audience === undefined || subject === undefined) return undefined;
    return { oidcProviderArn, audience, subject };
}

export function isSameTrust({ role, expected }: TrustChange): boolean {
    return sameDocument(expected, role.document);
}

/** Whether a trust policy may let in more than the one cluster. */
export function mayServeOthers({ role }: TrustChange, vmClusterOcid: string): boolean {
    return trustedSubjects(role.document)?.every((subject) => subject === vmClusterOcid) !== true;
}

interface OwnEffects extends Effects {
    /** Recorded for the next run if this run's trust policy lets nobody in: when nodes last tried to assume the role. */
    readonly found?: string;
}

/** The effects of a change of the trust on the program's own cluster. */
export function ownEffects(change: Change, trust: TrustChange, sight: Sight): OwnEffects {
    const { role, expected } = trust;
    const { before, after, found } = change;
    const was = judgeTrust(role.document, sight.present, role.roleArn);
    const will = judgeTrust(expected, sight.expected, role.roleArn);
    const ruling = rule(was, will);
    // Nodes assume the role with tokens that this package misreads. So the values that let them in must stay.
    const lost = ruling === "refuse" || sight.by === "unread" ? lostValues(trust) : [];
    if (ruling === "refuse") {
        const named = trusted.filter((name) => before?.[name] !== undefined && before[name] !== after[name]);
        const remedy = sight.by === "proved" ? giveWhatIsThere : takeOff;
        const changed = named.map((name) => explained(told(name, before?.[name], after[name]), remedy));
        const dangers = changed.length > 0 ? changed : lost.map((one) => explained(one));
        const { audience, subject } = sight.expected;
        const shutOut = {
            reason: `the run would leave a trust policy of ${role.roleArn} that does not accept tokens with audience ${audience} and subject ${subject}`,
            remedy: giveWhatIsThere,
        };
        return { stays: [], dangers: dangers.length > 0 ? dangers : [shutOut] };
    }
    if (lost.length > 0) return { stays: [], dangers: lost.map((one) => explained(one)) };
    if (will.state === "whole") return none;
    const isTold = ruling === "warn" && sight.isConnected;
    const mark = isTold ? sight.checkedAt : found;
    return { dangers: [], stays: ruling === "warn" ? [will] : [], ...(mark === undefined ? {} : { found: mark }) };
}

/** The effects on another cluster that uses the same role. */
export function effectsOnOther(trust: TrustChange, sight: Sight, cluster: SharingCluster): Effects {
    const { role, expected } = trust;
    const { vmClusterOcid, isConnected } = cluster;
    // OCI shows no connector, but it may still exist. Then it may ask for the same token as the connector of the program's cluster.
    const token = cluster.token ?? { ...sight.present, subject: vmClusterOcid };
    const was = judgeTrust(role.document, token, role.roleArn);
    const will = judgeTrust(expected, token, role.roleArn);
    const ruling = rule(was, will);
    // If this package misreads the tokens of one cluster, it may misread those of the others too.
    const isMisread = sight.by !== "read" && isConnected && was.state !== "whole" && lostValues(trust).length > 0;
    if (ruling !== "refuse" && !isMisread) return { dangers: [], stays: ruling === "warn" ? [will] : [] };
    const danger: Refusal = {
        reason: `the trust policy that the program writes for ${role.roleArn} might not accept the tokens of VM cluster ${vmClusterOcid}, which uses this role too`,
        remedy: "give each VM cluster its own role, or use this one as `existing: { roleArn }`, which leaves its trust policy as it is",
    };
    return { dangers: [danger], stays: [] };
}

/** The values that the live trust policy accepts and that the program's policy would no longer accept. */
function lostValues({ role: { document, roleArn }, wanted }: TrustChange): Difference[] {
    if (wanted === undefined) return [];
    const holder = `the trust policy of ${roleArn}`;
    const { providers, audiences, subjects } = trustedTokens(document);
    const live = { oidcProviderArn: providers, audience: audiences, subject: subjects };
    return trusted
        .filter((name) => live[name].some((value) => value !== wanted[name]))
        .map((name) => told(name, [...new Set(live[name])].join(", "), wanted[name], holder));
}
