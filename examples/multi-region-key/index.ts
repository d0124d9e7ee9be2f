import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const databaseName = config.require("databaseName");
const replicaRegion = config.require("replicaRegion");

const domain = new exa.IdentityDomain("oci");
const trust = new exa.OidcProvider("oci", { issuerUrl: domain.issuerUrl });
const cluster = new exa.VmCluster("cluster", { existing: { id: config.require("vmClusterId") } });
const identity = new exa.ClusterIdentity("cluster", {
    cluster: cluster.ref,
    oidcProviderArn: trust.arn,
});
const key = new exa.CustomerManagedKey("tde", {
    alias: "exadata/tde",
    userRoleArns: [identity.roleArn],
    replicas: { [replicaRegion]: { description: "TDE master key of databases that move here" } },
});
const policy = new exa.AwsKeyReadPolicy("exadata-aws-keys", { compartmentIds: [cluster.compartmentId] });
// A cluster registers the key of its own Region: a stack in the other Region takes `replicaArn` as `existing`.
const registration = new exa.KeyRegistration("tde", {
    keyArn: key.arn,
    connectorId: identity.connectorId,
    cluster: cluster.ref,
});
const store = new exa.ClusterKeyStore("cluster", {
    cluster: cluster.ref,
    connectorId: identity.connectorId,
});
new exa.EncryptedDatabase(
    databaseName,
    {
        vmClusterOcid: store.vmClusterOcid,
        existing: { name: databaseName },
        registeredKeyId: registration.registeredKeyId,
        keyLabel: key.label,
    },
    { dependsOn: policy },
);

export const keyArn = key.arn;
export const replicaArn = key.replicaArns.apply((arns) => arns[replicaRegion]);
