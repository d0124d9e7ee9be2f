import type { UsingDatabase } from "./databases";

/** Names these databases; undefined if there are none. */
export function spoken(databases: readonly UsingDatabase[]): string | undefined {
    if (databases.length === 0) return undefined;
    const names = databases.map(({ name, id, clusterName }) => `${name} of VM cluster ${clusterName} (${id})`).sort();
    return `${names.length === 1 ? "database" : "databases"} ${names.join(", ")}`;
}

/** The remedy for people who want the change all the same: they move the databases first. */
export const offAwsKms =
    "or take its databases off AWS KMS first as docs/runbooks/take-a-cluster-off-aws-kms.md describes";
export const takeOff = `keep it as it is, ${offAwsKms}`;
