import { lookup } from "node:dns/promises";
import { awsRegion, odbEndpoint } from "./settings";

/**
 * Commercial Regions of AWS in which Oracle neither offered nor planned Oracle Database@AWS at the beginning of 2026 (docs.oracle.com,
 * "Regional Availability" of Oracle Database@AWS, and the announcement of the service). Take a Region out as soon as Oracle plans it:
 * an old list must never prove that there is no cluster.
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

/** Whether a Region may have VM clusters of Oracle Database@AWS. A Region that is unknown here may have them. */
export function offersOdb(region: string): boolean {
    return !withoutService.has(region);
}

/**
 * Whether the service has an endpoint in a Region. False only if DNS says that the name of the endpoint does not exist, and DNS knows
 * the endpoint of the stack's own Region. Behind a proxy, DNS may know no name outside at all.
 */
export async function hasOdbEndpoint(region: string): Promise<boolean> {
    return (await mayExist(region)) || !(await mayExist(awsRegion()));
}

async function mayExist(region: string): Promise<boolean> {
    try {
        await lookup(new URL(odbEndpoint(region)).hostname);
        return true;
    } catch (error) {
        return !(error instanceof Error && "code" in error && error.code === "ENOTFOUND");
    }
}
