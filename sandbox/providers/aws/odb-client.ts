import { setTimeout as sleep } from "node:timers/promises";
import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import type { AwsCredentialIdentityProvider } from "@smithy/types";
import type { Properties } from "../host/values";

export class OdbError extends Error {
    constructor(
        readonly operation: string,
        readonly status: number,
        readonly code: string,
        readonly text: string,
    ) {
        super(`operation error odb: ${operation}, https response error StatusCode: ${status}, ${code}: ${text}`);
    }
}

const attempts = 6;

/** The few calls of Oracle Database@AWS that the plugin makes: JSON 1.0 over HTTP, signed with SigV4. No SDK for Node has them. */
export class OdbClient {
    private readonly endpoint: URL;
    private readonly signer: SignatureV4;

    constructor(region: string, credentials: AwsCredentialIdentityProvider, endpoint?: string) {
        this.endpoint = new URL(endpoint ?? `https://odb.${region}.amazonaws.com`);
        this.signer = new SignatureV4({ service: "odb", region, credentials, sha256: Sha256 });
    }

    /** Sends a call; throttling, server faults and lost connections are tried again. */
    async send(operation: string, input: Properties, signal?: AbortSignal): Promise<Properties> {
        for (let attempt = 1; ; attempt++) {
            try {
                return await this.once(operation, input, signal);
            } catch (error) {
                if (attempt >= attempts || !mayPass(error)) throw error;
                await sleep(2 ** attempt * 50, undefined, { ...(signal && { signal }) });
            }
        }
    }

    private async once(operation: string, input: Properties, signal?: AbortSignal): Promise<Properties> {
        const { protocol, hostname, port, pathname, host } = this.endpoint;
        const body = JSON.stringify(input);
        const request = await this.signer.sign({
            method: "POST",
            protocol,
            hostname,
            ...(port && { port: Number(port) }),
            path: pathname,
            query: {},
            headers: { host, "content-type": "application/x-amz-json-1.0", "x-amz-target": `Odb.${operation}` },
            body,
        });
        const response = await fetch(this.endpoint, {
            method: "POST",
            headers: request.headers,
            body,
            ...(signal && { signal }),
        });
        const answer = JSON.parse((await response.text()) || "{}") as Properties;
        if (response.ok) return answer;
        const code = String(answer.__type ?? response.headers.get("x-amzn-errortype") ?? "UnknownError");
        throw new OdbError(
            operation,
            response.status,
            code.split("#").pop()?.split(":")[0] ?? code,
            String(answer.message ?? ""),
        );
    }
}

function mayPass(error: unknown): boolean {
    if (error instanceof OdbError) return error.status >= 500 || error.code === "ThrottlingException";
    return error instanceof TypeError;
}

export function isNotFound(error: unknown): boolean {
    return error instanceof OdbError && error.code === "ResourceNotFoundException";
}
