import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Engine } from "./engine";
import { serviceOf } from "./service";
import type { Provider } from "./spec";
import { lockedVersion } from "./version";

const largestMessage = 400 * 1024 * 1024;

/** Serves a provider as the engine expects of a plugin: a free loopback port, its number on the first line of output. */
export async function serve<Session>(provider: Provider<Session>): Promise<{ port: number; stop: () => void }> {
    const engine = new Engine(provider);
    const server = new Server({
        "grpc.max_receive_message_length": largestMessage,
        "grpc.max_send_message_length": largestMessage,
    });
    server.addService(ResourceProviderService, { ...serviceOf(engine, lockedVersion(provider.name)) });
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error ? reject(error) : resolve(bound),
        );
    });
    return { port, stop: () => server.forceShutdown() };
}

/** Runs a provider as a program. */
export function main<Session>(provider: Provider<Session>): void {
    endWithParent();
    serve(provider).then(
        ({ port }) => process.stdout.write(`${port}\n`),
        (error: unknown) => {
            process.stderr.write(`${String(error)}\n`);
            process.exitCode = 1;
        },
    );
}

/** The engine stops its plugins; one that was killed itself cannot, and then its children come under another parent. */
function endWithParent(): void {
    const parent = process.ppid;
    setInterval(() => {
        if (process.ppid !== parent) process.exit(0);
    }, 2000).unref();
}
