import type { IncomingHttpHeaders } from "node:http";
import { type Protocol, queryParameters, type Service } from "./call";

/** By the interface that `X-Amz-Target` names before the operation. */
const jsonInterfaces: Readonly<Record<string, { service: Service; protocol: Protocol }>> = {
    Odb: { service: "odb", protocol: "json-1.0" },
    TrentService: { service: "kms", protocol: "json-1.1" },
    CloudTrail_20131101: { service: "cloudtrail", protocol: "json-1.1" },
    BaldrApiService: { service: "cloudhsm", protocol: "json-1.1" },
};

const queryVersions: Readonly<Record<string, Service>> = {
    "2010-05-08": "iam",
    "2011-06-15": "sts",
    "2010-05-15": "cloudformation",
    "2016-11-15": "ec2",
};

export interface Identity {
    service: Service;
    operation: string;
    protocol: Protocol;
}

/** Which operation of which service a request asks for; undefined when the sandbox has no such service. */
export function identify(headers: IncomingHttpHeaders, path: string, body: Buffer): Identity | undefined {
    const target = headers["x-amz-target"];
    if (typeof target === "string") {
        // A Java package may stand before the interface, as with CloudTrail.
        const [operation, interfaceName = ""] = target.split(".").reverse();
        const known = jsonInterfaces[interfaceName];
        return known && operation ? { ...known, operation } : undefined;
    }
    const parameters = queryParameters({ path, body });
    const operation = parameters.get("Action");
    const service = queryVersions[parameters.get("Version") ?? ""];
    if (!operation || !service) return undefined;
    return { service, operation, protocol: service === "ec2" ? "ec2" : "query" };
}

const readingVerbs = [
    "Get",
    "List",
    "Describe",
    "Lookup",
    "Encrypt",
    "Decrypt",
    "ReEncrypt",
    "Generate",
    "Sign",
    "Verify",
    "DeriveSharedSecret",
    "Simulate",
    "Validate",
    "Estimate",
    "AssumeRole",
    "DecodeAuthorizationMessage",
];

/** Whether an operation may change what the account holds. Using a key is no change. */
export function isMutating(operation: string): boolean {
    return !readingVerbs.some((verb) => operation.startsWith(verb));
}

const namingMembers = [
    "resourceArn",
    "cloudVmClusterId",
    "cloudExadataInfrastructureId",
    "odbNetworkId",
    "KeyId",
    "AliasName",
    "DestinationKeyId",
    "CustomKeyStoreId",
    "OpenIDConnectProviderArn",
    "RoleName",
    "RoleArn",
    "Url",
    "UserName",
    "StackName",
];

/** The id, name or ARN that a request's members name, if any. */
export function namedResource(member: (name: string) => unknown): string | undefined {
    for (const name of namingMembers) {
        const value = member(name);
        if (typeof value === "string" && value !== "") return value;
    }
    return undefined;
}
