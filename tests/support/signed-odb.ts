import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";

interface Credentials {
    accessKeyId: string;
    secretAccessKey: string;
}

/** What ODB answered: the status of HTTP apart from the members, some of which are called `status` themselves. */
export interface OdbAnswer {
    readonly httpStatus: number;
    readonly members: Record<string, unknown>;
}

/** Calls ODB by hand, since it has no official client in JavaScript: in a Region, with credentials of one's own. */
export function odbCaller(endpoint: string, region: string, credentials: Credentials) {
    const url = new URL(endpoint);
    const signer = new SignatureV4({ service: "odb", region, credentials, sha256: Sha256 });
    return async (operation: string, input: object = {}): Promise<OdbAnswer> => {
        const body = JSON.stringify(input);
        const { headers } = await signer.sign({
            method: "POST",
            protocol: url.protocol,
            hostname: url.hostname,
            path: "/",
            headers: {
                host: url.host,
                "content-type": "application/x-amz-json-1.0",
                "x-amz-target": `Odb.${operation}`,
            },
            body,
        });
        const answer = await fetch(url, { method: "POST", headers, body });
        return { httpStatus: answer.status, members: (await answer.json()) as Record<string, unknown> };
    };
}
