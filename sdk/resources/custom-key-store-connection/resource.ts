import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link CustomKeyStoreConnection}. */
export interface CustomKeyStoreConnectionArgs {
    /**
     * Id of the custom key store; a change replaces the connection.
     * @example "cks-0123456789abcdef0"
     */
    customKeyStoreId: pulumi.Input<string>;
    /**
     * Disconnect the store when this resource is deleted. No key in a disconnected store can be used.
     * @default false: the store stays connected
     * @example true
     */
    disconnectOnDelete?: pulumi.Input<boolean>;
}

/**
 * The connection of a custom key store to its CloudHSM cluster (KMS `ConnectCustomKeyStore`), waited for until it is CONNECTED.
 * A store that is connected already is adopted.
 * @example new CustomKeyStoreConnection("hsm", { customKeyStoreId: store.id })
 */
export class CustomKeyStoreConnection extends HostedResource {
    /** Id of the custom key store. */
    declare readonly customKeyStoreId: pulumi.Output<string>;
    /** `CONNECTED`, or what `pulumi refresh` found instead. */
    declare readonly connectionState: pulumi.Output<string>;
    /** Whether the store was connected before this resource was made. */
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
