/** What the URL from AWS says about the OCI side of a resource. */
export interface OciLocation {
    /** @example "us-ashburn-1" */
    readonly region: string;
    /** The tenancy as it stands in the console URL. */
    readonly tenant?: string;
    readonly compartmentId: string;
    /** OCID of the resource itself. */
    readonly ocid: string;
}

/** Parses the `ociUrl` of an ODB resource. The letter case of parameter names varies and is ignored. */
export function parseOciUrl(url: string): OciLocation {
    const text = decode(url);
    const region = parameter(text, "region");
    const compartmentId = parameter(text, "compartmentId");
    const ocid = text.match(/\/(ocid1\.[a-z0-9._-]+)/i)?.[1];
    if (region === undefined || compartmentId === undefined || ocid === undefined) {
        const missing = [
            region === undefined ? "region" : [],
            compartmentId === undefined ? "compartmentId" : [],
            ocid === undefined ? "the OCID in the path" : [],
        ].flat();
        throw new Error(`The OCI URL ${JSON.stringify(url)} lacks ${missing.join(", ")}.`);
    }
    return { region, tenant: parameter(text, "tenant"), compartmentId, ocid };
}

function parameter(url: string, name: string): string | undefined {
    return url.match(new RegExp(`[?&#;]${name}=([^&#;\\s]+)`, "i"))?.[1];
}

function decode(url: string): string {
    try {
        return decodeURIComponent(url);
    } catch {
        return url;
    }
}
