import { CustomKeyStore as NativeStore } from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { CustomKeyStoreConnection } from "../sdk/dynamic";
import { accept } from "./internal/checks";
import { guarded } from "./internal/guarded";
import { keepWhileInUse } from "./internal/in-use";
import { customKeyStore } from "./schema/keys";

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

/**
 * A custom key store of KMS in a CloudHSM cluster (CreateCustomKeyStore), connected (ConnectCustomKeyStore, up to twenty minutes).
 * Fails with the reason of KMS when the connection fails. Name and password of a store can only be changed while it is disconnected.
 * @example new CustomKeyStore("hsm", { existing: { id: "cks-0123456789abcdef0" } })
 */
export class CustomKeyStore extends pulumi.ComponentResource {
    /** Id of the store. What takes it waits until the store is connected: argument `customKeyStoreId` of ManagedKey. */
    public readonly id: pulumi.Output<string>;

    constructor(name: string, args: CustomKeyStoreArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:CustomKeyStore", name, {}, opts);
        args = accept(this, name, customKeyStore, args);
        const { existing, protect = true } = args;
        const customKeyStoreId = existing?.id ?? this.create(name, args, protect);
        const connection = new CustomKeyStoreConnection(
            name,
            // A store of the stack's own can be deleted only when it is disconnected.
            { customKeyStoreId, disconnectOnDelete: existing === undefined },
            { parent: this, protect },
        );
        // Goes before the connection, and so before any key in the store is cut off.
        if (existing === undefined) {
            const subjects = [{ kind: "customKeyStore", customKeyStoreId: connection.customKeyStoreId }];
            keepWhileInUse({ component: this, opts, name, dependsOn: connection }, subjects);
        }
        this.id = connection.customKeyStoreId;
        this.registerOutputs({ id: this.id });
    }

    private create(name: string, args: CustomKeyStoreArgs, protect: boolean): pulumi.Output<string> {
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
            { parent: this, protect, dependsOn: guard },
        ).id;
    }
}
