import type * as pulumi from "@pulumi/pulumi";

/** An existing Exadata infrastructure. */
export interface ExistingExadataInfrastructureArgs {
    /** Id of the infrastructure. @example "exa_4k2p0wz1ab" */
    id: pulumi.Input<string>;
}

/** Arguments of {@link ExadataInfrastructure}: creation arguments, or `existing`. */
export interface ExadataInfrastructureArgs {
    /**
     * Id of the availability zone, the same as that of the ODB network. A change replaces the infrastructure.
     * @default required unless `existing` is given
     * @example "use1-az6"
     */
    availabilityZoneId?: pulumi.Input<string>;
    /**
     * Model of the Exadata machine. A change replaces the infrastructure.
     * @default required unless `existing` is given
     * @example "Exadata.X11M"
     */
    shape?: pulumi.Input<string>;
    /**
     * Number of database servers. To change it, change it in the console first, then here.
     * @default 2
     * @example 2
     */
    computeCount?: pulumi.Input<number>;
    /**
     * Number of storage servers. To change it, change it in the console first, then here.
     * @default 3
     * @example 3
     */
    storageCount?: pulumi.Input<number>;
    /**
     * Type of the database servers. Exadata.X11M needs it. A change replaces the infrastructure.
     * @default chosen by the service
     * @example "X11M"
     */
    databaseServerType?: pulumi.Input<string>;
    /**
     * Type of the storage servers. Exadata.X11M needs it. A change replaces the infrastructure.
     * @default chosen by the service
     * @example "X11M-HC"
     */
    storageServerType?: pulumi.Input<string>;
    /**
     * Name shown in the console. To change it, change it in the console first, then here.
     * @default the name of the component
     * @example "sales-infra"
     */
    displayName?: pulumi.Input<string>;
    /**
     * AWS tags of the infrastructure. A change is made in place.
     * @default none
     * @example { team: "dba" }
     */
    tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Use this infrastructure instead of creating one. Excludes every other argument but `protect`.
     * @default none; an infrastructure is created
     * @example { id: "exa_4k2p0wz1ab" }
     */
    existing?: ExistingExadataInfrastructureArgs;
    /**
     * Protect the infrastructure from deletion and replacement.
     * @default true
     * @example false
     */
    protect?: boolean;
}
