import { randomBytes } from "node:crypto";
import type { CustomKeyStore } from "../../core/records";
import type { World } from "../../core/world";
import { AwsError } from "../errors";
import { keysOf, needEnabled } from "./key-state";

type Members = Record<string, unknown>;

/** What KMS cannot do with material that lies in a CloudHSM cluster. */
const rotations = new Set(["EnableKeyRotation", "DisableKeyRotation", "RotateKeyOnDemand", "GetKeyRotationStatus"]);

/** Custom key stores with CloudHSM clusters, and the keys in them. moto knows neither: it holds the keys as its own. */
export class CustomKeyStores {
    constructor(private readonly world: World) {}

    /** The answer to an operation on stores; nothing for an operation on keys. */
    answer(operation: string, given: Members, region: string, failure?: string): Members | undefined {
        switch (operation) {
            case "CreateCustomKeyStore":
                return this.create(given, region);
            case "DescribeCustomKeyStores":
                return this.describe(given, region);
            case "UpdateCustomKeyStore":
                return this.update(this.find(given, region), given);
            case "DeleteCustomKeyStore":
                return this.delete(this.find(given, region));
            case "ConnectCustomKeyStore":
                return this.connect(this.find(given, region), failure);
            case "DisconnectCustomKeyStore":
                return this.disconnect(this.find(given, region));
            default:
                return undefined;
        }
    }

    /** The request as moto can take it: a key in a store is an ordinary key there. */
    prepare(operation: string, request: Members, region: string): Members {
        if (operation !== "CreateKey" || request.CustomKeyStoreId === undefined) return request;
        const { CustomKeyStoreId: _, Origin: origin, ...ordinary } = request;
        const store = this.find(request, region);
        if (store.ConnectionState !== "CONNECTED") throw invalidState(store, "CreateKey needs a connected store");
        if (origin !== "AWS_CLOUDHSM") {
            throw new AwsError("ValidationException", "The Origin of a key in this custom key store is AWS_CLOUDHSM.");
        }
        const spec = request.KeySpec ?? request.CustomerMasterKeySpec ?? "SYMMETRIC_DEFAULT";
        if (spec !== "SYMMETRIC_DEFAULT" || request.KeyUsage !== "ENCRYPT_DECRYPT" || request.MultiRegion === true) {
            const message = "A custom key store holds symmetric encryption keys of a single Region only.";
            throw new AwsError("UnsupportedOperationException", message);
        }
        return ordinary;
    }

    check(operation: string, request: Members, region: string): void {
        const isRotation = rotations.has(operation);
        if (!isRotation && !needEnabled.has(operation)) return;
        for (const key of keysOf(operation, request)) {
            const store = this.storeOf(key, region);
            if (store === undefined) continue;
            if (isRotation) {
                throw new AwsError("UnsupportedOperationException", `${String(key)} is in a custom key store.`);
            }
            if (store.ConnectionState !== "CONNECTED") {
                throw new AwsError("KMSInvalidStateException", `${String(key)} is unavailable.`);
            }
        }
    }

    /** What the metadata of a key says of its store; a new key is put into it. */
    complete(operation: string, given: Members, answer: Members): Members {
        const metadata = answer.KeyMetadata as Members | undefined;
        if (metadata === undefined) return answer;
        if (operation === "CreateKey" && given.CustomKeyStoreId !== undefined) {
            this.world.customKeyStores.get(String(given.CustomKeyStoreId))?.keyArns.add(String(metadata.Arn));
        }
        const store = this.world.keyStoreOf(String(metadata.Arn));
        if (store === undefined) return answer;
        const { CustomKeyStoreId, CloudHsmClusterId } = store;
        const unavailable = metadata.KeyState === "Enabled" && store.ConnectionState !== "CONNECTED";
        return {
            ...answer,
            KeyMetadata: {
                ...metadata,
                ...(unavailable && { KeyState: "Unavailable", Enabled: false }),
                Origin: "AWS_CLOUDHSM",
                CustomKeyStoreId,
                CloudHsmClusterId,
            },
        };
    }

    private create(given: Members, region: string): Members {
        const { CustomKeyStoreName: name, CloudHsmClusterId: cluster, TrustAnchorCertificate: anchor } = given;
        if (given.CustomKeyStoreType !== undefined && given.CustomKeyStoreType !== "AWS_CLOUDHSM") {
            throw new AwsError("UnsupportedOperationException", "The sandbox has no external key stores.");
        }
        requireText("CustomKeyStoreName", name, 256);
        requirePassword(given.KeyStorePassword);
        const others = [...this.world.customKeyStores.values()].filter((store) => store.region === region);
        if (others.some((store) => store.CustomKeyStoreName === name)) {
            throw new AwsError("CustomKeyStoreNameInUseException", `The name ${String(name)} is in use.`);
        }
        if (typeof cluster !== "string" || !/^cluster-[2-7a-z]{11,16}$/.test(cluster)) {
            throw new AwsError("CloudHsmClusterNotFoundException", `No CloudHSM cluster ${String(cluster)} is found.`);
        }
        if (others.some((store) => store.CloudHsmClusterId === cluster)) {
            throw new AwsError("CloudHsmClusterInUseException", `CloudHSM cluster ${cluster} backs another store.`);
        }
        if (typeof anchor !== "string" || !anchor.includes("-----BEGIN CERTIFICATE-----")) {
            throw new AwsError("IncorrectTrustAnchorException", "It is not the trust anchor of the CloudHSM cluster.");
        }
        const id = `cks-${randomBytes(9).toString("hex").slice(0, 17)}`;
        this.world.customKeyStores.set(id, {
            CustomKeyStoreId: id,
            CustomKeyStoreName: String(name),
            CustomKeyStoreType: "AWS_CLOUDHSM",
            CloudHsmClusterId: cluster,
            TrustAnchorCertificate: anchor,
            ConnectionState: "DISCONNECTED",
            CreationDate: Math.floor(Date.now() / 1000),
            region,
            keyArns: new Set(),
        });
        return { CustomKeyStoreId: id };
    }

    private describe(given: Members, region: string): Members {
        const { CustomKeyStoreId: id, CustomKeyStoreName: name } = given;
        const here = [...this.world.customKeyStores.values()].filter((store) => store.region === region);
        const found = here.filter(
            (store) =>
                (id === undefined || store.CustomKeyStoreId === id) &&
                (name === undefined || store.CustomKeyStoreName === name),
        );
        if (found.length === 0 && (id ?? name) !== undefined) throw notFound(id ?? name);
        const shown = found.map(({ region: _, keyArns: __, ...store }) => store);
        return { CustomKeyStores: shown, Truncated: false };
    }

    private update(store: CustomKeyStore, given: Members): Members {
        const { NewCustomKeyStoreName: name, KeyStorePassword: password } = given;
        if (store.ConnectionState !== "DISCONNECTED" && store.ConnectionState !== "FAILED") {
            throw invalidState(store, "an update needs a disconnected store");
        }
        if (password !== undefined) requirePassword(password);
        if (name !== undefined) store.CustomKeyStoreName = requireText("NewCustomKeyStoreName", name, 256);
        return {};
    }

    private delete(store: CustomKeyStore): Members {
        if (store.keyArns.size > 0) {
            throw new AwsError("CustomKeyStoreHasCMKsException", `${store.CustomKeyStoreId} contains KMS keys.`);
        }
        if (store.ConnectionState !== "DISCONNECTED") throw invalidState(store, "deletion needs a disconnected store");
        this.world.customKeyStores.delete(store.CustomKeyStoreId);
        return {};
    }

    private connect(store: CustomKeyStore, failure: string | undefined): Members {
        if (store.ConnectionState !== "DISCONNECTED")
            throw invalidState(store, "connecting needs a disconnected store");
        store.ConnectionState = "CONNECTING";
        delete store.ConnectionErrorCode;
        this.world.jobs.after("customKeyStore", () => {
            store.ConnectionState = failure === undefined ? "CONNECTED" : "FAILED";
            if (failure !== undefined) store.ConnectionErrorCode = failure;
        });
        return {};
    }

    private disconnect(store: CustomKeyStore): Members {
        if (store.ConnectionState === "DISCONNECTED") return {};
        store.ConnectionState = "DISCONNECTING";
        delete store.ConnectionErrorCode;
        this.world.jobs.after("resourceUpdate", () => {
            store.ConnectionState = "DISCONNECTED";
        });
        return {};
    }

    private find(given: Members, region: string): CustomKeyStore {
        const store = this.world.customKeyStores.get(String(given.CustomKeyStoreId));
        if (store?.region !== region) throw notFound(given.CustomKeyStoreId);
        return store;
    }

    private storeOf(key: unknown, region: string): CustomKeyStore | undefined {
        const { accountId } = this.world.settings;
        const name = String(key);
        const id = name.slice(name.lastIndexOf("/") + 1);
        return this.world.keyStoreOf(`arn:aws:kms:${region}:${accountId}:key/${id}`);
    }
}

function requireText(name: string, value: unknown, most: number): string {
    if (typeof value === "string" && value.length > 0 && value.length <= most) return value;
    throw new AwsError("ValidationException", `${name} must have 1 to ${most} characters.`);
}

/** The password of `kmsuser`, which is checked and not kept. */
function requirePassword(value: unknown): void {
    if (typeof value === "string" && value.length >= 7 && value.length <= 32) return;
    throw new AwsError("ValidationException", "KeyStorePassword must have 7 to 32 characters.");
}

function notFound(name: unknown): AwsError {
    const message = `Custom key store ${String(name)} is not in this account and region.`;
    return new AwsError("CustomKeyStoreNotFoundException", message);
}

function invalidState({ CustomKeyStoreId: id, ConnectionState: state }: CustomKeyStore, rule: string): AwsError {
    return new AwsError("CustomKeyStoreInvalidStateException", `Custom key store ${id} is ${state}; ${rule}.`);
}
