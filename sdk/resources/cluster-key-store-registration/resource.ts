import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link ClusterKeyStoreRegistration}. */
export interface ClusterKeyStoreRegistrationArgs {
    /**
     * OCID of the VM cluster. A change replaces the registration.
     * @example "ocid1.cloudvmcluster.oc1.iad.anuw…"
     */
    vmClusterOcid: pulumi.Input<string>;
    /**
     * OCID of the cluster's connected identity connector: output `connectorId` of IdentityConnectorGate. A connector of another
     * cluster is refused.
     * @example "ocid1.oracledbawsconnector.oc1.iad.aaaa…"
     */
    connectorId: pulumi.Input<string>;
}

/**
 * AWS KMS as the key store of a VM cluster (`RegisterCloudVmClusterPkcs`). If the cluster already has the key store, the resource
 * adopts it, and the cluster keeps it when you delete the resource. Deleting a registration that this resource made disables the
 * key store (`UnregisterCloudVmClusterPkcs`). This is refused while a database of the cluster uses it.
 */
export class ClusterKeyStoreRegistration extends HostedResource {
    /** OCID of the VM cluster. */
    declare readonly vmClusterOcid: pulumi.Output<string>;
    /** OCID of the identity connector. */
    declare readonly connectorId: pulumi.Output<string>;
    /** `AWS`, or another key store that `pulumi refresh` found (`NONE` if there is none). */
    declare readonly keyStoreType: pulumi.Output<string>;
    /** Whether the cluster had the key store before this resource was created. If so, it keeps it. */
    declare readonly wasAlreadyEnabled: pulumi.Output<boolean>;
    /** OCID of the work request of the registration, if the service returned one. */
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
