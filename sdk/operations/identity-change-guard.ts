import type { LiveRole } from "../clouds/aws-roles";
import { issuerUrlOf, trustLosses } from "../policies";
import { type Guard, guarding, offAwsKms, type Refusal, spoken, takeOff } from "./guard";
import { connectorInUse, keptBack, roleOfCluster } from "./identity-live";
import { keysOf, type UsingDatabase, usageOfCluster } from "./usage";

/** How a VM cluster takes its role in AWS. */
export interface IdentityChangeInputs {
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
const names = Object.keys(effects) as Watched[];

/** A connector that comes into the program, or leaves it, is asked for as it is. */
const ofConnector: readonly Watched[] = ["oidcScope", "issuerUrl"];

/** A difference between what is and what the program wants. */
interface Difference {
    readonly name: Watched;
    readonly from: string;
    readonly to: string;
    /** Whose value it is, when it is not that of the program's last run. */
    readonly holder?: string;
}

function sinceLastRun(
    before: Partial<IdentityChangeInputs>,
    after: Partial<IdentityChangeInputs>,
    unknown: readonly string[],
): Difference[] {
    // At creation there is nothing that could be lost but what is there already.
    if (before.vmClusterOcid === undefined) return [];
    return names
        .filter((name) => !unknown.includes(name) && before[name] !== after[name])
        .filter((name) => !ofConnector.includes(name) || (before[name] !== undefined && after[name] !== undefined))
        .map((name) => ({ name, from: before[name] ?? "the default", to: after[name] ?? "the default" }));
}

/** What the role in use trusts, and the program would write over, whether or not the program ever did. */
function overwrittenTrust(
    role: LiveRole,
    { oidcProviderArn, audience, subject }: Partial<IdentityChangeInputs>,
): Difference[] {
    const wanted = {
        ...(oidcProviderArn === undefined ? {} : { oidcProviderArn }),
        ...(audience === undefined ? {} : { audience }),
        ...(subject === undefined ? {} : { subject }),
    };
    const holder = `the trust policy of ${role.roleArn}`;
    return trustLosses(role.document, wanted).map(({ name, live, wanted: to }) => ({ name, from: live, to, holder }));
}

/** What the connector in use says, likewise. */
async function overwrittenConnector({
    vmClusterOcid,
    oidcScope,
    issuerUrl,
}: Partial<IdentityChangeInputs>): Promise<Difference[]> {
    if (vmClusterOcid === undefined || oidcScope === undefined) return [];
    const connector = await connectorInUse(vmClusterOcid);
    if (connector === undefined) return [];
    const holder = `identity connector ${connector.displayName}`;
    const live = { oidcScope: connector.oidcScope, issuerUrl: issuerUrlOf(connector.issuerUrl) };
    return [
        ...(live.oidcScope === oidcScope
            ? []
            : [{ name: "oidcScope" as const, from: live.oidcScope, to: oidcScope, holder }]),
        ...(issuerUrl === undefined || live.issuerUrl === issuerUrlOf(issuerUrl)
            ? []
            : [{ name: "issuerUrl" as const, from: live.issuerUrl, to: issuerUrl, holder }]),
    ];
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

async function bounded(boundary: string, databases: readonly UsingDatabase[]): Promise<Refusal[]> {
    const actions = await keptBack(boundary, await keysOf(databases));
    if (actions.length === 0) return [];
    return [
        {
            reason: `the permissions boundary ${boundary} keeps the role from ${actions.join(", ")}`,
            remedy: `let the boundary allow them without a condition, ${offAwsKms}`,
        },
    ];
}

const guard: Guard<IdentityChangeInputs> = {
    inputs: [...names, "permissionsBoundary"],
    async refusals(before, after, unknown): Promise<Refusal[]> {
        const cluster = before.vmClusterOcid ?? after.vmClusterOcid;
        if (cluster === undefined) return [];
        const { vmClusterArn, roleArn, roleName, permissionsBoundary } = after;
        const isMade = roleArn === undefined && !unknown.includes("roleArn") && !unknown.includes("roleName");
        const role = isMade && vmClusterArn !== undefined ? await roleOfCluster(vmClusterArn, roleName) : undefined;
        const changed = sinceLastRun(before, after, unknown);
        const overwritten = [
            ...(role?.letsIn ? overwrittenTrust(role, after) : []),
            ...(await overwrittenConnector(after)),
        ].filter(({ name }) => !changed.some((change) => change.name === name));
        const isBoundAnew = role !== undefined && role.permissionsBoundary !== permissionsBoundary;
        const boundary = isBoundAnew ? permissionsBoundary : undefined;
        const refusals = [...changed, ...overwritten].map(explained);
        if (refusals.length === 0 && boundary === undefined) return [];
        const databases = await usageOfCluster(cluster);
        const users = spoken(databases);
        if (users === undefined) return [];
        if (boundary !== undefined) refusals.push(...(await bounded(boundary, databases)));
        return refusals.map(({ reason, remedy }) => ({
            reason: `${reason}, and ${users} needs it to open its key`,
            remedy,
        }));
    },
};

export const provider = guarding(guard);
