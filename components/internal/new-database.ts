import { DbHome } from "@pulumi/oci/database";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { checkAdminPassword } from "../../sdk/validation";
import type { EncryptedDatabaseArgs } from "../args/encrypted-database";
import { assured } from "./checks";
import { guarded, namedAs } from "./guarded";

/** Creates a container database on its key, in a database home of its own. */
export function newDatabase(component: pulumi.ComponentResource, name: string, args: EncryptedDatabaseArgs): DbHome {
    const parent = { parent: component };
    const { vmClusterOcid, databaseName = "", dbVersion = "", pluggableDatabaseName } = args;
    const characterSet = args.characterSet ?? "AL32UTF8";
    const nationalCharacterSet = args.nationalCharacterSet ?? "AL16UTF16";
    const named = { vmClusterOcid, databaseName, dbVersion, pluggableDatabaseName };
    const replacing = { ...named, ...namedAs(name, "dbHomeName", args.dbHomeName), characterSet, nationalCharacterSet };
    const { guard, wanted } = guarded("database", name, replacing, parent);
    return new DbHome(
        name,
        {
            source: "VM_CLUSTER_NEW",
            vmClusterId: wanted.vmClusterOcid,
            dbVersion: wanted.dbVersion,
            displayName: wanted.dbHomeName,
            freeformTags: args.freeformTags,
            definedTags: args.definedTags,
            database: {
                adminPassword: adminPassword(component, name, args),
                dbName: wanted.databaseName,
                pdbName: wanted.pluggableDatabaseName,
                characterSet: wanted.characterSet,
                ncharacterSet: wanted.nationalCharacterSet,
                dbWorkload: "OLTP",
                encryptionKeyLocationDetails: { providerType: "AWS", awsEncryptionKeyId: args.registeredKeyId },
                freeformTags: args.freeformTags,
                definedTags: args.definedTags,
            },
        },
        {
            ...parent,
            protect: args.protect ?? true,
            dependsOn: guard,
            // A home keeps its first default name, even if the component gets a new name and an alias.
            ignoreChanges: args.dbHomeName === undefined ? ["displayName"] : [],
        },
    );
}

/**
 * The password, given or generated. If it is not known yet, it is checked when it is known. The fault never contains the password.
 */
function adminPassword(
    component: pulumi.ComponentResource,
    name: string,
    args: EncryptedDatabaseArgs,
): pulumi.Output<string> {
    const kept = { parent: component, protect: args.protect ?? true };
    const rule = { minUpper: 2, minLower: 2, minNumeric: 2, minSpecial: 2, overrideSpecial: "_#-" };
    const given = args.adminPassword ?? new RandomPassword(name, { length: 24, ...rule }, kept).result;
    return assured(component, pulumi.secret(given), (password) => {
        const [fault] = checkAdminPassword("adminPassword", password);
        return fault && `EncryptedDatabase ${name}: adminPassword ${fault.reason}. Remedy: ${fault.remedy}.`;
    });
}
