import { expect } from "chai";
import { etag, ocid } from "../../sandbox/core/ids";
import type { Database } from "../../sandbox/core/records";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, type Run, stackIn } from "./engine";
import { exampleConfig, mutations, sandboxFor } from "./sandbox";

/** An example with the configuration that it ships for the sandbox, and a sandbox of its own. */
export interface Example {
    readonly sandbox: Sandbox;
    readonly stack: EngineStack;
    /** Sets a value of the example's own configuration, or removes it. */
    set(key: string, value: unknown): void;
    close(): Promise<void>;
}

/** @param arrange what an account holds before the example comes, besides the brownfield estate */
export async function openExample(name: string, arrange?: (sandbox: Sandbox) => unknown): Promise<Example> {
    const sandbox = await sandboxFor();
    try {
        const arranged = (await arrange?.(sandbox)) ?? {};
        const stack = await stackIn(sandbox, {
            program: `examples/${name}`,
            config: { ...exampleConfig(name), ...(arranged as Record<string, unknown>) },
        });
        return {
            sandbox,
            stack,
            set: (key, value) => stack.setConfig(`exadata-aws-kms-${name}:${key}`, value),
            async close() {
                stack.remove();
                await sandbox.stop();
            },
        };
    } catch (error) {
        await sandbox.stop();
        throw error;
    }
}

/** Shows what the run printed when it did not succeed. */
export function succeeded(run: Run): Run {
    expect(run.code, run.stdout + run.stderr).to.equal(0);
    return run;
}

/** A further `up`, preview included, finds nothing to do, and changes nothing in either cloud. */
export async function settled({ sandbox, stack }: Example): Promise<void> {
    const since = sandbox.world.audit.last;
    succeeded(await stack.up("--expect-no-changes", "--skip-preview=false"));
    expect(mutations(sandbox, since)).to.deep.equal([]);
}

/** A database in Oracle Wallet, as a database administrator would have made it on a cluster. */
export async function addDatabase({ world, exadata }: Sandbox, clusterId: string, dbName: string): Promise<void> {
    const { settings } = world;
    const cluster = [...world.clusters.values()].find(
        ({ cloudVmClusterId, displayName }) => cloudVmClusterId === clusterId || displayName === clusterId,
    );
    const [home] = world.dbHomes.values();
    if (cluster?.ocid === undefined || home === undefined) throw new Error(`no place for ${dbName} on ${clusterId}`);
    const homeId = ocid(settings, "dbhome");
    world.dbHomes.set(homeId, {
        etag: etag(),
        value: { ...home.value, id: homeId, displayName: `${dbName}-home`, vmClusterId: cluster.ocid },
    });
    const [like] = world.databases.values();
    if (like === undefined) throw new Error("the sandbox has no database");
    const id = ocid(settings, "database");
    const { encryptionKeyLocationDetails: _, ...value } = like.oci.value;
    const database: Database = {
        oci: {
            etag: etag(),
            value: { ...value, id, dbHomeId: homeId, vmClusterId: cluster.ocid, dbName, dbUniqueName: `${dbName}_iad` },
        },
        root: { container: "CDB$ROOT", conId: 1, versions: [] },
        pluggable: new Map(),
    };
    world.databases.set(id, database);
    await exadata.createKeys(database);
}
