import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const databaseName = config.require("databaseName");

const domain = new exa.IdentityDomain("oci");
const trust = new exa.OidcProvider("oci", { issuerUrl: domain.issuerUrl });
const cluster = new exa.VmCluster("cluster", { existing: { id: config.require("vmClusterId") } });
const network = new exa.OdbNetwork("network", { existing: { id: cluster.networkId } });

const identity = new exa.ClusterIdentity(
    "cluster",
    {
        cluster: cluster.ref,
        oidcProviderArn: trust.arn,
    },
    { dependsOn: network },
);
const key = new exa.CustomerManagedKey("tde", { alias: config.require("keyAlias"), userRoleArns: [identity.roleArn] });
const policy = new exa.AwsKeyReadPolicy("exadata-aws-keys", { compartmentIds: [cluster.compartmentId] });
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
    // The cluster reads the registered key by this policy, which none of the arguments mentions.
    { dependsOn: policy },
);

export const keyArn = key.arn;
export const databaseId = database.databaseId;
