import type * as pulumi from "@pulumi/pulumi";

/**
 * An existing custom key store. The component connects it if it is not connected, and changes nothing else. Removing the
 * component leaves the store connected.
 */
export interface ExistingCustomKeyStoreArgs {
    /** Id of the store. @example "cks-0123456789abcdef0" */
    id: pulumi.Input<string>;
}

/** Arguments of {@link CustomKeyStore}: creation arguments, or `existing`. */
export interface CustomKeyStoreArgs {
    /**
     * Name of the store, unique in the account and Region. A change is made in place. KMS allows it only while the store is
     * disconnected.
     * @default the name of the component
     * @example "exadata-hsm"
     */
    storeName?: pulumi.Input<string>;
    /**
     * Id of the active CloudHSM cluster that holds the key material. A change replaces the store. This is refused while databases
     * use keys in the store.
     * @default required unless `existing` is given
     * @example "cluster-abcdefg2345"
     */
    cloudHsmClusterId?: pulumi.Input<string>;
    /**
     * Password of the crypto user `kmsuser` in the CloudHSM cluster, 7 to 32 characters. It is a secret in the state and is never
     * read back. A change is made in place. KMS allows it only while the store is disconnected.
     * @default required unless `existing` is given
     * @example config.requireSecret("kmsuserPassword")
     */
    keyStorePassword?: pulumi.Input<string>;
    /**
     * Certificate with which the CloudHSM cluster was initialised (`customerCA.crt`), as PEM text. A change replaces the store.
     * This is refused while databases use keys in the store.
     * @default required unless `existing` is given
     * @example fs.readFileSync("customerCA.crt", "utf8")
     */
    trustAnchorCertificate?: pulumi.Input<string>;
    /**
     * Use this store instead of creating one. Excludes every other argument but `protect`.
     * @default none; a store is created
     * @example { id: "cks-0123456789abcdef0" }
     */
    existing?: ExistingCustomKeyStoreArgs;
    /**
     * Protect the store and its connection from deletion. KMS does not delete a store that holds keys. Keys in a disconnected
     * store cannot be used.
     * @default true
     * @example false
     */
    protect?: boolean;
}
