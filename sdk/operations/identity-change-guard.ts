import { type Guard, guarding, spoken, takeOff } from "./guard";
import { usageOfCluster } from "./usage";

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
}

/** What each change would do to the databases of the cluster. */
const effects: Readonly<Record<keyof IdentityChangeInputs, string>> = {
    vmClusterOcid: "takes the role from the cluster",
    vmClusterArn: "takes the role from the cluster",
    oidcProviderArn: "makes the role trust another issuer",
    audience: "makes the role trust tokens of another audience",
    subject: "makes the role trust another subject",
    roleArn: "gives the cluster another role",
    roleName: "replaces the role",
    path: "replaces the role",
};
const names = Object.keys(effects) as (keyof IdentityChangeInputs)[];

const guard: Guard<IdentityChangeInputs> = {
    inputs: names,
    async refusals(before, after, unknown) {
        // At creation there is nothing that could be lost.
        if (before.vmClusterOcid === undefined) return [];
        const changed = names.filter((name) => !unknown.includes(name) && before[name] !== after[name]);
        if (changed.length === 0) return [];
        const users = spoken(await usageOfCluster(before.vmClusterOcid));
        if (users === undefined) return [];
        return changed.map((name) => ({
            reason: `the change of ${name} from ${before[name] ?? "the default"} to ${after[name] ?? "the default"} ${effects[name]}, and ${users} needs it to open its key`,
            remedy: takeOff,
        }));
    },
};

export const provider = guarding(guard);
