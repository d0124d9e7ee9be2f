import type { IncomingHttpHeaders } from "node:http";
import type { Protocol } from "./call";
import { AwsError } from "./errors";

export interface Credential {
    accessKeyId: string;
    region: string;
    signingName: string;
}

const unsignedOperations = new Set(["AssumeRoleWithWebIdentity", "AssumeRoleWithSAML"]);

const authorization =
    /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request,\s*SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})$/;

/**
 * The credential that a request names in its Signature Version 4. The sandbox has no secrets to verify against,
 * so it holds a request only to carrying a complete signature; undefined where AWS wants none.
 */
export function credentialOf(
    headers: IncomingHttpHeaders,
    operation: string,
    protocol: Protocol,
): Credential | undefined {
    const value = headers.authorization;
    if (value === undefined) {
        if (unsignedOperations.has(operation)) return undefined;
        throw refusal("MissingAuthenticationToken", "Request is missing Authentication Token", protocol, 403);
    }
    const parts = authorization.exec(value);
    const [, accessKeyId, date, region, signingName, signedHeaders] = parts ?? [];
    if (!accessKeyId || !date || !region || !signingName || !signedHeaders) {
        throw refusal(
            "IncompleteSignature",
            "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters of AWS4-HMAC-SHA256.",
            protocol,
        );
    }
    const requestDate = headers["x-amz-date"];
    if (typeof requestDate !== "string" || !/^\d{8}T\d{6}Z$/.test(requestDate)) {
        throw refusal("IncompleteSignature", "The request must contain a valid X-Amz-Date header.", protocol);
    }
    if (!requestDate.startsWith(date)) {
        throw refusal(
            "InvalidSignature",
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.",
            protocol,
            403,
        );
    }
    if (!signedHeaders.split(";").includes("host")) {
        throw refusal("InvalidSignature", "'Host' must be a 'SignedHeader' in the AWS Authorization.", protocol, 403);
    }
    return { accessKeyId, region, signingName };
}

/** The Region that a request is signed for, before anything of the signature is checked. */
export function regionOf(headers: IncomingHttpHeaders): string | undefined {
    return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? "")?.[1];
}

/** JSON services add `Exception` to the code and answer with 400; Query services answer with their own status. */
function refusal(code: string, message: string, protocol: Protocol, status = 400): AwsError {
    return protocol.startsWith("json")
        ? new AwsError(`${code}Exception`, message)
        : new AwsError(code, message, status);
}
