/** Where the sandbox serves its template. The real one lies in a bucket of S3. */
export const accountSetupPath = "/account-setup/vm-cluster-role.json";

const providerGiven = { "Fn::Equals": [{ Ref: "OIDCProviderArn" }, ""] };

/** Host of the identity domain: its URL without scheme, port and slash. */
const host = {
    "Fn::Select": [
        0,
        { "Fn::Split": [":", { "Fn::Select": [2, { "Fn::Split": ["/", { Ref: "OCIIdentityDomainUrl" }] }] }] },
    ],
};
const provider = { "Fn::If": ["CreateProvider", { Ref: "OIDCProvider" }, { Ref: "OIDCProviderArn" }] };

/** Written as text, because CloudFormation fills in values of a document, and not the names of its members. */
const trust = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
        {
            Effect: "Allow",
            Principal: { Federated: "$" + "{Provider}" },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: { StringEquals: { ["$" + "{Host}:aud"]: "DBMC/" } },
        },
    ],
});

/**
 * A template of the sandbox's own making: Oracle's cannot be had without an account. It takes the parameters that the
 * console shows, and makes what the console then lists: the role of a VM cluster, and the first time the OIDC provider.
 */
export const accountSetupTemplate = JSON.stringify({
    AWSTemplateFormatVersion: "2010-09-09",
    Description: "Lets the nodes of a VM cluster use AWS KMS",
    Parameters: {
        OCIIdentityDomainUrl: { Type: "String", Description: "URL of the OCI identity domain" },
        OIDCProviderArn: { Type: "String", Default: "", Description: "ARN of the OIDC provider, if there is one" },
    },
    Conditions: { CreateProvider: providerGiven },
    Resources: {
        OIDCProvider: {
            Type: "AWS::IAM::OIDCProvider",
            Condition: "CreateProvider",
            Properties: { Url: { "Fn::Sub": ["https://$" + "{Host}", { Host: host }] }, ClientIdList: ["DBMC/"] },
        },
        Role: {
            Type: "AWS::IAM::Role",
            Properties: { AssumeRolePolicyDocument: { "Fn::Sub": [trust, { Host: host, Provider: provider }] } },
        },
    },
    Outputs: {
        OIDCProviderArn: { Value: provider },
        RoleArn: { Value: { "Fn::GetAtt": ["Role", "Arn"] } },
    },
});
