import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const databaseName = config.require("databaseName");
const ids = config.requireObject<Record<string, string>>("ids");

/**
 * Native resources are imported by their id. An import has to find what the program says, so two kinds of inputs are left
 * as they are until `ids` is removed from the configuration: what people word freely, and what only another resource
 * of the same run tells.
 */
const adopt: pulumi.ResourceTransformation = ({ type, name, props, opts }) => {
    const id = ids[`${type}::${name}`];
    if (id === undefined) return undefined;
    const worded = ["description", "policy", "assumeRolePolicy", "statements", "displayName", "tags"];
    const told = ["oracleDbConnectorId", "awsKeyArn"];
    // The ARN of a provider tells its URL, which otherwise only the identity domain does.
    const [, issuer] = /:oidc-provider\/(.+)$/.exec(id) ?? [];
    const known = issuer === undefined ? props : { ...props, url: `https://${issuer}` };
    return { props: known, opts: { ...opts, import: id, ignoreChanges: [...worded, ...told] } };
};
pulumi.runtime.registerStackTransformation(adopt);

// Dynamic resources need no id: each finds what it stands for, and takes it as it is.
const domain = new exa.IdentityDomain("oci");
const trust = new exa.OidcProvider("oci", { issuerUrl: domain.issuerUrl });
const cluster = new exa.VmCluster("sales", { existing: { id: config.require("vmClusterId") } });
const identity = new exa.ClusterIdentity("sales", {
    cluster: cluster.ref,
    oidcProviderArn: trust.arn,
    roleName: config.require("roleName"),
});
const key = new exa.CustomerManagedKey("tde", { alias: config.require("keyAlias"), userRoleArns: [identity.roleArn] });
const policy = new exa.AwsKeyReadPolicy(config.require("policyName"), { compartmentIds: [cluster.compartmentId] });
const registration = new exa.KeyRegistration("tde", {
    keyArn: key.arn,
    connectorId: identity.connectorId,
    cluster: cluster.ref,
});
const store = new exa.ClusterKeyStore("sales", {
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
