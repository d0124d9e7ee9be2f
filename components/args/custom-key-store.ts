import type * as pulumi from "@pulumi/pulumi";

/** A custom key store that exists already. It is connected when it is not, and stays outside of the stack otherwise. */
export interface ExistingCustomKeyStoreArgs {
    /** Id of the store. @example "cks-0123456789abcdef0" */
    id: pulumi.Input<string>;
}

/** Arguments of {@link CustomKeyStore}: creation arguments, or `existing`. */
export interface CustomKeyStoreArgs {
    /**
     * Name of the store, unique in account and Region. A change is made in place, which KMS allows only while the store is
     * disconnected.
     * @default the name of the component
     * @example "exadata-hsm"
     */
    storeName?: pulumi.Input<string>;
    /**
     * Id of the active CloudHSM cluster that holds the key material. A change replaces the store, and is refused while databases
     * use keys in it.
     * @default required unless `existing` is given
     * @example "cluster-abcdefg2345"
     */
    cloudHsmClusterId?: pulumi.Input<string>;
    /**
     * Password of the crypto user `kmsuser` in the cluster, 7 to 32 characters. A secret in state, and never read back.
     * A change is made in place, which KMS allows only while the store is disconnected.
     * @default required unless `existing` is given
     * @example config.requireSecret("kmsuserPassword")
     */
    keyStorePassword?: pulumi.Input<string>;
    /**
     * Certificate with which the cluster was initialised (`customerCA.crt`), as PEM text. A change replaces the store,
     * and is refused while databases use keys in it.
     * @default required unless `existing` is given
     * @example fs.readFileSync("customerCA.crt", "utf8")
     */
    trustAnchorCertificate?: pulumi.Input<string>;
    /**
     * Use this store instead of creating one; excludes every other argument but `protect`.
     * @default none: a store is created
     * @example { id: "cks-0123456789abcdef0" }
     */
    existing?: ExistingCustomKeyStoreArgs;
    /**
     * Protect the store from deletion. KMS deletes none that holds keys; keys in a store that is disconnected cannot be used.
     * @default true
     * @example false
     */
    protect?: boolean;
}
