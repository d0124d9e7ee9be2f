import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "./host";

/** Arguments of {@link CustomKeyStoreGuard}. */
export interface CustomKeyStoreGuardArgs {
    /**
     * Name of the store, by which it is found.
     * @example "exadata-hsm"
     */
    storeName: pulumi.Input<string>;
    /**
     * Id of its CloudHSM cluster. A change makes another store.
     * @default not watched
     * @example "cluster-abcdefg2345"
     */
    cloudHsmClusterId?: pulumi.Input<string>;
    /**
     * Certificate with which the cluster was initialised, as PEM text. A change makes another store.
     * @default not watched
     * @example fs.readFileSync("customerCA.crt", "utf8")
     */
    trustAnchorCertificate?: pulumi.Input<string>;
}

/**
 * Watches a custom key store, which depends on the guard: while databases use keys in it, it is not replaced.
 * @example new CustomKeyStoreGuard("hsm", { storeName: "exadata-hsm", cloudHsmClusterId: "cluster-abcdefg2345" })
 */
export class CustomKeyStoreGuard extends HostedResource {
    constructor(name: string, args: CustomKeyStoreGuardArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            { type: "CustomKeyStoreGuard", operations: "custom-key-store-guard", outputs: [] },
            name,
            { ...args },
            opts,
        );
    }
}
