import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const databaseName = config.require("databaseName");

const network = new exa.OdbNetwork("network", { existing: { id: config.require("networkId"), enableAccess: true } });
const infrastructure = new exa.ExadataInfrastructure("infrastructure", {
    existing: { id: config.require("infrastructureId") },
});
const cluster = new exa.VmCluster("cluster", { existing: { id: config.require("vmClusterId") } });
const trust = new exa.OidcProvider("oci", { existing: { arn: config.require("oidcProviderArn") } });

const identity = new exa.ClusterIdentity(
    "cluster",
    {
        cluster: cluster.ref,
        oidcProviderArn: trust.arn,
    },
    { dependsOn: network },
);
const key = new exa.CustomerManagedKey("tde", {
    // The key and its policy belong to another team: the cluster's role is added to the statements, all else stays.
    existing: { alias: config.require("keyAlias"), extendPolicy: true },
    userRoleArns: [identity.roleArn],
});
const policy = new exa.AwsKeyReadPolicy("exadata-aws-keys", { compartmentIds: [cluster.compartmentId], adopt: true });
const registration = new exa.KeyRegistration("tde", {
    keyArn: key.arn,
    connectorId: identity.connectorId,
    cluster: cluster.ref,
});
const store = new exa.ClusterKeyStore("cluster", {
    cluster: cluster.ref,
    connectorId: identity.connectorId,
});
const database = new exa.EncryptedDatabase(
    databaseName,
    {
        vmClusterOcid: store.vmClusterOcid,
        existing: { name: databaseName },
        registeredKeyId: registration.registeredKeyId,
        keyLabel: key.label,
    },
    { dependsOn: policy },
);

export const infrastructureOcid = infrastructure.ocid;
export const keyArn = key.arn;
export const databaseId = database.databaseId;
