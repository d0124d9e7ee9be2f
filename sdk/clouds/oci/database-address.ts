import { suggest } from "../../validation";
import { shared } from "../core/answer-cache";
import { PlainError } from "../core/errors";
import { type ContainerDatabase, getDatabase, listDatabases } from "./databases";
import { getVmCluster } from "./vm-clusters";

/** How to find a database: by its OCID, or by its name in a VM cluster. */
interface DatabaseAddress {
    readonly vmClusterOcid: string;
    readonly databaseName?: string;
    readonly databaseId?: string;
}

/** The databases of a VM cluster, with the name of the cluster. */
export interface Listing {
    readonly clusterName: string;
    readonly databases: readonly ContainerDatabase[];
}

/** Lists the databases of a cluster once for all that look for one by name at the same time. */
export function databasesOf(vmClusterOcid: string): Promise<Listing> {
    return shared(`all databases of ${vmClusterOcid}`, async () => {
        const { displayName, compartmentId } = await getVmCluster(vmClusterOcid);
        return { clusterName: displayName, databases: await listDatabases(vmClusterOcid, compartmentId) };
    });
}

/** Throws if there is no such database. For a name, the message suggests another one. */
export async function getDatabaseAt(address: DatabaseAddress): Promise<ContainerDatabase> {
    const { vmClusterOcid, databaseName, databaseId } = address;
    if (databaseId !== undefined) return getDatabase(databaseId);
    const listing = await databasesOf(vmClusterOcid);
    const found = named(listing, databaseName ?? "");
    if (found) return found;
    const { reason, remedy } = noDatabase(listing, databaseName ?? "");
    throw new PlainError(`${reason}; ${remedy}`);
}

export function named({ databases }: Listing, name: string): ContainerDatabase | undefined {
    return databases.find((listed) => sameName(listed.name, name));
}

/** The reason and the remedy if no database of the cluster has the name. */
export function noDatabase({ clusterName, databases }: Listing, name: string): { reason: string; remedy: string } {
    const names = databases.map((listed) => listed.name);
    return names.length === 0
        ? { reason: `VM cluster ${clusterName} has no database`, remedy: `there is no ${name} to move` }
        : { reason: `VM cluster ${clusterName} has no database ${name}`, remedy: suggest(name, names) };
}

/** Upper and lower case count as the same in names of databases. */
export function sameName(a: string, b: string): boolean {
    return a.toUpperCase() === b.toUpperCase();
}
