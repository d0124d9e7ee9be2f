import type * as pulumi from "@pulumi/pulumi";
import * as exa from "../../../components";

/** A component with arguments, and for each argument another value. Arguments that exclude others come with a base of their own. */
export interface Sample {
    readonly component: string;
    readonly make: (args: Record<string, unknown>) => pulumi.Resource;
    readonly base: Readonly<Record<string, unknown>>;
    readonly other: Readonly<Record<string, unknown>>;
}

const account = "111122223333";
const ocid = (type: string, name: string) => `ocid1.${type}.oc1.iad.aaaa${name}`;
const compartment = (name: string) => `ocid1.compartment.oc1..aaaa${name}`;
const clusterArn = (name: string) => `arn:aws:odb:us-east-1:${account}:cloud-vm-cluster/vmc_sales0000${name}`;
const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const providerArn = (name: string) => `arn:aws:iam::${account}:oidc-provider/idcs-${name}.identity.oraclecloud.com`;
const keyArn = (digit: string) => `arn:aws:kms:us-east-1:${account}:key/${digit}139075d-a006-4302-92d5-48ecca31d48e`;
const masterKeyId = (digit: string) => `ORACLE.TDE.HSM.MK.0${digit}AE5EFB528D9D4F21BFEDA63C6C8738D9`;
const tags = { team: "dba" };
const ociTags = { freeformTags: tags, definedTags: { "operations.team": "dba" } };
const triggers = { again: "yes" };

const networkPolicies = { kmsPolicyDocument: "{}", stsPolicyDocument: "{}" };
const rotations = { rotationTriggers: triggers, pluggableDatabases: { HRPDB: {} }, allPluggableDatabases: {} };

export const samples: readonly Sample[] = [
    {
        component: "IdentityDomain",
        make: (args) => new exa.IdentityDomain("one", args as unknown as exa.IdentityDomainArgs),
        base: {},
        other: { configure: true, refreshTriggers: triggers },
    },
    {
        component: "OdbNetwork",
        make: (args) => new exa.OdbNetwork("one", args as unknown as exa.OdbNetworkArgs),
        base: { availabilityZoneId: "use1-az6", clientSubnetCidr: "10.1.0.0/24", backupSubnetCidr: "10.2.0.0/24" },
        other: {
            availabilityZoneId: "use1-az4",
            clientSubnetCidr: "10.3.0.0/24",
            backupSubnetCidr: "10.4.0.0/24",
            displayName: "net",
            defaultDnsPrefix: "net",
            ...networkPolicies,
            tags,
        },
    },
    {
        component: "ExadataInfrastructure",
        make: (args) => new exa.ExadataInfrastructure("one", args as unknown as exa.ExadataInfrastructureArgs),
        base: { availabilityZoneId: "use1-az6", shape: "Exadata.X11M" },
        other: {
            availabilityZoneId: "use1-az4",
            shape: "Exadata.X9M",
            computeCount: 3,
            storageCount: 4,
            databaseServerType: "X11M",
            storageServerType: "X11M-HC",
            displayName: "machine",
            tags,
        },
    },
    {
        component: "VmCluster",
        make: (args) => new exa.VmCluster("one", args as unknown as exa.VmClusterArgs),
        base: {
            networkId: "odbnet_1",
            infrastructureId: "exa_00001",
            giVersion: "23.0.0.0",
            hostnamePrefix: "crm",
            sshPublicKeys: ["ssh-ed25519 AAAA one"],
        },
        other: {
            networkId: "odbnet_2",
            infrastructureId: "exa_00002",
            giVersion: "26.0.0.0",
            hostnamePrefix: "hr",
            sshPublicKeys: ["ssh-ed25519 AAAA two"],
            cpuCoreCount: 32,
            dataStorageSizeInTbs: 40,
            licenseModel: "BRING_YOUR_OWN_LICENSE",
            displayName: "cluster",
            tags,
        },
    },
    {
        component: "OidcProvider",
        make: (args) => new exa.OidcProvider("one", args as unknown as exa.OidcProviderArgs),
        base: { issuerUrl: "https://idcs-1.identity.oraclecloud.com" },
        other: {
            issuerUrl: "https://idcs-2.identity.oraclecloud.com",
            audiences: ["DBMC/", "more"],
            thumbprints: ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"],
            tags,
        },
    },
    {
        component: "AccountSetupStack",
        make: (args) => new exa.AccountSetupStack("one", args as unknown as exa.AccountSetupStackArgs),
        base: {
            templateUrl: "https://templates.example.com/1",
            identityDomainUrl: "https://idcs-1.identity.oraclecloud.com",
        },
        other: {
            templateUrl: "https://templates.example.com/2",
            identityDomainUrl: "https://idcs-2.identity.oraclecloud.com",
            oidcProviderArn: providerArn("1"),
            identityDomainUrlParameter: "Url",
            oidcProviderArnParameter: "Provider",
            parameters: { RoleName: "one" },
            roleArnOutput: "Role",
            oidcProviderArnOutput: "Provider",
            stackName: "setup",
            iamRoleArn: roleArn("CloudFormation"),
            tags,
        },
    },
    {
        component: "ClusterIdentity",
        make: (args) => new exa.ClusterIdentity("one", args as unknown as exa.ClusterIdentityArgs),
        base: {
            vmClusterArn: clusterArn("1"),
            vmClusterOcid: ocid("cloudvmcluster", "1"),
            compartmentId: compartment("1"),
            oidcProviderArn: providerArn("1"),
        },
        other: {
            vmClusterArn: clusterArn("2"),
            vmClusterOcid: ocid("cloudvmcluster", "2"),
            compartmentId: compartment("2"),
            oidcProviderArn: providerArn("2"),
            audience: "other",
            subject: "other",
            roleName: "other",
            path: "/exadata/",
            permissionsBoundary: `arn:aws:iam::${account}:policy/boundary`,
            existing: { roleArn: roleArn("other"), associated: false },
            connector: {},
            refreshTriggers: triggers,
            requireAllNodes: false,
            tags,
        },
    },
    {
        component: "CustomerManagedKey",
        make: (args) => new exa.CustomerManagedKey("one", args as unknown as exa.CustomerManagedKeyArgs),
        base: { alias: "exadata/one" },
        other: {
            alias: "exadata/two",
            userRoleArns: [roleArn("sales")],
            administratorRoleArns: [roleArn("keys")],
            allowAdministratorsToDelete: true,
            retiredMasterKeyIds: [masterKeyId("6")],
            policyStatements: [{ Effect: "Allow", Principal: { AWS: [account] }, Action: ["kms:DescribeKey"] }],
            removeForeignStatements: true,
            description: "other",
            enabled: false,
            multiRegion: true,
            replicas: { "us-west-2": {} },
            customKeyStoreId: "cks-0123456789abcdef0",
            deletionWindowInDays: 7,
            enableKeyRotation: true,
            tags,
        },
    },
    {
        component: "CustomerManagedKey",
        make: (args) => new exa.CustomerManagedKey("one", args as unknown as exa.CustomerManagedKeyArgs),
        base: { alias: "exadata/one", enableKeyRotation: true },
        other: { rotationPeriodInDays: 100 },
    },
    {
        component: "CustomKeyStore",
        make: (args) => new exa.CustomKeyStore("one", args as unknown as exa.CustomKeyStoreArgs),
        base: {
            cloudHsmClusterId: "cluster-abcdefg2345",
            keyStorePassword: "kmsPswd1",
            trustAnchorCertificate: "certificate",
        },
        other: {
            storeName: "other",
            cloudHsmClusterId: "cluster-abcdefg6789",
            keyStorePassword: "kmsPswd2",
            trustAnchorCertificate: "another certificate",
        },
    },
    {
        component: "AwsKeyReadPolicy",
        make: (args) => new exa.AwsKeyReadPolicy("one", args as unknown as exa.AwsKeyReadPolicyArgs),
        base: { compartmentIds: [compartment("1")], policyCompartmentId: compartment("0") },
        other: {
            compartmentIds: [compartment("2")],
            policyCompartmentId: compartment("3"),
            policyName: "other",
            adopt: true,
            ...ociTags,
        },
    },
    {
        component: "KeyRegistration",
        make: (args) => new exa.KeyRegistration("one", args as unknown as exa.KeyRegistrationArgs),
        base: {
            keyArn: keyArn("1"),
            connectorId: ocid("oracledbawsconnector", "1"),
            compartmentId: compartment("1"),
        },
        other: {
            keyArn: keyArn("2"),
            connectorId: ocid("oracledbawsconnector", "2"),
            compartmentId: compartment("2"),
            displayName: "other",
            discovery: "all",
            ...ociTags,
            refreshTriggers: triggers,
        },
    },
    {
        component: "ClusterKeyStore",
        make: (args) => new exa.ClusterKeyStore("one", args as unknown as exa.ClusterKeyStoreArgs),
        base: { vmClusterOcid: ocid("cloudvmcluster", "1"), connectorId: ocid("oracledbawsconnector", "1") },
        other: { vmClusterOcid: ocid("cloudvmcluster", "2"), connectorId: ocid("oracledbawsconnector", "2") },
    },
    {
        component: "EncryptedDatabase",
        make: (args) => new exa.EncryptedDatabase("one", args as unknown as exa.EncryptedDatabaseArgs),
        base: {
            vmClusterOcid: ocid("cloudvmcluster", "1"),
            existing: { name: "SALES01" },
            registeredKeyId: ocid("oracledbawskey", "1"),
        },
        other: {
            vmClusterOcid: ocid("cloudvmcluster", "2"),
            existing: { name: "SALES02" },
            registeredKeyId: ocid("oracledbawskey", "2"),
            keyLabel: "alias/other",
            ...rotations,
        },
    },
    {
        component: "EncryptedDatabase",
        make: (args) => new exa.EncryptedDatabase("one", args as unknown as exa.EncryptedDatabaseArgs),
        base: {
            vmClusterOcid: ocid("cloudvmcluster", "1"),
            existing: { id: ocid("database", "1") },
            registeredKeyId: ocid("oracledbawskey", "1"),
        },
        other: { existing: { id: ocid("database", "2") } },
    },
    {
        component: "EncryptedDatabase",
        make: (args) => new exa.EncryptedDatabase("one", args as unknown as exa.EncryptedDatabaseArgs),
        base: {
            vmClusterOcid: ocid("cloudvmcluster", "1"),
            databaseName: "CRM01",
            dbVersion: "19.0.0.0",
            registeredKeyId: ocid("oracledbawskey", "1"),
            adminPassword: "AbCd12#_xyz1",
        },
        other: {
            vmClusterOcid: ocid("cloudvmcluster", "2"),
            databaseName: "CRM02",
            dbVersion: "23.0.0.0",
            registeredKeyId: ocid("oracledbawskey", "2"),
            keyLabel: "alias/other",
            adminPassword: "AbCd12#_xyz2",
            dbHomeName: "other",
            pluggableDatabaseName: "OTHER",
            characterSet: "WE8ISO8859P1",
            nationalCharacterSet: "UTF8",
            ...ociTags,
            ...rotations,
        },
    },
];
