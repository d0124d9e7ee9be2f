import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link ClusterKeyStoreRegistration}. */
export interface ClusterKeyStoreRegistrationArgs {
    /**
     * OCID of the VM cluster; a change replaces the registration.
     * @example "ocid1.cloudvmcluster.oc1.iad.anuw…"
     */
    vmClusterOcid: pulumi.Input<string>;
    /**
     * OCID of the connected identity connector of that cluster, as `IdentityConnectorGate.connectorId` gives it.
     * @example "ocid1.oracledbawsconnector.oc1.iad.aaaa…"
     */
    connectorId: pulumi.Input<string>;
}

/**
 * AWS KMS as the key store of a VM cluster (`RegisterCloudVmClusterPkcs`). A cluster that has it already is adopted, and keeps it
 * when the resource is deleted. Deleting one that was made here disables the store (`UnregisterCloudVmClusterPkcs`), and is
 * refused while a database of the cluster uses it.
 */
export class ClusterKeyStoreRegistration extends HostedResource {
    /** OCID of the VM cluster. */
    declare readonly vmClusterOcid: pulumi.Output<string>;
    /** OCID of the identity connector. */
    declare readonly connectorId: pulumi.Output<string>;
    /** `AWS`, or what `pulumi refresh` found instead (`NONE` when there is no store). */
    declare readonly keyStoreType: pulumi.Output<string>;
    /** Whether the cluster had the store before this resource was made; it keeps it then. */
    declare readonly wasAlreadyEnabled: pulumi.Output<boolean>;
    /** OCID of the work request of the registration, when the service gave one. */
    declare readonly workRequestId: pulumi.Output<string | undefined>;

    constructor(name: string, args: ClusterKeyStoreRegistrationArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            {
                type: "ClusterKeyStoreRegistration",
                path: "resources/cluster-key-store-registration",
                outputs: ["keyStoreType", "wasAlreadyEnabled", "workRequestId"],
            },
            name,
            { ...args },
            opts,
        );
    }
}
