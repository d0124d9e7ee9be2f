import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";

interface Credentials {
    accessKeyId: string;
    secretAccessKey: string;
}

/** Calls ODB in a Region with credentials of one's own; gives the answer's members with its status. */
export function odbCaller(endpoint: string, region: string, credentials: Credentials) {
    const url = new URL(endpoint);
    const signer = new SignatureV4({ service: "odb", region, credentials, sha256: Sha256 });
    return async (operation: string, input: object = {}): Promise<Record<string, unknown>> => {
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
        return { status: answer.status, ...((await answer.json()) as object) };
    };
}
