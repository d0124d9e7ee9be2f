import * as pulumi from "@pulumi/pulumi";
import { hostText } from "../sdk/host/resource";
import { provider } from "../sdk/resources/database-key/operations";
import { type Comparison, inTurn } from "./compare";

/** What one dynamic resource leaves in state, and what it costs the program: a host line against a serialised provider. */
export async function hosts(): Promise<Comparison[]> {
    const serialised = async () =>
        (await pulumi.runtime.serializeFunction(() => provider, { allowSecrets: true })).text;
    const timed = async (work: () => unknown) => {
        const begin = process.hrtime.bigint();
        await work();
        return Number(process.hrtime.bigint() - begin) / 1e6;
    };
    const time = await inTurn(
        5,
        () => timed(serialised),
        () => timed(() => hostText("resources/database-key")),
    );
    const size = { baseline: (await serialised()).length, ours: hostText("resources/database-key").length };
    return [
        { what: "state: provider of one dynamic resource, against a serialised closure", unit: "bytes", ...size },
        { what: "program: making that text", unit: "ms", ...time },
    ];
}
