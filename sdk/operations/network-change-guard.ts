import { findOdbNetwork } from "../clouds/aws-networks";
import { type Guard, guarding, type Refusal, spoken, takeOff } from "./guard";
import { usageOfNetwork } from "./usage";

/** What is to become of an ODB network. */
export interface NetworkChangeInputs {
    /** Id of a network that exists; else it is found by its name, since its id is not known before it is made. */
    readonly networkId?: string;
    /** ENABLED or DISABLED. */
    readonly stsAccess?: string;
    readonly kmsAccess?: string;
    /** These make another network when they change. */
    readonly displayName?: string;
    readonly availabilityZoneId?: string;
    readonly clientSubnetCidr?: string;
    readonly backupSubnetCidr?: string;
    readonly defaultDnsPrefix?: string;
}

const identity = [
    "displayName",
    "availabilityZoneId",
    "clientSubnetCidr",
    "backupSubnetCidr",
    "defaultDnsPrefix",
] as const;

function dangers(
    before: Partial<NetworkChangeInputs>,
    after: Partial<NetworkChangeInputs>,
    unknown: readonly string[],
): string[] {
    // What was not watched before says nothing about the network of then.
    const watched = before.availabilityZoneId !== undefined;
    const replaced = watched ? identity.filter((name) => before[name] !== after[name] && !unknown.includes(name)) : [];
    const spokenOf = (value: string | undefined) => value ?? "the service's choice";
    return [
        ...(after.stsAccess === "DISABLED" ? ["without access to AWS STS no node can take its role"] : []),
        ...(after.kmsAccess === "DISABLED" ? ["without access to AWS KMS no node reaches its keys"] : []),
        ...replaced.map(
            (name) =>
                `the change of ${name} from ${spokenOf(before[name])} to ${spokenOf(after[name])} replaces the network`,
        ),
    ];
}

const guard: Guard<NetworkChangeInputs> = {
    inputs: ["networkId", "stsAccess", "kmsAccess", ...identity],
    async refusals(before, after, unknown): Promise<Refusal[]> {
        const reasons = dangers(before, after, unknown);
        if (reasons.length === 0) return [];
        const name = before.displayName ?? after.displayName;
        const id = before.networkId ?? after.networkId ?? (name === undefined ? undefined : await findOdbNetwork(name));
        const users = id === undefined ? undefined : spoken(await usageOfNetwork(id));
        if (users === undefined) return [];
        return reasons.map((reason) => ({
            reason: `ODB network ${id}: ${reason}, and it is in use by ${users}`,
            remedy: takeOff,
        }));
    },
};

export const provider = guarding(guard);
