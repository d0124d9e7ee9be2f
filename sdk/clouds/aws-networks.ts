import { odbCall } from "./odb";

/** The id of the ODB network with this name in the stack's Region, if there is one. */
export async function findOdbNetwork(displayName: string): Promise<string | undefined> {
    let nextToken: string | undefined;
    do {
        const page = (await odbCall("ListOdbNetworks", nextToken ? { nextToken } : {})) as {
            odbNetworks?: { odbNetworkId: string; displayName?: string; status?: string }[];
            nextToken?: string;
        };
        const found = page.odbNetworks?.find(
            (network) => network.displayName === displayName && network.status !== "TERMINATED",
        );
        if (found) return found.odbNetworkId;
        nextToken = page.nextToken;
    } while (nextToken);
    return undefined;
}
