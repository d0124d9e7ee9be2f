import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Exadata } from "../core/exadata";
import type { World } from "../core/world";
import { accountSetupPath } from "./cloudformation/account-setup";
import { Front } from "./front";

export interface AwsEndpoint {
    readonly endpoint: string;
    stop(): Promise<void>;
}

/** Serves all AWS services of the sandbox at one loopback address: ODB by the world, the others by moto. */
export async function startAws(
    world: World,
    exadata: Exadata,
    options: { motoEndpoint: string },
): Promise<AwsEndpoint> {
    const front = new Front(world, exadata, options.motoEndpoint);
    const server = createServer((request, response) => {
        // A request that breaks off while it is read has nobody left to answer.
        front.handle(request, response).catch(() => request.socket.destroy());
    });
    await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", resolve);
    });
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    world.accountSetupTemplateUrl = endpoint + accountSetupPath;
    return {
        endpoint,
        stop: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
                server.closeAllConnections();
            }),
    };
}
