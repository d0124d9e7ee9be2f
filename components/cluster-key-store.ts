import * as pulumi from "@pulumi/pulumi";
import { ClusterKeyStoreRegistration } from "../sdk/resources";
import type { ClusterKeyStoreArgs } from "./args/cluster-key-store";
import { accept } from "./internal/checks";
import { placed } from "./internal/cluster-place";
import { keepWhileInUse } from "./internal/in-use";
import { clusterKeyStore } from "./schema/registrations";

/**
 * AWS KMS as the key store of a VM cluster, for all its databases (RegisterCloudVmClusterPkcs `AWS`). If the cluster already has
 * the key store, the component adopts it, and it stays enabled when you remove the component. Removing a key store that the
 * component enabled disables it (UnregisterCloudVmClusterPkcs). This is refused while a database of the cluster uses AWS KMS.
 * @example new ClusterKeyStore("sales", { cluster: cluster.ref, connectorId: identity.connectorId })
 */
export class ClusterKeyStore extends pulumi.ComponentResource {
    /**
     * OCID of the cluster. It is known only after the key store is enabled: give it to everything that needs the key store.
     */
    public readonly vmClusterOcid: pulumi.Output<string>;
    /** The key store of the cluster: `AWS`. */
    public readonly keyStoreType: pulumi.Output<string>;

    constructor(name: string, args: ClusterKeyStoreArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:ClusterKeyStore", name, {}, opts);
        const { vmClusterOcid } = placed(accept(this, name, clusterKeyStore, args));
        const registration = new ClusterKeyStoreRegistration(
            name,
            { vmClusterOcid, connectorId: args.connectorId },
            { parent: this, protect: args.protect ?? true },
        );
        const subjects = [{ kind: "keyStore", vmClusterOcid }];
        keepWhileInUse({ component: this, opts, name, dependsOn: registration }, subjects);
        this.keyStoreType = registration.keyStoreType;
        this.vmClusterOcid = pulumi
            .all([registration.vmClusterOcid, registration.keyStoreType])
            .apply(([ocid]) => ocid);
        this.registerOutputs({ vmClusterOcid: this.vmClusterOcid, keyStoreType: this.keyStoreType });
    }
}
