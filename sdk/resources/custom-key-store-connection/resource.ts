import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link CustomKeyStoreConnection}. */
export interface CustomKeyStoreConnectionArgs {
    /**
     * Id of the custom key store. A change replaces the connection.
     * @example "cks-0123456789abcdef0"
     */
    customKeyStoreId: pulumi.Input<string>;
    /**
     * Disconnect the store when you delete this resource. Keys in a disconnected store cannot be used.
     * @default false; the store stays connected
     * @example true
     */
    disconnectOnDelete?: pulumi.Input<boolean>;
}

/**
 * The connection of a custom key store to its CloudHSM cluster (KMS `ConnectCustomKeyStore`). The resource waits until the store
 * is CONNECTED. A store that is already connected is adopted. If the connection fails, the resource fails with the reason of KMS
 * and a remedy.
 * @example new CustomKeyStoreConnection("hsm", { customKeyStoreId: store.id })
 */
export class CustomKeyStoreConnection extends HostedResource {
    /** Id of the custom key store. */
    declare readonly customKeyStoreId: pulumi.Output<string>;
    /** `CONNECTED`, or another state that `pulumi refresh` found. */
    declare readonly connectionState: pulumi.Output<string>;
    /** Whether the store was connected before this resource was created. */
    declare readonly wasAlreadyConnected: pulumi.Output<boolean>;

    constructor(name: string, args: CustomKeyStoreConnectionArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            {
                type: "CustomKeyStoreConnection",
                path: "resources/custom-key-store-connection",
                outputs: ["connectionState", "wasAlreadyConnected"],
            },
            name,
            { ...args },
            opts,
        );
    }
}
