import { stackIn } from "../tests/support/engine";
import { calls, sandboxFor } from "../tests/support/sandbox";
import type { Comparison } from "./compare";

const scale = 0.001;

interface Deployment {
    seconds: number;
    lists: number;
}

/** Clusters are taken through side by side and share their polling: some of them against one, times their number. */
export async function fleet(clusters = 4): Promise<Comparison[]> {
    const one = await deploy(1);
    const many = await deploy(clusters);
    return [
        {
            what: `up of ${clusters} new clusters with a key each registered, against ${clusters} times one`,
            unit: "s",
            baseline: clusters * one.seconds,
            ours: many.seconds,
        },
        {
            what: `LIST calls for ${clusters} identity connectors, against ${clusters} times one`,
            unit: "calls",
            baseline: clusters * one.lists,
            ours: many.lists,
        },
    ];
}

async function deploy(clusters: number): Promise<Deployment> {
    const sandbox = await sandboxFor({ settings: { scale } });
    const stack = await stackIn(sandbox, { program: { "index.ts": program(clusters) } });
    try {
        const begin = performance.now();
        const run = await stack.up();
        if (run.code !== 0) throw new Error(run.stdout + run.stderr);
        const seconds = (performance.now() - begin) / 1000;
        return { seconds, lists: calls(sandbox, "ListOracleDbAwsIdentityConnectors", 0) };
    } finally {
        stack.remove();
        await sandbox.stop();
    }
}

function program(clusters: number): string {
    return `
        import { ExadataKeyManagement } from "pulumi-exadata-aws-kms";
        const create = (name: string) => ({
            network: { existing: { id: "odbnet_sales00001" } },
            infrastructure: { existing: { id: "exa_sales00001" } },
            giVersion: "23.0.0.0",
            hostnamePrefix: name,
            sshPublicKeys: ["ssh-ed25519 AAAA bench"],
        });
        new ExadataKeyManagement("fleet", {
            keys: [{ name: "tde", alias: "exadata/fleet" }],
            clusters: Array.from({ length: ${clusters} }, (_, index) => "c" + index).map((name) => ({
                name,
                vmCluster: { create: create(name) },
                keys: ["tde"],
            })),
        });
    `;
}
