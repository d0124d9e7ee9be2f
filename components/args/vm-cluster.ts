import type * as pulumi from "@pulumi/pulumi";

/** An existing VM cluster. */
export interface ExistingVmClusterArgs {
    /** Id of the cluster. @example "vmc_4k2p0wz1ab" */
    id: pulumi.Input<string>;
}

/** Settings of a new VM cluster. Used by the component and by an estate. */
export interface VmClusterSettings {
    /**
     * Version of Oracle Grid Infrastructure. To change it, change it in the console first, then here.
     * @default required unless `existing` is given
     * @example "23.0.0.0"
     */
    giVersion?: pulumi.Input<string>;
    /**
     * Prefix of the host names: letters, digits and `-`, a letter first; at most 12 characters. A change replaces the cluster.
     * @default required unless `existing` is given
     * @example "crm"
     */
    hostnamePrefix?: pulumi.Input<string>;
    /**
     * Public SSH keys for the nodes. Their order does not matter. To change it, change it in the console first, then here.
     * @default required unless `existing` is given
     * @example ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI dba"]
     */
    sshPublicKeys?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Number of CPU cores of the whole cluster. To change it, change it in the console first, then here.
     * @default 16
     * @example 16
     */
    cpuCoreCount?: pulumi.Input<number>;
    /**
     * Usable storage in terabytes. To change it, change it in the console first, then here.
     * @default 20
     * @example 20
     */
    dataStorageSizeInTbs?: pulumi.Input<number>;
    /**
     * License model: `LICENSE_INCLUDED` or `BRING_YOUR_OWN_LICENSE`. To change it, change it in the console first, then here.
     * @default "LICENSE_INCLUDED"
     * @example "BRING_YOUR_OWN_LICENSE"
     */
    licenseModel?: pulumi.Input<string>;
    /**
     * Name shown in the console. To change it, change it in the console first, then here.
     * @default the name of the component
     * @example "crm"
     */
    displayName?: pulumi.Input<string>;
    /**
     * AWS tags of the cluster. A change is made in place.
     * @default none
     * @example { team: "dba" }
     */
    tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** Arguments of {@link VmCluster}: creation arguments, or `existing`. */
export interface VmClusterArgs extends VmClusterSettings {
    /**
     * Id of the ODB network: output `networkId` of OdbNetwork. A change replaces the cluster.
     * @default required unless `existing` is given
     * @example "odbnet_4k2p0wz1ab"
     */
    networkId?: pulumi.Input<string>;
    /**
     * Id of the Exadata infrastructure: output `infrastructureId` of ExadataInfrastructure. The cluster uses every database
     * server of the infrastructure. A change replaces the cluster.
     * @default required unless `existing` is given
     * @example "exa_4k2p0wz1ab"
     */
    infrastructureId?: pulumi.Input<string>;
    /**
     * Use this cluster instead of creating one. Excludes every other argument but `protect`.
     * @default none; a cluster is created
     * @example { id: "vmc_4k2p0wz1ab" }
     */
    existing?: ExistingVmClusterArgs;
    /**
     * Protect the cluster from deletion and replacement.
     * @default true
     * @example false
     */
    protect?: boolean;
}
