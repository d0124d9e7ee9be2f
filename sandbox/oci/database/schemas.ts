import type * as database from "oci-database";
import { z } from "zod";
import type { Wire } from "../../core/wire";
import { listQuery } from "../wire/paging";
import { ocidText, tags } from "../wire/schema";

/** Holds a schema against the SDK's model of the same body. */
type Body<T> = z.ZodType<Wire<T>>;

const count = z.number().int().min(0);
const tdeKeyStoreType = z.enum(["AZURE", "OCI", "GCP", "AWS"]);

export const pkcs = z.strictObject({
    tdeKeyStoreType,
}) satisfies Body<database.models.RegisterCloudVmClusterPkcsDetails>;

export const updateVmCluster = z.strictObject({
    displayName: z.string().min(1).max(255).optional(),
    cpuCoreCount: count.optional(),
    ocpuCount: z.number().min(0).optional(),
    memorySizeInGBs: count.optional(),
    dbNodeStorageSizeInGBs: count.optional(),
    dataStorageSizeInTBs: z.number().min(0).optional(),
    licenseModel: z.enum(["LICENSE_INCLUDED", "BRING_YOUR_OWN_LICENSE"]).optional(),
    sshPublicKeys: z.array(z.string().min(1)).optional(),
    nsgIds: z.array(ocidText).optional(),
    backupNetworkNsgIds: z.array(ocidText).optional(),
    storageSizeInGBs: count.optional(),
    dataCollectionOptions: z
        .strictObject({
            isDiagnosticsEventsEnabled: z.boolean().optional(),
            isHealthMonitoringEnabled: z.boolean().optional(),
            isIncidentLogsEnabled: z.boolean().optional(),
        })
        .optional(),
    ...tags,
}) satisfies Body<database.models.UpdateCloudVmClusterDetails>;

/** Where a database keeps its TDE master key. Of the four providers the sandbox simulates AWS. */
export const encryptionKeyLocation = z.discriminatedUnion("providerType", [
    z.strictObject({ providerType: z.literal("AWS"), awsEncryptionKeyId: ocidText }),
    z.strictObject({ providerType: z.literal("AZURE"), azureEncryptionKeyId: ocidText }),
    z.strictObject({ providerType: z.literal("GCP"), googleCloudProviderEncryptionKeyId: ocidText }),
    z.strictObject({ providerType: z.literal("EXTERNAL"), hsmPassword: z.string().min(1) }),
]);

/** The published rule for SYS and wallet passwords. */
const password = z
    .string()
    .min(9)
    .max(30)
    .refine(
        (text) =>
            [/[A-Z]/g, /[a-z]/g, /[0-9]/g, /[_#-]/g].every((kind) => (text.match(kind) ?? []).length >= 2) &&
            /^[A-Za-z0-9_#-]+$/.test(text),
        "two upper-case letters, two lower-case letters, two digits and two of _ # - are needed, and nothing else",
    );

const slot = z.enum([
    "SLOT_ONE",
    "SLOT_TWO",
    "SLOT_THREE",
    "SLOT_FOUR",
    "SLOT_FIVE",
    "SLOT_SIX",
    "SLOT_SEVEN",
    "SLOT_EIGHT",
    "SLOT_NINE",
    "SLOT_TEN",
    "SLOT_ELEVEN",
    "SLOT_TWELVE",
]);
const weekday = z.enum(["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"]);

/** Backup destinations may carry passwords: they are accepted, and left behind here. */
const backupConfig = z
    .strictObject({
        autoBackupEnabled: z.boolean().optional(),
        recoveryWindowInDays: count.optional(),
        autoBackupWindow: slot.optional(),
        autoFullBackupWindow: slot.optional(),
        autoFullBackupDay: weekday.optional(),
        runImmediateFullBackup: z.boolean().optional(),
        backupDestinationDetails: z.array(z.looseObject({})).optional(),
        backupDeletionPolicy: z.enum(["DELETE_IMMEDIATELY", "DELETE_AFTER_RETENTION_PERIOD"]).optional(),
    })
    .transform(({ backupDestinationDetails: _destinations, ...settings }) => settings);

export const newDatabase = z.strictObject({
    dbName: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,7}$/, "a letter and up to seven letters or digits are needed"),
    dbUniqueName: z
        .string()
        .regex(/^[A-Za-z][A-Za-z0-9_]{0,29}$/)
        .optional(),
    databaseSoftwareImageId: ocidText.optional(),
    pdbName: z
        .string()
        .regex(/^[A-Za-z][A-Za-z0-9]{0,29}$/, "a letter and up to 29 letters or digits are needed")
        .optional(),
    adminPassword: password,
    tdeWalletPassword: password.optional(),
    characterSet: z.string().min(1).optional(),
    ncharacterSet: z.string().min(1).optional(),
    dbWorkload: z.enum(["OLTP", "DSS"]).optional(),
    dbBackupConfig: backupConfig.optional(),
    kmsKeyId: ocidText.optional(),
    kmsKeyVersionId: ocidText.optional(),
    vaultId: ocidText.optional(),
    sidPrefix: z.string().optional(),
    keyStoreId: ocidText.optional(),
    encryptionKeyLocationDetails: encryptionKeyLocation.optional(),
    storageSizeDetails: z.looseObject({}).optional(),
    managedSoftwareUpdateDetails: z.looseObject({}).optional(),
    vmClusterId: ocidText.optional(),
    ...tags,
});
export type NewDatabase = z.infer<typeof newDatabase>;

const dbVersion = z.string().regex(/^\d+(\.\d+)*$/, "a version such as 19.0.0.0 is needed");

export const createDbHome = z.strictObject({
    source: z.literal("VM_CLUSTER_NEW"),
    vmClusterId: ocidText,
    displayName: z.string().min(1).max(255).optional(),
    dbVersion: dbVersion.optional(),
    kmsKeyId: ocidText.optional(),
    kmsKeyVersionId: ocidText.optional(),
    databaseSoftwareImageId: ocidText.optional(),
    isDesupportedVersion: z.boolean().optional(),
    isUnifiedAuditingEnabled: z.boolean().optional(),
    database: newDatabase.optional(),
    ...tags,
});
export type NewDbHome = z.infer<typeof createDbHome>;

export const updateDbHome = z.strictObject({
    dbVersion: z.looseObject({}).optional(),
    oneOffPatches: z.array(z.string()).optional(),
    ...tags,
});

export const createDatabase = z.strictObject({
    source: z.literal("NONE"),
    dbHomeId: ocidText,
    dbVersion: dbVersion.optional(),
    kmsKeyId: ocidText.optional(),
    kmsKeyVersionId: ocidText.optional(),
    database: newDatabase,
});

export const updateDatabase = z.strictObject({
    dbBackupConfig: backupConfig.optional(),
    dbHomeId: ocidText.optional(),
    newAdminPassword: password.optional(),
    databaseAdminPassword: z.string().optional(),
    oldTdeWalletPassword: z.string().optional(),
    newTdeWalletPassword: password.optional(),
    storageSizeDetails: z.looseObject({}).optional(),
    managedSoftwareUpdateDetails: z.looseObject({}).optional(),
    patchOptions: z.looseObject({}).optional(),
    ...tags,
});

export const migrateVaultKey = z.strictObject({
    kmsKeyId: ocidText,
    kmsKeyVersionId: ocidText.optional(),
    vaultId: ocidText.optional(),
    tdeWalletPassword: z.string().optional(),
    adminPassword: z.string().optional(),
}) satisfies Body<database.models.MigrateVaultKeyDetails>;

export const setKeyVersion = z.strictObject({ provider: z.literal("OCI"), kmsKeyVersionId: ocidText });

export const changeKeyStoreType = z.strictObject({
    keyStoreId: ocidText,
}) satisfies Body<database.models.ChangeKeyStoreTypeDetails>;

const named = (names: readonly [string, ...string[]]) => names;

export const listVmClusters = listQuery(named(["TIMECREATED", "DISPLAYNAME"]), {
    compartmentId: ocidText,
    cloudExadataInfrastructureId: ocidText.optional(),
    displayName: z.string().optional(),
    lifecycleState: z.string().optional(),
    vmClusterType: z.string().optional(),
});

export const listInfrastructures = listQuery(named(["TIMECREATED", "DISPLAYNAME"]), {
    compartmentId: ocidText,
    displayName: z.string().optional(),
    lifecycleState: z.string().optional(),
});

export const listDbHomes = listQuery(named(["TIMECREATED", "DISPLAYNAME"]), {
    compartmentId: ocidText,
    vmClusterId: ocidText.optional(),
    dbSystemId: ocidText.optional(),
    backupId: ocidText.optional(),
    dbVersion: z.string().optional(),
    displayName: z.string().optional(),
    lifecycleState: z.string().optional(),
});

export const listDatabases = listQuery(named(["TIMECREATED", "DBNAME"]), {
    compartmentId: ocidText,
    dbHomeId: ocidText.optional(),
    systemId: ocidText.optional(),
    dbName: z.string().optional(),
    lifecycleState: z.string().optional(),
});

export const listPluggableDatabases = listQuery(named(["TIMECREATED", "PDBNAME"]), {
    compartmentId: ocidText.optional(),
    databaseId: ocidText.optional(),
    pdbName: z.string().optional(),
    lifecycleState: z.string().optional(),
});
