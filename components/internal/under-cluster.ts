import { getCloudExadataInfrastructureOutput, getNetworkOutput } from "@pulumi/aws/odb";
import * as pulumi from "@pulumi/pulumi";

/** What a new VM cluster stands in, as the native resource takes it: two ids, or two ARNs. */
interface UnderCluster {
    readonly odbNetworkId: pulumi.Output<string | undefined>;
    readonly cloudExadataInfrastructureId: pulumi.Output<string | undefined>;
    readonly odbNetworkArn: pulumi.Output<string | undefined>;
    readonly cloudExadataInfrastructureArn: pulumi.Output<string | undefined>;
}

interface Given {
    readonly networkId: string;
    readonly infrastructureId: string;
}

const isArn = (id: string) => id.startsWith("arn:");

/**
 * Network and infrastructure of another account, shared by AWS RAM, are given by ARN. AWS lists a cluster with both ids and both
 * ARNs, and the native resource compares each with what it was given. It takes no mixture, so the ARN of the other one is looked up.
 */
export function underCluster(component: pulumi.Resource, wanted: pulumi.Output<Given>): UnderCluster {
    const opts = { parent: component };
    const byArn = ({ networkId, infrastructureId }: Given) => isArn(networkId) || isArn(infrastructureId);
    const id = (of: (given: Given) => string) => wanted.apply((given) => (byArn(given) ? undefined : of(given)));
    const arn = (of: (given: Given) => string, lookUp: (id: string) => pulumi.Output<string>) =>
        ifKnown(wanted.apply((given) => pulumi.output(byArn(given) ? arnOf(of(given), lookUp) : undefined)));
    return {
        odbNetworkId: id(({ networkId }) => networkId),
        cloudExadataInfrastructureId: id(({ infrastructureId }) => infrastructureId),
        odbNetworkArn: arn(
            ({ networkId }) => networkId,
            (given) => getNetworkOutput({ id: given }, opts).arn,
        ),
        cloudExadataInfrastructureArn: arn(
            ({ infrastructureId }) => infrastructureId,
            (given) => getCloudExadataInfrastructureOutput({ id: given }, opts).arn,
        ),
    };
}

function arnOf(id: string, lookUp: (id: string) => pulumi.Output<string>): pulumi.Output<string> {
    return isArn(id) ? pulumi.output(id) : lookUp(id);
}

/** Undefined at a preview that does not know the value yet: what is made in the same run is given by id. */
function ifKnown<T>(value: pulumi.Output<T>): pulumi.Output<T | undefined> {
    const { isKnown } = value as unknown as { readonly isKnown: Promise<boolean> };
    return pulumi.output(isKnown).apply((known) => (known ? value : undefined)) as pulumi.Output<T | undefined>;
}
