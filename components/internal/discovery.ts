interface DiscoveredResource {
    readonly id: string;
    readonly name: string;
    readonly properties?: Readonly<Record<string, string>>;
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
    const seen = resources.some(({ id, name, properties }) =>
        [id, name, ...Object.values(properties ?? {})].includes(keyArn),
    );
    if (seen) return undefined;
    return `${keyArn} was not discovered${said}: the role of the connector may not describe it, or it is not there. Remedy: give the role kms:DescribeKey in the key's policy, and check Region and account of the ARN.`;
}
