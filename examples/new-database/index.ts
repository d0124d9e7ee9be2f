import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const databaseName = config.require("databaseName");

const domain = new exa.IdentityDomain("oci");
// OIDC provider and role as the console makes them: by the vendor's CloudFormation template.
const setup = new exa.AccountSetupStack("cluster", {
    templateUrl: domain.accountSetupTemplateUrl,
    identityDomainUrl: domain.url,
});
const cluster = new exa.VmCluster("cluster", { existing: { id: config.require("vmClusterId") } });
const identity = new exa.ClusterIdentity("cluster", {
    cluster: cluster.ref,
    oidcProviderArn: setup.oidcProviderArn,
    existing: { roleArn: setup.roleArn },
});
const key = new exa.CustomerManagedKey("tde", { alias: "exadata/tde", userRoleArns: [identity.roleArn] });
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
        databaseName,
        dbVersion: config.require("dbVersion"),
        pluggableDatabaseName: config.require("pluggableDatabaseName"),
        // Without a password of your own, one is made by @pulumi/random and kept as a secret of the stack.
        adminPassword: config.getSecret("adminPassword"),
        registeredKeyId: registration.registeredKeyId,
        keyLabel: key.label,
    },
    { dependsOn: policy },
);

export const keyArn = key.arn;
export const databaseId = database.databaseId;
