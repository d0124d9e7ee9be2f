import type { requests } from "oci-database";
import type { FunctionSpec } from "../../host/spec";
import { isObject, type Properties } from "../../host/values";
import { filtered, lookUpId, pages, query } from "../look-up";
import { plainModel, shaped } from "../models";
import type { OciSession } from "../session";
import { databaseShape, dbHomeShape, pluggableShape, vmClusterShape } from "./shapes";

type LookUp = FunctionSpec<OciSession>;

/** Single objects that the plugin shows as lists of one, under plural names. */
function listed(model: object, names: Record<string, string>): Properties {
    const plain = plainModel(model);
    const entries = Object.entries(names).map(([plural, name]) => {
        const value = plain[name];
        return [plural, isObject(value) ? [value] : Array.isArray(value) ? value : []];
    });
    return Object.fromEntries(entries);
}

export const getCloudVmCluster: LookUp = async (args, { session }) => {
    const cloudVmClusterId = String(args.cloudVmClusterId);
    const { cloudVmCluster: cluster } = await (await session.database()).getCloudVmCluster({ cloudVmClusterId });
    return {
        ...shaped(cluster, vmClusterShape),
        ...listed(cluster, {
            cloudAutomationUpdateDetails: "cloudAutomationUpdateDetails",
            dataCollectionOptions: "dataCollectionOptions",
            fileSystemConfigurationDetails: "fileSystemConfigurationDetails",
            iormConfigCaches: "iormConfigCache",
            multiCloudIdentityConnectorConfigs: "multiCloudIdentityConnectorConfigs",
        }),
        cloudVmClusterId,
        // The service leaves it out when there is no store; the plugin says so.
        tdeKeyStoreType: cluster.tdeKeyStoreType ?? "NONE",
    };
};

export const getDbHomes: LookUp = async (args, { session }) => {
    const client = await session.database();
    const parameters = query(args, {
        backupId: "backupId",
        compartmentId: "compartmentId",
        dbSystemId: "dbSystemId",
        dbVersion: "dbVersion",
        displayName: "displayName",
        state: "lifecycleState",
        vmClusterId: "vmClusterId",
    });
    const found = await pages((page) =>
        client.listDbHomes({ ...(parameters as unknown as requests.ListDbHomesRequest), ...(page && { page }) }),
    );
    const homes = found.map((home) => ({ ...shaped(home, dbHomeShape), dbHomeId: home.id }));
    return { ...args, id: lookUpId("DatabaseDbHomesDataSource", args), dbHomes: filtered(homes, args.filters) };
};

/** Says nothing of `encryptionKeyLocationDetails`, as the real look-up says nothing. */
function databaseOf(model: object): Properties {
    return {
        ...shaped(model, databaseShape),
        ...listed(model, {
            connectionStrings: "connectionStrings",
            databaseManagementConfigs: "databaseManagementConfig",
            databases: "database",
            dataGuardGroups: "dataGuardGroup",
            dbBackupConfigs: "dbBackupConfig",
            managedSoftwareUpdateDetails: "managedSoftwareUpdateDetails",
            storageSizeDetails: "storageSizeDetails",
        }),
    };
}

export const getDatabases: LookUp = async (args, { session }) => {
    const client = await session.database();
    const parameters = query(args, {
        compartmentId: "compartmentId",
        dbHomeId: "dbHomeId",
        dbName: "dbName",
        state: "lifecycleState",
        systemId: "systemId",
    });
    const found = await pages((page) =>
        client.listDatabases({ ...(parameters as unknown as requests.ListDatabasesRequest), ...(page && { page }) }),
    );
    const databases = filtered(found.map(databaseOf), args.filters);
    return { ...args, id: lookUpId("DatabaseDatabasesDataSource", args), databases };
};

export const getDatabase: LookUp = async (args, { session }) => {
    const databaseId = String(args.databaseId);
    const { database } = await (await session.database()).getDatabase({ databaseId });
    return { ...databaseOf(database), databaseId };
};

export const getPluggableDatabases: LookUp = async (args, { session }) => {
    const client = await session.database();
    const parameters = query(args, {
        compartmentId: "compartmentId",
        databaseId: "databaseId",
        pdbName: "pdbName",
        state: "lifecycleState",
    });
    const found = await pages((page) => client.listPluggableDatabases({ ...parameters, ...(page && { page }) }));
    const pluggableDatabases = found.map((model) => ({
        ...shaped(model, pluggableShape),
        ...listed(model, {
            connectionStrings: "connectionStrings",
            pdbCreationTypeDetails: "pdbCreationTypeDetails",
            pdbNodeLevelDetails: "pdbNodeLevelDetails",
            pluggableDatabaseManagementConfigs: "pluggableDatabaseManagementConfig",
            refreshableCloneConfigs: "refreshableCloneConfig",
        }),
    }));
    return {
        ...args,
        id: lookUpId("DatabasePluggableDatabasesDataSource", args),
        pluggableDatabases: filtered(pluggableDatabases, args.filters),
    };
};
