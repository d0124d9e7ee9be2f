import {
    checkAdminPassword,
    checkDatabaseVersion,
    entry,
    type MembersOf,
    map,
    plain,
    type Rule,
    required,
    text,
} from "../../sdk/validation";
import type { EncryptedDatabaseArgs, ExistingDatabaseArgs, NewDatabaseSettings } from "../args/encrypted-database";
import type { DatabaseRotationSettings, PluggableDatabaseKeyArgs } from "../internal/key-rotations";
import {
    choice,
    databaseName,
    newPluggableDatabaseName,
    ocid,
    ociTagging,
    pluggableDatabase,
    triggers,
} from "./values";

const rotation = entry<PluggableDatabaseKeyArgs>("PluggableDatabaseKeyArgs", { rotationTriggers: triggers });

/** How a database is rotated. An estate takes these too. */
export const rotationSettings: MembersOf<DatabaseRotationSettings> = {
    rotationTriggers: triggers,
    pluggableDatabases: plain(map(rotation, { keys: pluggableDatabase, ignoreCase: true })),
    allPluggableDatabases: rotation,
};

/** Refuses to rotate a PDB both by its name and among all PDBs: one change would rotate it twice. */
export const rotatedOnce: Rule = ({ pluggableDatabases, allPluggableDatabases }, at) => {
    if (pluggableDatabases === undefined || allPluggableDatabases === undefined) return [];
    const reason = "is given together with `pluggableDatabases`";
    return [
        {
            path: at("allPluggableDatabases"),
            reason,
            remedy: "give one of the two: rotate some by name, or all of them",
        },
    ];
};

/** Settings of a new database. An estate takes these too. */
export const newDatabaseSettings: MembersOf<NewDatabaseSettings> = {
    dbVersion: text({ check: checkDatabaseVersion, pattern: "^\\d+(?:\\.\\d+){3,4}$" }),
    adminPassword: { ...text({ check: checkAdminPassword, secret: true }), codeOnly: true },
    dbHomeName: text(),
    pluggableDatabaseName: newPluggableDatabaseName,
    characterSet: text(),
    nationalCharacterSet: text(),
    ...ociTagging,
};

const existing = entry<ExistingDatabaseArgs>(
    "ExistingDatabaseArgs",
    { name: databaseName, id: ocid("database") },
    { oneOf: ["name", "id"] },
);

const place = {
    vmClusterOcid: required(ocid("cloudvmcluster"), "give output `vmClusterOcid` of ClusterKeyStore"),
    registeredKeyId: required(ocid("oracledbawskey"), "give output `registeredKeyId` of KeyRegistration"),
    keyLabel: text(),
};

export const encryptedDatabase = entry<EncryptedDatabaseArgs>(
    "EncryptedDatabaseArgs",
    { ...place, existing, databaseName, ...newDatabaseSettings, ...rotationSettings, protect: choice },
    {
        existing: {
            member: "existing",
            needs: ["databaseName", "dbVersion"],
            both: [...Object.keys(place), ...Object.keys(rotationSettings), "protect"],
        },
        rules: [rotatedOnce],
    },
);
