import { rolesAssociated, rolesTaken } from "../../chain/role-association";
import { clustersSharing } from "../../chain/role-clusters";
import type { LiveRole } from "../../clouds/aws/iam-roles";
import { PlainError } from "../../clouds/core/errors";
import { releaseAssociation } from "../../functions/release-association";
import { usageOfCluster } from "../../usage/usage-of";
import { spoken } from "../../usage/words";
import { same } from "../../validation/equality";
import type { Home } from "../home";
import { stillBroken } from "../words";
import { awaitAssociable } from "./await-place";
import { boundaryEffects, changesBoundary } from "./identity/boundary";
import { type Cluster, clusterOf, rolesOf } from "./identity/cluster";
import { connectorDangers } from "./identity/connector";
import { type Difference, type Effects, explained, none, told } from "./identity/differences";
import { sightOf } from "./identity/tokens";
import { effectsOnOther, isSameTrust, mayServeOthers, ownEffects, trustChange } from "./identity/trust";
import { type Change, meansRole, type WantedIdentity } from "./identity/wanted";
import type { Judgement, Kind } from "./kind";

/** Changes that take the role away from the cluster, or give it another role. */
function replacements({ before, after, unknown }: Change, role: LiveRole | undefined): Difference[] {
    if (before?.vmClusterOcid === undefined) return [];
    const place = (["vmClusterOcid", "vmClusterArn"] as const).filter(
        (name) => !unknown.includes(name) && before[name] !== after[name],
    );
    const naming = (["roleArn", "roleName", "path"] as const).filter((name) => before[name] !== after[name]);
    const isOpen = (["roleArn", "roleName", "path"] as const).some((name) => unknown.includes(name));
    const keepsRole = isOpen || role === undefined || meansRole(after, role.roleArn);
    return [...place, ...(keepsRole ? [] : naming)].map((name) => told(name, before[name], after[name]));
}

/** What a change does to one of the clusters that take the role. */
interface OnCluster extends Effects {
    readonly vmClusterOcid: string;
}

interface TrustEffects {
    readonly own: Effects;
    readonly others: readonly OnCluster[];
    /** What the guard records for the next run. */
    readonly found?: string;
}

/** The effects of a change of trust or connector on the clusters that use a role. */
async function trustEffects(
    change: Change,
    { cluster, role, isWritten, isKept }: { cluster: Cluster; role: LiveRole; isWritten: boolean; isKept: boolean },
): Promise<TrustEffects> {
    const trust = trustChange(change, role, isWritten);
    const isSame = isSameTrust(trust);
    const unchanged = { own: none, others: [], ...kept(change.found) };
    if (isSame && change.after.oidcScope === undefined) return unchanged;
    const sight = await sightOf(change, cluster, role, isKept);
    if (isSame && same(sight.present, sight.expected)) return unchanged;
    const { found, ...own } = ownEffects(change, trust, sight);
    const { vmClusterOcid } = cluster;
    const mayConcern = !isSame && mayServeOthers(trust, vmClusterOcid);
    const sharing = mayConcern ? await clustersSharing(role, change.home.region, vmClusterOcid) : [];
    const others = sharing.map((other) => ({
        ...effectsOnOther(trust, sight, other),
        vmClusterOcid: other.vmClusterOcid,
    }));
    return { own, others, ...kept(found) };
}

/** The effects of another boundary on the databases of all clusters that use the role. */
async function boundaryJudged(change: Change, role: LiveRole, own: string): Promise<Judgement<WantedIdentity>> {
    const { region } = change.home;
    const { permissionsBoundary } = change.after;
    if (permissionsBoundary === undefined || !changesBoundary(change, role)) return { refusals: [] };
    const sharing = await clustersSharing(role, region, own);
    const clusters = [own, ...sharing.map(({ vmClusterOcid }) => vmClusterOcid)];
    const databases = (await Promise.all(clusters.map((cluster) => usageOfCluster(cluster, region)))).flat();
    const users = spoken(databases);
    if (users === undefined) return { refusals: [] };
    return judgementOf(users, await boundaryEffects(permissionsBoundary, role, databases));
}

function judgementOf(users: string, { dangers, stays }: Effects): Judgement<WantedIdentity> {
    return {
        refusals: dangers.map(({ reason, remedy }) => ({
            reason: `${reason}, and ${users} needs it to open its key`,
            remedy,
        })),
        warnings: stays.flatMap((found) => stillBroken(users, found)),
    };
}

/** Asks for databases only if the change may affect one of them. */
async function judged({ vmClusterOcid, dangers, stays }: OnCluster, home: Home): Promise<Judgement<WantedIdentity>> {
    if (dangers.length === 0 && stays.length === 0) return { refusals: [] };
    const users =
        dangers.length === 0
            ? await concerned(vmClusterOcid, home)
            : spoken(await usageOfCluster(vmClusterOcid, home.region));
    return users === undefined ? { refusals: [] } : judgementOf(users, { dangers, stays });
}

/** The databases that a warning names. A warning must not end a run when a cloud cannot be asked: the run may be the repair. */
async function concerned(cluster: string, { region }: Home): Promise<string | undefined> {
    try {
        return spoken(await usageOfCluster(cluster, region));
    } catch (error) {
        if (!(error instanceof PlainError)) throw error;
        return `any database on AWS KMS of VM cluster ${cluster}`;
    }
}

function joined(all: readonly Judgement<WantedIdentity>[], found: string | undefined): Judgement<WantedIdentity> {
    return {
        refusals: all.flatMap(({ refusals }) => refusals),
        warnings: all.flatMap(({ warnings = [] }) => warnings),
        ...kept(found),
    };
}

function kept(found: string | undefined): { readonly found?: string } {
    return found === undefined ? {} : { found };
}

/** The effects of a change on the cluster of the last run. On the first run: on the cluster that the program names. */
async function judgeCluster(change: Change): Promise<Judgement<WantedIdentity>> {
    const { before, after, found, home } = change;
    const cluster = await clusterOf({
        vmClusterOcid: before?.vmClusterOcid ?? after.vmClusterOcid,
        vmClusterArn: before?.vmClusterArn ?? after.vmClusterArn,
    });
    if (cluster === undefined) return { refusals: [], ...kept(found) };
    const { vmClusterOcid } = cluster;
    const { taken, made } = await rolesOf(change, cluster);
    const moved = await connectorDangers(change, cluster);
    const role = made ?? taken;
    const isWritten = made !== undefined;
    const trust = role && (await trustEffects(change, { cluster, role, isWritten, isKept: moved.length > 0 }));
    const differences = [...replacements(change, taken), ...moved].map((one) => explained(one));
    const { dangers, stays } = trust?.own ?? none;
    const concerning = [{ vmClusterOcid, stays, dangers: [...differences, ...dangers] }, ...(trust?.others ?? [])];
    const all = await Promise.all([
        ...concerning.map((one) => judged(one, home)),
        ...(made === undefined ? [] : [boundaryJudged(change, made, vmClusterOcid)]),
    ]);
    return joined(all, trust === undefined ? found : trust.found);
}

export const identity: Kind<WantedIdentity> = {
    async judge(change) {
        const { before, after } = change;
        const leaving = await judgeCluster(change);
        const moves =
            before?.vmClusterOcid !== undefined &&
            after.vmClusterOcid !== undefined &&
            before.vmClusterOcid !== after.vmClusterOcid;
        if (!moves) return leaving;
        // The cluster that the program names now may be in use too.
        const { before: _, found: __, ...first } = change;
        const arriving = await judgeCluster(first);
        return joined([leaving, arriving], arriving.found);
    },
    async awaitPlace({ vmClusterArn }, { region }) {
        if (vmClusterArn !== undefined) await awaitAssociable(vmClusterArn, region);
    },
    /** A cluster can have only one role. So the old association is removed before another one is created. */
    async makeWay(before, after) {
        const roles = rolesTaken(await rolesAssociated(before.vmClusterArn), undefined);
        const role = roles.find((roleArn) => meansRole(before, roleArn));
        if (role === undefined) return;
        if (before.vmClusterArn === after.vmClusterArn && meansRole(after, role)) return;
        await releaseAssociation(before.vmClusterArn, role);
    },
};
