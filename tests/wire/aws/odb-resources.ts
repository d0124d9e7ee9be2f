import { eventually, type Harness } from "./harness";

type Members = Record<string, unknown>;

export const networkInput = {
    displayName: "finance-net",
    availabilityZoneId: "use1-az4",
    clientSubnetCidr: "10.33.1.0/24",
    backupSubnetCidr: "10.33.2.0/24",
    defaultDnsPrefix: "finance",
    s3Access: "DISABLED",
    zeroEtlAccess: "DISABLED",
    stsAccess: "ENABLED",
    kmsAccess: "ENABLED",
};

export const infrastructureInput = {
    displayName: "finance-infra",
    availabilityZoneId: "use1-az4",
    shape: "Exadata.X11M",
    computeCount: 2,
    storageCount: 3,
    databaseServerType: "X11M",
    storageServerType: "X11M-HC",
    maintenanceWindow: {
        patchingMode: "ROLLING",
        preference: "NO_PREFERENCE",
        isCustomActionTimeoutEnabled: false,
        customActionTimeoutInMins: 15,
    },
};

export function clusterInput(infrastructureId: string, networkId: string) {
    return {
        displayName: "finance",
        cloudExadataInfrastructureId: infrastructureId,
        odbNetworkId: networkId,
        hostname: "fin",
        giVersion: "23.0.0.0",
        cpuCoreCount: 16,
        sshPublicKeys: ["ssh-rsa AAAAB3NzaC1yc2E sandbox"],
        dataStorageSizeInTBs: 20,
        clusterName: "fincl",
    };
}

export async function network({ boto }: Harness, id: string): Promise<Members> {
    return (await boto.call("odb", "get_odb_network", { odbNetworkId: id })).odbNetwork as Members;
}

export async function cluster({ boto }: Harness, id: string): Promise<Members> {
    return (await boto.call("odb", "get_cloud_vm_cluster", { cloudVmClusterId: id })).cloudVmCluster as Members;
}

export async function infrastructure({ boto }: Harness, id: string): Promise<Members> {
    const answer = await boto.call("odb", "get_cloud_exadata_infrastructure", { cloudExadataInfrastructureId: id });
    return answer.cloudExadataInfrastructure as Members;
}

export async function availableNetwork(harness: Harness, input: Members = networkInput): Promise<string> {
    const id = (await harness.boto.call("odb", "create_odb_network", input)).odbNetworkId as string;
    await eventually(async () => ((await network(harness, id)).status === "AVAILABLE" ? true : undefined));
    return id;
}

export async function availableInfrastructure(harness: Harness): Promise<string> {
    const made = await harness.boto.call("odb", "create_cloud_exadata_infrastructure", infrastructureInput);
    const id = made.cloudExadataInfrastructureId as string;
    await eventually(async () => ((await infrastructure(harness, id)).status === "AVAILABLE" ? true : undefined));
    return id;
}

export async function availableCluster(harness: Harness): Promise<string> {
    const input = clusterInput(await availableInfrastructure(harness), await availableNetwork(harness));
    const id = (await harness.boto.call("odb", "create_cloud_vm_cluster", input)).cloudVmClusterId as string;
    await eventually(async () => ((await cluster(harness, id)).status === "AVAILABLE" ? true : undefined));
    return id;
}

/** A role in IAM, by its ARN. */
export async function role({ boto }: Harness, name: string): Promise<string> {
    const trust = {
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/idcs.example.com" },
                Action: "sts:AssumeRoleWithWebIdentity",
            },
        ],
    };
    const made = await boto.call("iam", "create_role", {
        RoleName: name,
        AssumeRolePolicyDocument: JSON.stringify(trust),
    });
    return (made.Role as { Arn: string }).Arn;
}
