import type { Exadata } from "../core/exadata";
import { etag, ocid, odbArn, odbId } from "../core/ids";
import type { Database, VmCluster } from "../core/records";
import type { World } from "../core/world";
import { consoleUrl } from "./clusters";

const createdAt = "2026-01-15T10:00:00.000Z";

/** What onboarding leaves in OCI: the tenancy, the compartment linked to the AWS account, the identity domain. */
export function seedTenancy(world: World): void {
    const { tenancyId, compartmentId, domainId, domainUrl, ociHome } = world.settings;
    const compartment = (id: string, parent: string, name: string, description: string) =>
        world.compartments.set(id, {
            etag: etag(),
            value: {
                id,
                compartmentId: parent,
                name,
                description,
                timeCreated: createdAt,
                lifecycleState: "ACTIVE",
                freeformTags: {},
                definedTags: {},
            },
        });
    compartment(tenancyId, tenancyId, "sandboxtenancy", "Root compartment of the tenancy");
    compartment(compartmentId, tenancyId, "MulticloudLink_AWS_20260115", "Linked to the AWS account by onboarding");
    const administrators = ocid(world.settings, "group");
    world.groups.set(administrators, {
        etag: etag(),
        value: {
            id: administrators,
            compartmentId: tenancyId,
            name: "Administrators",
            description: "Administrators of the tenancy",
            timeCreated: createdAt,
            lifecycleState: "ACTIVE",
        },
    });
    world.domains.set(domainId, {
        etag: etag(),
        value: {
            id: domainId,
            compartmentId: tenancyId,
            displayName: "MulticloudLink_AWS",
            description: "Issues the tokens that VM clusters present to AWS",
            url: domainUrl,
            homeRegionUrl: domainUrl,
            homeRegion: ociHome.region,
            replicaRegions: [],
            type: "SECONDARY",
            licenseType: "free",
            isHiddenOnLogin: false,
            timeCreated: createdAt,
            lifecycleState: "ACTIVE",
            freeformTags: {},
            definedTags: {},
        },
    });
}

/** An estate that was there before anyone thought of AWS KMS: a cluster with one database in Oracle Wallet. */
export async function seedBrownfield(world: World, exadata: Exadata): Promise<void> {
    seedNetwork(world);
    seedInfrastructure(world);
    const cluster = seedCluster(world);
    exadata.attachCluster(cluster);
    await exadata.createKeys(seedDatabase(world, cluster));
}

function seedNetwork(world: World): void {
    const odbNetworkId = "odbnet_sales00001";
    const displayName = "sales-net";
    const odbNetworkArn = odbArn(world.settings, "odb-network", odbNetworkId);
    world.odbTags.set(odbNetworkArn, {});
    world.networks.set(odbNetworkId, {
        odbNetworkId,
        odbNetworkArn,
        displayName,
        status: "AVAILABLE",
        inputs: {
            displayName,
            availabilityZone: "us-east-1f",
            availabilityZoneId: "use1-az6",
            clientSubnetCidr: "10.20.0.0/24",
            backupSubnetCidr: "10.20.1.0/24",
            defaultDnsPrefix: "salesnet",
            s3Access: "DISABLED",
            zeroEtlAccess: "DISABLED",
            stsAccess: "ENABLED",
            kmsAccess: "ENABLED",
        },
        stsAccess: "ENABLED",
        kmsAccess: "ENABLED",
        s3Access: "DISABLED",
        zeroEtlAccess: "DISABLED",
        createdAt,
    });
}

function seedInfrastructure(world: World): void {
    const cloudExadataInfrastructureId = "exa_sales00001";
    const displayName = "sales-infra";
    const cloudExadataInfrastructureArn = odbArn(
        world.settings,
        "cloud-exadata-infrastructure",
        cloudExadataInfrastructureId,
    );
    const id = ocid(world.settings, "cloudexadatainfrastructure");
    world.odbTags.set(cloudExadataInfrastructureArn, {});
    world.infrastructures.set(cloudExadataInfrastructureId, {
        cloudExadataInfrastructureId,
        cloudExadataInfrastructureArn,
        displayName,
        status: "AVAILABLE",
        inputs: {
            displayName,
            shape: "Exadata.X11M",
            computeCount: 2,
            storageCount: 3,
            availabilityZone: "us-east-1f",
            availabilityZoneId: "use1-az6",
        },
        ocid: id,
        ociUrl: consoleUrl(world.settings, "cloudExadataInfrastructures", id),
        dbServerIds: [odbId("dbs"), odbId("dbs")],
        createdAt,
    });
}

function seedCluster(world: World): VmCluster {
    const cloudVmClusterId = "vmc_sales00001";
    const displayName = "sales";
    const infrastructure = world.infrastructures.get("exa_sales00001");
    const cluster: VmCluster = {
        cloudVmClusterId,
        cloudVmClusterArn: odbArn(world.settings, "cloud-vm-cluster", cloudVmClusterId),
        displayName,
        status: "AVAILABLE",
        inputs: {
            displayName,
            cloudExadataInfrastructureId: "exa_sales00001",
            odbNetworkId: "odbnet_sales00001",
            cpuCoreCount: 16,
            dataStorageSizeInTBs: 20,
            giVersion: "23.0.0.0",
            hostname: "sales",
            licenseModel: "LICENSE_INCLUDED",
            sshPublicKeys: ["ssh-rsa AAAAB3NzaC1yc2E sandbox"],
            dbServers: infrastructure?.dbServerIds ?? [],
        },
        odbNetworkId: "odbnet_sales00001",
        cloudExadataInfrastructureId: "exa_sales00001",
        hostname: "sales-q7xvd",
        nodes: [],
        roles: [],
        createdAt,
    };
    world.odbTags.set(cluster.cloudVmClusterArn, {});
    world.clusters.set(cloudVmClusterId, cluster);
    return cluster;
}

function seedDatabase(world: World, cluster: VmCluster): Database {
    const { settings } = world;
    const { compartmentId } = settings;
    const tags = { freeformTags: {}, definedTags: {}, systemTags: {} };
    const homeId = ocid(settings, "dbhome");
    world.dbHomes.set(homeId, {
        etag: etag(),
        value: {
            id: homeId,
            compartmentId,
            displayName: "sales-home",
            lifecycleState: "AVAILABLE",
            vmClusterId: cluster.ocid,
            dbVersion: "19.28.0.0",
            dbHomeLocation: "/u02/app/oracle/product/19.0.0.0/dbhome_1",
            timeCreated: createdAt,
            ...tags,
        },
    });
    const id = ocid(settings, "database");
    const database: Database = {
        oci: {
            etag: etag(),
            value: {
                id,
                compartmentId,
                characterSet: "AL32UTF8",
                ncharacterSet: "AL16UTF16",
                dbHomeId: homeId,
                vmClusterId: cluster.ocid,
                dbName: "SALES01",
                dbUniqueName: `SALES01_${settings.ociRegionKey}`,
                dbWorkload: "OLTP",
                lifecycleState: "AVAILABLE",
                timeCreated: createdAt,
                isCdb: true,
                ...tags,
            },
        },
        root: { container: "CDB$ROOT", conId: 1, versions: [] },
        pluggable: new Map(),
    };
    world.databases.set(id, database);
    for (const pdbName of ["HRPDB", "CRMPDB"]) {
        const pdbId = ocid(settings, "pluggabledatabase");
        world.pluggableDatabases.set(pdbId, {
            etag: etag(),
            value: {
                id: pdbId,
                containerDatabaseId: id,
                pdbName,
                lifecycleState: "AVAILABLE",
                timeCreated: createdAt,
                openMode: "READ_WRITE",
                isRestricted: false,
                compartmentId,
                ...tags,
            },
        });
    }
    return database;
}
