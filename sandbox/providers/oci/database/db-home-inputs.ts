import { flag, type Inputs, list, map, object, text } from "../../host/spec";
import type { Plain } from "../../host/values";
import { tagInputs } from "../tags";

const settled = { computed: true, replace: true } as const;
const kept = { computed: true } as const;

const ignoringCase = (stored: Plain, wanted: Plain) => String(stored).toLowerCase() === String(wanted).toLowerCase();

/** `19.0.0.0` asks for the latest of 19, and the service answers with that; other versions are prefixes. */
function sameVersion(stored: Plain, wanted: Plain): boolean {
    const [old, asked] = [String(stored), String(wanted)];
    if (!old || !asked) return false;
    if (asked === "18.0.0.0" || asked === "19.0.0.0") return old.split(".")[0] === asked.split(".")[0];
    return old.toLowerCase().startsWith(asked.toLowerCase());
}

/** A `state` filter of validation as Terraform words it. */
function oneOf(...values: string[]) {
    return (value: Plain, name: string) =>
        values.some((one) => ignoringCase(one, value))
            ? undefined
            : `expected ${name} to be one of ${JSON.stringify(values)}, got ${String(value)}`;
}

const databaseInputs: Inputs = {
    adminPassword: text({ required: true }),
    backupId: text(settled),
    backupTdePassword: text(settled),
    characterSet: text(settled),
    connectionStrings: list(kept),
    databaseId: text(settled),
    databaseSoftwareImageId: text(settled),
    dbBackupConfig: { kind: "object", ...kept },
    dbName: text(settled),
    dbUniqueName: text(kept),
    dbWorkload: text(settled),
    ...tagInputs,
    encryptionKeyLocationDetails: object(
        {
            awsEncryptionKeyId: text(kept),
            azureEncryptionKeyId: text(kept),
            googleCloudProviderEncryptionKeyId: text(kept),
            hsmPassword: text(),
            providerType: text({
                required: true,
                same: ignoringCase,
                check: oneOf("AWS", "AZURE", "EXTERNAL", "GCP"),
            }),
        },
        kept,
    ),
    id: text(kept),
    keyStoreId: text(kept),
    kmsKeyId: text(),
    kmsKeyVersionId: text(),
    lifecycleDetails: text(kept),
    ncharacterSet: text(settled),
    oneOffPatches: list(kept),
    pdbName: text(settled),
    pluggableDatabases: list(settled),
    sidPrefix: text(kept),
    state: text(kept),
    storageSizeDetails: { kind: "object", ...settled },
    tdeWalletPassword: text(kept),
    timeCreated: text(kept),
    timeStampForPointInTimeRecovery: text(settled),
    vaultId: text(settled),
    vmClusterId: text(settled),
};

export const dbHomeInputs: Inputs = {
    // Left out of the program it stays, unless deletion is switched on.
    database: object(databaseInputs, kept),
    databaseSoftwareImageId: text(settled),
    dbSystemId: text(settled),
    dbVersion: text({ ...settled, same: sameVersion }),
    definedTags: map(kept),
    displayName: text(settled),
    enableDatabaseDelete: flag(),
    freeformTags: map(kept),
    homeType: text(kept),
    isDesupportedVersion: flag(settled),
    isUnifiedAuditingEnabled: flag(settled),
    kmsKeyId: text(settled),
    kmsKeyVersionId: text(settled),
    source: text({
        ...settled,
        same: ignoringCase,
        check: oneOf("DATABASE", "DB_BACKUP", "NONE", "VM_CLUSTER_BACKUP", "VM_CLUSTER_DATABASE", "VM_CLUSTER_NEW"),
    }),
    vmClusterId: text(settled),
};
