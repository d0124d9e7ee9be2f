import type { Answers } from "../../support/mocks";

const key = "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e";

const ociUrl =
    "https://cloud.oracle.com/dbaas/x/ocid1.cloudvmcluster.oc1.iad.aaaa?region=us-ashburn-1&compartmentId=ocid1.compartment.oc1..aaaa";
const place = { status: "AVAILABLE", ociUrl, dbServers: [] };
const access = {
    status: "AVAILABLE",
    managedServices: [{ stsAccesses: [{ status: "ENABLED" }], kmsAccesses: [{ status: "ENABLED" }] }],
};

/** As much of both clouds as the estate needs to be constructed. */
export const answers: Answers = {
    calls: {
        "aws:odb/getCloudVmCluster:getCloudVmCluster": place,
        "aws:odb/getCloudExadataInfrastructure:getCloudExadataInfrastructure": place,
        "aws:odb/getDbServers:getDbServers": place,
        "aws:odb/getNetwork:getNetwork": access,
    },
    resources: {
        "aws:odb/network:Network": () => access,
        "aws:odb/cloudExadataInfrastructure:CloudExadataInfrastructure": () => place,
        "aws:odb/cloudVmCluster:CloudVmCluster": () => place,
    },
};

/** What a JSON file can hold. */
export type Data = null | boolean | number | string | Data[] | { [name: string]: Data };

/** An estate in which every argument that YAML can give has a value: made anew for each test, which may change it. */
export function wholeEstate(): { [name: string]: Data } {
    return {
        keys: [
            {
                name: "tde",
                alias: "exadata/tde",
                description: "TDE master key",
                administratorRoleArns: ["arn:aws:iam::111122223333:role/KeyAdministrators"],
                allowAdministratorsToDelete: false,
                retiredMasterKeyIds: ["ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9"],
                policyStatements: [
                    {
                        Sid: "Backups",
                        Effect: "Allow",
                        Principal: { AWS: ["111122223333"], Service: ["backup.amazonaws.com"] },
                        Action: ["kms:DescribeKey"],
                        Condition: { StringEquals: { "kms:CallerAccount": ["111122223333"] } },
                    },
                ],
                enabled: true,
                multiRegion: true,
                replicas: { "us-west-2": { description: "copy", enabled: true } },
                deletionWindowInDays: 30,
                enableKeyRotation: true,
                rotationPeriodInDays: 180,
                tags: { team: "dba" },
            },
            { name: "hsm", alias: "exadata/hsm", customKeyStoreId: "cks-0123456789abcdef0" },
            { name: "found", existing: { arn: key, extendPolicy: true } },
            { name: "named", existing: { alias: "security/databases" } },
        ],
        clusters: [
            {
                name: "sales",
                vmCluster: { existing: { id: "vmc_4k2p0wz1ab" }, enableNetworkAccess: true },
                keys: ["hsm"],
                identity: {
                    roleName: "OracleDatabaseKMS-sales",
                    path: "/exadata/",
                    permissionsBoundary: "arn:aws:iam::111122223333:policy/boundary",
                    audience: "DBMC/",
                    subject: "ocid1.cloudvmcluster.oc1.iad.aaaa",
                    requireAllNodes: true,
                },
                connector: {
                    displayName: "sales-connector",
                    compartmentId: "ocid1.compartment.oc1..aaaa",
                    oidcScope: "DBMC/aws",
                    issuerUrl: "https://idcs-1.identity.oraclecloud.com",
                    awsLocation: "us-east-1",
                    stsEndpoint: "https://sts.us-east-1.amazonaws.com",
                    kmsEndpoint: "https://kms.us-east-1.amazonaws.com",
                    freeformTags: { team: "dba" },
                    definedTags: { "Operations.CostCenter": "42" },
                },
                keyDiscovery: "all",
                keyRefreshTriggers: { policy: "1" },
                refreshTriggers: { trust: "1" },
                databases: [
                    {
                        name: "SALES01",
                        key: "tde",
                        rotationTriggers: { quarter: "2026-Q4" },
                        pluggableDatabases: { HRPDB: { rotationTriggers: { audit: "1" } } },
                    },
                    { name: "SALES02", key: "found", allPluggableDatabases: { rotationTriggers: { audit: "1" } } },
                    {
                        name: "SALES03",
                        key: "tde",
                        create: {
                            dbVersion: "19.0.0.0",
                            dbHomeName: "sales-home",
                            pluggableDatabaseName: "SALESPDB",
                            characterSet: "AL32UTF8",
                            nationalCharacterSet: "AL16UTF16",
                            freeformTags: { team: "dba" },
                            definedTags: { "Operations.CostCenter": "42" },
                        },
                    },
                ],
            },
            {
                name: "crm",
                vmCluster: {
                    create: {
                        network: {
                            availabilityZoneId: "use1-az6",
                            clientSubnetCidr: "10.44.1.0/24",
                            backupSubnetCidr: "10.44.0.0/24",
                            displayName: "crm-net",
                            defaultDnsPrefix: "crm",
                            kmsPolicyDocument: "{}",
                            stsPolicyDocument: "{}",
                            tags: { team: "dba" },
                            protect: true,
                        },
                        infrastructure: {
                            availabilityZoneId: "use1-az6",
                            shape: "Exadata.X11M",
                            computeCount: 2,
                            storageCount: 3,
                            databaseServerType: "X11M",
                            storageServerType: "X11M-HC",
                            displayName: "crm-infra",
                            tags: { team: "dba" },
                            protect: true,
                        },
                        giVersion: "23.0.0.0",
                        hostnamePrefix: "crm",
                        sshPublicKeys: ["ssh-ed25519 AAAA dba"],
                        cpuCoreCount: 16,
                        dataStorageSizeInTbs: 20.5,
                        licenseModel: "BRING_YOUR_OWN_LICENSE",
                        displayName: "crm",
                        tags: { team: "dba" },
                    },
                },
                identity: {
                    existing: { roleArn: "arn:aws:iam::111122223333:role/by-hand", associated: true },
                },
            },
            {
                name: "hr",
                vmCluster: {
                    create: {
                        network: {
                            existing: {
                                id: "odbnet_4k2p0wz1ab",
                                enableAccess: true,
                                kmsPolicyDocument: "{}",
                                stsPolicyDocument: "{}",
                            },
                        },
                        infrastructure: { existing: { id: "exa_4k2p0wz1ab" } },
                        giVersion: "23.0.0.0",
                        hostnamePrefix: "hr",
                        sshPublicKeys: ["ssh-ed25519 AAAA dba"],
                    },
                },
            },
        ],
        oidcProvider: { arn: "arn:aws:iam::111122223333:oidc-provider/idcs-1.identity.oraclecloud.com" },
        keyReadPolicy: {
            policyCompartmentId: "ocid1.compartment.oc1..aaaa",
            policyName: "exadata-aws-keys",
            adopt: true,
        },
        configureIdentityDomain: true,
        tags: { team: "dba" },
        protect: false,
    };
}

/** Everything in a value with its place, as messages write it: outer things before what is in them. */
export function placesIn(value: Data, place = ""): string[] {
    const inside = (name: string, one: Data) => placesIn(one, at(place, name));
    const own = place === "" ? [] : [place];
    if (Array.isArray(value)) return [...own, ...value.flatMap((one, index) => placesIn(one, `${place}[${index}]`))];
    if (typeof value !== "object" || value === null) return own;
    return [...own, ...Object.entries(value).flatMap(([name, one]) => inside(name, one))];
}

/** The value at a place. */
export function valueAt(root: Data, place: string): Data {
    return stepsOf(place).reduce<Data>((found, step) => (found as Record<string, Data>)[step] ?? null, root);
}

/** The same data with another value at a place, or, where that is undefined, with nothing there. */
export function changedAt<T extends Data>(root: T, place: string, value: unknown): T {
    const copy = structuredClone(root);
    const steps = stepsOf(place);
    const last = steps.pop() ?? "";
    const holder = steps.reduce<Data>((found, step) => (found as Record<string, Data>)[step] ?? null, copy);
    (holder as Record<string, unknown>)[last] = value;
    return copy;
}

function at(place: string, name: string): string {
    if (!/^\w+$/.test(name)) return `${place}["${name}"]`;
    return place === "" ? name : `${place}.${name}`;
}

function stepsOf(place: string): string[] {
    return [...place.matchAll(/\["([^"]+)"\]|(\w+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
