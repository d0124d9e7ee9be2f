import type { Database, KeyRing, MasterKeyVersion } from "../core/records";

/** What `dbaascli tde getHSMKeys --dbname NAME` would print: the current master key of every container in AWS KMS. */
export function hsmKeys(database: Database): string {
    const name = database.oci.value.dbName;
    const keys = ringsOf(database).flatMap((ring) => {
        const current = ring.versions.at(-1);
        return current?.keystore === "AWS" ? [{ ring, current }] : [];
    });
    const body =
        keys.length === 0
            ? ["No HSM keys: the keystore of the database is not AWS KMS."]
            : table(
                  ["CONTAINER", "CON_ID", "MKID", "KMS KEY"],
                  keys.map(({ ring, current }) => [
                      ring.container,
                      String(ring.conId),
                      current.id,
                      current.keyArn ?? "",
                  ]),
              );
    return [
        `Executing command tde getHSMKeys --dbname ${name}`,
        "",
        ...body,
        "",
        "dbaascli execution completed",
        "",
    ].join("\n");
}

/** What `SELECT key_id, con_id, creation_time, key_use FROM v$encryption_keys` would list: all versions, oldest first. */
export function encryptionKeys(database: Database): string {
    const versions = ringsOf(database)
        .flatMap((ring) => ring.versions.map((version) => ({ ring, version })))
        .sort((one, other) => one.version.activatedAt.localeCompare(other.version.activatedAt));
    const rows = versions.map(({ ring, version }) => [
        version.id,
        String(ring.conId),
        creationTime(version),
        "TDE IN PDB",
    ]);
    const count = `${rows.length} ${rows.length === 1 ? "row" : "rows"} selected.`;
    return [...table(["KEY_ID", "CON_ID", "CREATION_TIME", "KEY_USE"], rows), "", count, ""].join("\n");
}

function ringsOf(database: Database): KeyRing[] {
    return [database.root, ...database.pluggable.values()];
}

function creationTime(version: MasterKeyVersion): string {
    return version.activatedAt.replace("T", " ").replace("Z", " +00:00");
}

function table(head: string[], rows: string[][]): string[] {
    const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
    const line = (cells: string[]) =>
        cells
            .map((cell, column) => cell.padEnd(widths[column] ?? 0))
            .join("  ")
            .trimEnd();
    return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)];
}
