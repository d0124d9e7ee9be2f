/** The sandbox's answer about the databases that it runs. */
export interface DatabaseFacts {
    readonly name: string;
    readonly vmCluster: string;
    readonly keystore: "WALLET" | "AWS";
    readonly keyArn?: string;
    readonly masterKeyId: string;
    readonly readable: boolean;
    readonly reason?: string;
    readonly pluggableDatabases: readonly {
        readonly name: string;
        readonly masterKeyId: string;
        readonly readable: boolean;
        readonly reason?: string;
    }[];
}

/** Asks the control endpoint of the sandbox. For each answer, the sandbox performs a real Decrypt. */
export async function askDatabases(controlEndpoint: string): Promise<DatabaseFacts[]> {
    const response = await fetch(`${controlEndpoint}/databases`);
    if (!response.ok) throw new Error(`the sandbox answered ${response.status} when asked for its databases`);
    return (await response.json()) as DatabaseFacts[];
}

/** Why the databases do not show what the demo promises. Empty if all is well. */
export function shortcomings(databases: readonly DatabaseFacts[], keyArn: string): string[] {
    if (databases.length === 0) return ["the sandbox runs no database"];
    return databases.flatMap((database) => [
        ...(database.keystore === "AWS" && database.keyArn === keyArn
            ? []
            : [`${database.name} does not use ${keyArn}`]),
        ...(database.readable ? [] : [`${database.name} is not readable: ${database.reason ?? "no reason given"}`]),
        ...database.pluggableDatabases
            .filter(({ readable }) => !readable)
            .map(({ name, reason }) => `${database.name}/${name} is not readable: ${reason ?? "no reason given"}`),
    ]);
}

/** The facts as a table of text, one row for each container. */
export function factsTable(databases: readonly DatabaseFacts[]): string[] {
    const head = ["DATABASE", "CONTAINER", "CLUSTER", "KEYSTORE", "MASTER KEY (MKID)", "READABLE"];
    const rows = databases.flatMap((database) => {
        const keystore = database.keystore === "AWS" ? "AWS KMS" : "Oracle Wallet";
        const row = (container: string, masterKeyId: string, readable: boolean) => [
            database.name,
            container,
            database.vmCluster,
            keystore,
            masterKeyId,
            readable ? "yes" : "no",
        ];
        return [
            row("CDB$ROOT", database.masterKeyId, database.readable),
            ...database.pluggableDatabases.map((pdb) => row(pdb.name, pdb.masterKeyId, pdb.readable)),
        ];
    });
    const widths = head.map((title, column) => Math.max(title.length, ...rows.map((cells) => cells[column]!.length)));
    return [head, ...rows].map((cells) =>
        cells
            .map((cell, column) => cell.padEnd(widths[column]!))
            .join("  ")
            .trimEnd(),
    );
}
