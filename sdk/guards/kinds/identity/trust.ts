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

/** The trust policy of a role now, and as a run would leave it. */
interface TrustChange {
    readonly role: LiveRole;
    readonly expected: string;
    /** What it names, where the program writes it. */
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

/** Whether a trust policy may let in other clusters than one. */
export function mayServeOthers({ role }: TrustChange, vmClusterOcid: string): boolean {
    return trustedSubjects(role.document)?.every((subject) => subject === vmClusterOcid) !== true;
}

interface OwnEffects extends Effects {
    /** What is kept for the next run: when nodes had tried the role last, where nobody gets in by what this run writes. */
    readonly found?: string;
}

/** What a change of the trust does to the cluster of the program. */
export function ownEffects(change: Change, trust: TrustChange, sight: Sight): OwnEffects {
    const { role, expected } = trust;
    const { before, after, found } = change;
    const was = judgeTrust(role.document, sight.present, role.roleArn);
    const will = judgeTrust(expected, sight.expected, role.roleArn);
    const ruling = rule(was, will);
    // Nodes take the role by tokens that are not read rightly here: what they are let in by must stay.
    const lost = ruling === "refuse" || sight.by === "unread" ? lostValues(trust) : [];
    if (ruling === "refuse") {
        const named = trusted.filter((name) => before?.[name] !== undefined && before[name] !== after[name]);
        const remedy = sight.by === "proved" ? giveWhatIsThere : takeOff;
        const changed = named.map((name) => explained(told(name, before?.[name], after[name]), remedy));
        const dangers = changed.length > 0 ? changed : lost.map((one) => explained(one));
        const { audience, subject } = sight.expected;
        const shutOut = {
            reason: `the run would leave a trust policy of ${role.roleArn} that does not take tokens with audience ${audience} and subject ${subject}`,
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

/** What it does to another cluster that takes the same role. */
export function effectsOnOther(trust: TrustChange, sight: Sight, cluster: SharingCluster): Effects {
    const { role, expected } = trust;
    const { vmClusterOcid, isConnected } = cluster;
    // Whether a connector that does not show is gone, OCI does not say: it may ask for what that of the program's cluster asks for.
    const token = cluster.token ?? { ...sight.present, subject: vmClusterOcid };
    const was = judgeTrust(role.document, token, role.roleArn);
    const will = judgeTrust(expected, token, role.roleArn);
    const ruling = rule(was, will);
    // Where the tokens of one cluster are not read rightly, those of the others may not be either.
    const isMisread = sight.by !== "read" && isConnected && was.state !== "whole" && lostValues(trust).length > 0;
    if (ruling !== "refuse" && !isMisread) return { dangers: [], stays: ruling === "warn" ? [will] : [] };
    const danger: Refusal = {
        reason: `the trust policy that the program writes for ${role.roleArn} does not surely take the tokens of VM cluster ${vmClusterOcid}, which has this role too`,
        remedy: "give each VM cluster a role of its own, or use this one as `existing: { roleArn }`, which leaves its trust as it is",
    };
    return { dangers: [danger], stays: [] };
}

/** The values by which the live trust policy lets tokens in, where the program writes others or fewer. */
function lostValues({ role: { document, roleArn }, wanted }: TrustChange): Difference[] {
    if (wanted === undefined) return [];
    const holder = `the trust policy of ${roleArn}`;
    const { providers, audiences, subjects } = trustedTokens(document);
    const live = { oidcProviderArn: providers, audience: audiences, subject: subjects };
    return trusted
        .filter((name) => live[name].some((value) => value !== wanted[name]))
        .map((name) => told(name, [...new Set(live[name])].join(", "), wanted[name], holder));
}
