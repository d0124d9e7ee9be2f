import { type Fault, suggest } from "../../sdk/validation";

/** Which keys are discovered through a connector before one is registered. */
export const KeyDiscovery = {
    /** The key that is to be registered. */
    Key: "key",
    /** Every key that the role may describe. */
    All: "all",
    /** None: a key that the role may not describe is told by the registration. */
    None: "none",
} as const;

/** One of the values of `KeyDiscovery`. */
export type KeyDiscovery = (typeof KeyDiscovery)[keyof typeof KeyDiscovery];

/** A KMS key that a discovery found. */
export interface DiscoveredKey {
    /** ARN of the key. */
    arn: string;
    /** Its alias, or its id where it has none. */
    name: string;
    /** Region of the key. */
    region: string;
    /** What else the service tells about it; the names are not published. */
    properties: { [name: string]: string };
}

interface DiscoveredResource {
    readonly id: string;
    readonly name: string;
    readonly location?: string;
    readonly properties?: Readonly<Record<string, string>>;
}

/** Stack config is not typed: what stands there may be any text. */
export function checkDiscovery(path: string, value: string | undefined): Fault[] {
    const known: string[] = Object.values(KeyDiscovery);
    if (value === undefined || known.includes(value)) return [];
    return [{ path, reason: `"${value}" is no kind of discovery`, remedy: suggest(value, known) }];
}

/**
 * Why a key cannot be registered after a discovery, or nothing. Where the ARN stands in a discovered resource is not
 * published, so it is looked for in each place; the native resource takes NEEDS_ATTENTION and CANCELED for success.
 */
export function discoveryProblem(
    keyArn: string,
    state: string,
    details: string | undefined,
    resources: readonly DiscoveredResource[],
): string | undefined {
    const said = details === undefined || details === "" ? "" : ` (${details})`;
    if (state !== "SUCCEEDED") {
        return `The discovery of ${keyArn} ended as ${state}${said}. Remedy: look at the identity connector of the cluster, then run again.`;
    }
    const seen = resources.some((resource) => textsOf(resource).includes(keyArn));
    if (seen) return undefined;
    return `${keyArn} was not discovered${said}: the role of the connector may not describe it, or it is not there. Remedy: give the role kms:DescribeKey in the key's policy, and check Region and account of the ARN.`;
}

/** The keys of a discovery, by ARN wherever that stands. */
export function discoveredKeys(resources: readonly DiscoveredResource[]): DiscoveredKey[] {
    return resources
        .map((resource) => {
            const arn = textsOf(resource).find((text) => /^arn:[^:]+:kms:/.test(text)) ?? resource.id;
            const region = resource.location || (arn.split(":")[3] ?? "");
            return { arn, name: resource.name, region, properties: { ...resource.properties } };
        })
        .sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

function textsOf({ id, name, properties }: DiscoveredResource): string[] {
    return [id, name, ...Object.values(properties ?? {})];
}
