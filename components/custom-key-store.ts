import { CustomKeyStore as NativeStore } from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { CustomKeyStoreConnection } from "../sdk/resources";
import type { CustomKeyStoreArgs } from "./args/custom-key-store";
import { accept } from "./internal/checks";
import { guarded } from "./internal/guarded";
import { keepWhileInUse } from "./internal/in-use";
import { customKeyStore } from "./schema/keys";

/**
 * A custom key store of KMS in a CloudHSM cluster (CreateCustomKeyStore), connected (ConnectCustomKeyStore; up to twenty
 * minutes). If the connection fails, the component fails with the reason that KMS gives. You can change the name and the password
 * of a store only while it is disconnected.
 * @example new CustomKeyStore("hsm", { existing: { id: "cks-0123456789abcdef0" } })
 */
export class CustomKeyStore extends pulumi.ComponentResource {
    /**
     * Id of the store. It is known only after the store is connected: give it as `customKeyStoreId` to CustomerManagedKey.
     */
    public readonly id: pulumi.Output<string>;
    /** The native resource; undefined for an existing store. */
    public readonly keyStore?: NativeStore;

    constructor(name: string, args: CustomKeyStoreArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:CustomKeyStore", name, {}, opts);
        args = accept(this, name, customKeyStore, args);
        const { existing, protect = true } = args;
        let customKeyStoreId: pulumi.Input<string>;
        if (existing) {
            customKeyStoreId = existing.id;
        } else {
            this.keyStore = this.create(name, args, protect);
            customKeyStoreId = this.keyStore.id;
        }
        const connection = new CustomKeyStoreConnection(
            name,
            // KMS deletes a store only while it is disconnected. An existing store stays connected.
            { customKeyStoreId, disconnectOnDelete: existing === undefined },
            { parent: this, protect },
        );
        // The engine deletes this guard before the connection, so before any key in the store is cut off.
        if (existing === undefined) {
            const subjects = [{ kind: "customKeyStore", customKeyStoreId: connection.customKeyStoreId }];
            keepWhileInUse({ component: this, opts, name, dependsOn: connection }, subjects);
        }
        this.id = connection.customKeyStoreId;
        this.registerOutputs({ id: this.id });
    }

    private create(name: string, args: CustomKeyStoreArgs, protect: boolean): NativeStore {
        const { storeName = name, cloudHsmClusterId, trustAnchorCertificate } = args;
        const { guard, wanted } = guarded(
            "customKeyStore",
            name,
            { storeName, cloudHsmClusterId, trustAnchorCertificate },
            { parent: this },
        );
        return new NativeStore(
            name,
            {
                customKeyStoreName: wanted.storeName,
                cloudHsmClusterId: wanted.cloudHsmClusterId,
                keyStorePassword:
                    args.keyStorePassword === undefined ? undefined : pulumi.secret(args.keyStorePassword),
                trustAnchorCertificate: wanted.trustAnchorCertificate,
            },
            {
                parent: this,
                protect,
                dependsOn: guard,
                // A store keeps its first default name: KMS renames a store only while it is disconnected.
                ignoreChanges: args.storeName === undefined ? ["customKeyStoreName"] : [],
            },
        );
    }
}
