import { lookup } from "node:dns/promises";
import { odbEndpoint } from "./settings";

/**
 * Commercial Regions of AWS in which Oracle Database@AWS was neither offered nor planned by what Oracle published at the beginning of
 * 2026 (docs.oracle.com, "Regional Availability" of Oracle Database@AWS, and the announcement of the service). A Region leaves this list as
 * soon as it is planned: nobody may conclude from an old list that there is no cluster.
 */
const withoutService: ReadonlySet<string> = new Set([
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-southeast-3",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-west-1",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
]);

/** Whether there may be VM clusters of Oracle Database@AWS in a Region. One that is new or unknown here counts as offering it. */
export function offersOdb(region: string): boolean {
    return !withoutService.has(region);
}

/** Whether the name of the service's endpoint in a Region is known; no, only if the name service says that there is no such name. */
export async function hasOdbEndpoint(region: string): Promise<boolean> {
    try {
        await lookup(new URL(odbEndpoint(region)).hostname);
        return true;
    } catch (error) {
        return !(error instanceof Error && "code" in error && error.code === "ENOTFOUND");
    }
}
