import { DbmulticloudOracleDbAwsIdentityConnector } from "@pulumi/oci/oci";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterIdentityArgs, NewIdentityConnectorArgs } from "../args/cluster-identity";
import type { ClusterIds } from "./cluster-place";

/** Creates a connector for a cluster. Values that are not given are derived from the cluster and its OIDC provider. */
export function newIdentityConnector(
    name: string,
    cluster: ClusterIdentityArgs & ClusterIds,
    args: NewIdentityConnectorArgs,
    roleArn: pulumi.Output<string>,
    opts: pulumi.CustomResourceOptions,
): DbmulticloudOracleDbAwsIdentityConnector {
    const region = pulumi.output(cluster.vmClusterArn).apply((arn) => arn.split(":")[3] ?? "");
    return new DbmulticloudOracleDbAwsIdentityConnector(
        name,
        {
            displayName: args.displayName ?? name,
            compartmentId: args.compartmentId ?? cluster.compartmentId,
            resourceId: cluster.vmClusterOcid,
            ...tokensOf(cluster, args),
            awsLocation: args.awsLocation ?? region,
            awsStsPrivateEndpoint: args.stsEndpoint ?? pulumi.interpolate`https://sts.${region}.amazonaws.com`,
            serviceRoleDetails: [
                {
                    serviceType: "KMS",
                    roleArn,
                    servicePrivateEndpoint: args.kmsEndpoint ?? pulumi.interpolate`https://kms.${region}.amazonaws.com`,
                },
            ],
            freeformTags: args.freeformTags,
            definedTags: args.definedTags,
        },
        opts,
    );
}

/** What decides about the tokens that the nodes get. */
export function tokensOf(cluster: ClusterIdentityArgs, { oidcScope, issuerUrl }: NewIdentityConnectorArgs) {
    return {
        oidcScope: oidcScope ?? "DBMC/aws",
        issuerUrl: issuerUrl ?? pulumi.output(cluster.oidcProviderArn).apply(issuerOfProvider),
    };
}

/** The issuer of an OIDC provider, which is the last part of its ARN. */
export function issuerOfProvider(arn: string): string {
    return `https://${arn.replace(/^.*:oidc-provider\//, "")}`;
}
