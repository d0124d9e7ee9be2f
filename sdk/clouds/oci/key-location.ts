import type { ContainerDatabase } from "./databases";

export const wallet = "Oracle Wallet";

const keyManagers: Readonly<Record<string, string>> = {
    AWS: "AWS KMS",
    AZURE: "Azure Key Vault",
    GCP: "Google Cloud KMS",
    OCI: "OCI Vault",
    OKV: "Oracle Key Vault",
    EXTERNAL: "an external key manager",
};

/** Where the master key of a database is, in words for people. */
export function locationOf({ keyProvider }: ContainerDatabase): string {
    return keyProvider === undefined ? wallet : (keyManagers[keyProvider] ?? keyProvider);
}
