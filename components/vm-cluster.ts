import { CloudVmCluster, getDbServersOutput } from "@pulumi/aws/odb";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "./args/cluster-ref";
import type { VmClusterArgs } from "./args/vm-cluster";
import { accept } from "./internal/checks";
import { type ClusterPlace, lookUpCluster, placeOfCluster } from "./internal/existing-places";
import { guarded, namedAs } from "./internal/guarded";
import { keepWhileInUse } from "./internal/in-use";
import { underCluster } from "./internal/under-cluster";
import { vmCluster } from "./schema/places";

/**
 * An Exadata VM cluster, new (CreateCloudVmCluster) or existing (GetCloudVmCluster), with its ids in OCI. What the clouds
 * change in place (cores, storage, version of Grid Infrastructure, license, SSH keys, display name) is changed in the console; the
 * program then follows. A change of any other argument but `tags` replaces the cluster. This is refused while databases in it use
 * AWS KMS, whether or not the cluster is protected.
 * @example new VmCluster("sales", { existing: { id: "vmc_4k2p0wz1ab" } })
 */
export class VmCluster extends pulumi.ComponentResource {
    /** Id of the cluster in AWS. */
    public readonly clusterId: pulumi.Output<string>;
    /** ARN of the cluster in AWS. It is known only after the cluster is AVAILABLE. */
    public readonly arn: pulumi.Output<string>;
    /** OCID of the cluster in OCI. */
    public readonly ocid: pulumi.Output<string>;
    /** Link to the cluster in the OCI console. It contains the region and the compartment. */
    public readonly ociUrl: pulumi.Output<string>;
    /** OCI region of the cluster, such as `us-ashburn-1`. */
    public readonly ociRegion: pulumi.Output<string>;
    /** OCID of the cluster's OCI compartment. */
    public readonly compartmentId: pulumi.Output<string>;
    /** Id of the ODB network of the cluster. */
    public readonly networkId: pulumi.Output<string>;
    /** The ids of the cluster as one value. Give it as `cluster` to the components that follow. */
    public readonly ref: ClusterRef;
    /** The native resource; undefined for an existing cluster. */
    public readonly cluster?: CloudVmCluster;

    constructor(name: string, args: VmClusterArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:VmCluster", name, {}, opts);
        args = accept(this, name, vmCluster, args);
        const { existing } = args;
        let place: ClusterPlace;
        if (existing) {
            place = lookUpCluster(this, existing.id);
        } else {
            this.cluster = this.create(name, args, opts);
            place = placeOfCluster(this, this.cluster);
        }
        this.clusterId = place.clusterId;
        this.arn = place.arn;
        this.ocid = place.ocid;
        this.ociUrl = place.ociUrl;
        this.ociRegion = place.ociRegion;
        this.compartmentId = place.compartmentId;
        this.networkId = place.networkId;
        this.ref = { arn: this.arn, ocid: this.ocid, compartmentId: this.compartmentId };
        this.registerOutputs({
            clusterId: this.clusterId,
            arn: this.arn,
            ocid: this.ocid,
            ociUrl: this.ociUrl,
            ociRegion: this.ociRegion,
            compartmentId: this.compartmentId,
            networkId: this.networkId,
        });
    }

    private create(
        name: string,
        args: VmClusterArgs,
        opts: pulumi.ComponentResourceOptions | undefined,
    ): CloudVmCluster {
        const { guard, wanted } = guarded(
            "cluster",
            name,
            {
                networkId: args.networkId ?? "",
                infrastructureId: args.infrastructureId ?? "",
                giVersion: args.giVersion ?? "",
                hostnamePrefix: args.hostnamePrefix ?? "",
                cpuCoreCount: args.cpuCoreCount ?? 16,
                dataStorageSizeInTbs: args.dataStorageSizeInTbs ?? 20,
                licenseModel: args.licenseModel ?? "LICENSE_INCLUDED",
                ...namedAs(name, "displayName", args.displayName),
                // Another order of the same keys is not a change.
                sshPublicKeys: pulumi.output(args.sshPublicKeys ?? []).apply((keys) => [...keys].sort()),
            },
            { parent: this },
        );
        const servers = getDbServersOutput({ cloudExadataInfrastructureId: wanted.infrastructureId }, { parent: this });
        const cluster = new CloudVmCluster(
            name,
            {
                ...underCluster(this, wanted),
                giVersion: wanted.giVersion,
                hostnamePrefix: wanted.hostnamePrefix,
                cpuCoreCount: wanted.cpuCoreCount,
                dataStorageSizeInTbs: wanted.dataStorageSizeInTbs,
                licenseModel: wanted.licenseModel,
                displayName: wanted.displayName,
                sshPublicKeys: wanted.sshPublicKeys,
                dbServers: servers.dbServers.apply((list) => list.map((server) => server.id).sort()),
                dataCollectionOptions: {
                    isDiagnosticsEventsEnabled: false,
                    isHealthMonitoringEnabled: false,
                    isIncidentLogsEnabled: false,
                },
                tags: args.tags,
            },
            {
                parent: this,
                protect: args.protect ?? true,
                dependsOn: guard,
                // A database server that is added to the infrastructure later must not replace the cluster. The others change
                // in the console, and the native provider would create another cluster for them. The guard compares the
                // arguments of the program with the live values.
                ignoreChanges: [
                    "dbServers",
                    "dataCollectionOptions",
                    "cpuCoreCount",
                    "dataStorageSizeInTbs",
                    "displayName",
                    "giVersion",
                    "licenseModel",
                    "sshPublicKeys",
                ],
            },
        );
        const subjects = [{ kind: "cluster", vmClusterArn: cluster.arn, label: cluster.displayName }];
        keepWhileInUse({ component: this, opts, name, dependsOn: cluster }, subjects);
        return cluster;
    }
}
