import { Audit } from "./audit";
import { Faults } from "./faults";
import { Jobs } from "./jobs";
import type * as records from "./records";
import type { SandboxSettings } from "./settings";
import { Tagging } from "./tagging";

/** Everything that both simulated clouds hold. The protocol layers and the simulated Exadata share one instance. */
export class World {
    readonly jobs: Jobs;
    readonly audit = new Audit();
    readonly faults = new Faults();
    readonly tagging = new Tagging();

    onboarding: records.Onboarding = { status: "ACTIVE", identityDomain: { status: "AVAILABLE" } };

    /** Where the template for setting an account up is served; told by the AWS endpoint once it has an address. */
    accountSetupTemplateUrl = "";

    readonly odbTags = new Map<string, Record<string, string>>();
    readonly networks = new Map<string, records.OdbNetwork>();
    readonly infrastructures = new Map<string, records.ExadataInfrastructure>();
    readonly clusters = new Map<string, records.VmCluster>();

    readonly customKeyStores = new Map<string, records.CustomKeyStore>();

    readonly connectors = new Map<string, records.Connector>();
    readonly awsKeys = new Map<string, records.AwsKey>();
    readonly discoveries = new Map<string, records.Discovery>();
    readonly dbHomes = new Map<string, records.DbHome>();
    readonly databases = new Map<string, records.Database>();
    readonly pluggableDatabases = new Map<string, records.PluggableDatabase>();
    readonly policies = new Map<string, records.Policy>();
    readonly domains = new Map<string, records.Domain>();
    readonly compartments = new Map<string, records.Compartment>();
    readonly groups = new Map<string, records.Group>();
    readonly dynamicGroups = new Map<string, records.Group>();
    readonly workRequests = new Map<string, records.WorkRequest>();

    constructor(readonly settings: SandboxSettings) {
        this.jobs = new Jobs(settings.scale);
    }

    clusterByOcid(ocid: string): records.VmCluster | undefined {
        for (const cluster of this.clusters.values()) if (cluster.ocid === ocid) return cluster;
        return undefined;
    }

    clusterByArn(arn: string): records.VmCluster | undefined {
        for (const cluster of this.clusters.values()) if (cluster.cloudVmClusterArn === arn) return cluster;
        return undefined;
    }

    /** The custom key store that holds a KMS key, if one does. */
    keyStoreOf(keyArn: string): records.CustomKeyStore | undefined {
        for (const store of this.customKeyStores.values()) if (store.keyArns.has(keyArn)) return store;
        return undefined;
    }

    databasesOn(clusterOcid: string): records.Database[] {
        return [...this.databases.values()].filter(
            (database) =>
                database.oci.value.vmClusterId === clusterOcid && database.oci.value.lifecycleState !== "TERMINATED",
        );
    }
}
