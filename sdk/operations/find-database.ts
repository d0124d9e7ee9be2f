import { getVmCluster } from "../clouds/clusters";
import { type ContainerDatabase, getDatabase, listDatabases } from "../clouds/databases";
import { PlainError } from "../clouds/errors";
import { suggest } from "../validation";

/** Where a database is to be found: by OCID, or by its name in a VM cluster. */
export interface DatabaseAddress {
    readonly vmClusterOcid: string;
    readonly databaseName?: string;
    readonly databaseId?: string;
}

export async function findDatabase(address: DatabaseAddress): Promise<ContainerDatabase> {
    const { vmClusterOcid, databaseName, databaseId } = address;
    if (databaseId !== undefined) return getDatabase(databaseId);
    const name = databaseName ?? "";
    const { displayName, compartmentId } = await getVmCluster(vmClusterOcid);
    const databases = await listDatabases(vmClusterOcid, compartmentId);
    const found = databases.find((listed) => sameName(listed.name, name));
    if (found) return found;
    const names = databases.map((listed) => listed.name);
    throw new PlainError(
        names.length === 0
            ? `VM cluster ${displayName} has no database; there is no ${name} to move`
            : `VM cluster ${displayName} has no database ${name}; ${suggest(name, names)}`,
    );
}

/** Names of databases do not tell case. */
export function sameName(a: string, b: string): boolean {
    return a.toUpperCase() === b.toUpperCase();
}
