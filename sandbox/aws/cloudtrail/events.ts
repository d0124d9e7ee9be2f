import { createHash } from "node:crypto";
import type { AuditEntry } from "../../core/audit";
import type { SandboxSettings } from "../../core/settings";

/** An event as LookupEvents lists it, besides `CloudTrailEvent`, the text of all that was recorded. */
export interface TrailEvent {
    readonly EventId: string;
    readonly EventName: string;
    readonly ReadOnly: "true" | "false";
    readonly AccessKeyId: string;
    readonly EventTime: number;
    readonly EventSource: string;
    readonly Username: string;
    readonly Resources: readonly { ResourceType: string; ResourceName: string }[];
    readonly CloudTrailEvent: string;
}

const awsServices: ReadonlySet<AuditEntry["service"]> = new Set(["odb", "kms", "iam", "sts", "cloudformation"]);

/** What Event history keeps of a call: calls of AWS services that were answered, in the Region they were made in. */
export function eventOf(entry: AuditEntry, region: string, settings: SandboxSettings): TrailEvent | undefined {
    if (!awsServices.has(entry.service) || entry.status === 0 || entry.region !== region) return undefined;
    // The other account has a history of its own.
    if (entry.accountId !== undefined) return undefined;
    const identity = identityOf(entry, settings);
    const key = entry.service === "kms" ? keyArnOf(entry, settings) : undefined;
    const eventID = idOf(entry);
    // CloudTrail keeps whole seconds.
    const eventTime = `${entry.time.slice(0, 19)}Z`;
    const event = {
        eventVersion: "1.11",
        userIdentity: identity,
        eventTime,
        eventSource: `${entry.service}.amazonaws.com`,
        eventName: entry.operation,
        awsRegion: region,
        sourceIPAddress: entry.caller === "database" ? "10.33.0.10" : "127.0.0.1",
        userAgent: "sandbox",
        ...(entry.code === undefined ? {} : errorOf(entry.code)),
        requestParameters: parametersOf(entry, key),
        responseElements: null,
        requestID: idOf(entry, "request"),
        eventID,
        readOnly: !entry.mutating,
        ...(key === undefined
            ? {}
            : { resources: [{ accountId: settings.accountId, type: "AWS::KMS::Key", ARN: key }] }),
        eventType: "AwsApiCall",
        managementEvent: true,
        recipientAccountId: settings.accountId,
        eventCategory: "Management",
    };
    return {
        EventId: eventID,
        EventName: entry.operation,
        ReadOnly: entry.mutating ? "false" : "true",
        AccessKeyId: identity.accessKeyId,
        EventTime: Date.parse(eventTime) / 1000,
        EventSource: event.eventSource,
        Username: identity.arn.slice(identity.arn.lastIndexOf("/") + 1),
        Resources: key === undefined ? [] : [{ ResourceType: "AWS::KMS::Key", ResourceName: key }],
        CloudTrailEvent: JSON.stringify(event),
    };
}

function identityOf(entry: AuditEntry, { accountId }: SandboxSettings) {
    if (entry.sessionArn === undefined) {
        const user = { type: "IAMUser", principalId: "AIDASANDBOX", arn: `arn:aws:iam::${accountId}:user/sandbox` };
        return { ...user, accountId, accessKeyId: entry.principal, userName: "sandbox" };
    }
    const roleArn = entry.principal;
    const principalId = `AROA${hash(roleArn).slice(0, 17).toUpperCase()}`;
    return {
        type: "AssumedRole",
        principalId: `${principalId}:${entry.sessionArn.split("/").at(-1)}`,
        arn: entry.sessionArn,
        accountId,
        accessKeyId: `ASIA${hash(entry.sessionArn).slice(0, 16).toUpperCase()}`,
        sessionContext: {
            sessionIssuer: {
                type: "Role",
                principalId,
                arn: roleArn,
                accountId,
                userName: roleArn.slice(roleArn.lastIndexOf("/") + 1),
            },
            attributes: { creationDate: entry.time, mfaAuthenticated: "false" },
        },
    };
}

function parametersOf({ service, operation, masterKeyId }: AuditEntry, key: string | undefined) {
    if (service !== "kms") return null;
    const isCipher = operation === "Encrypt" || operation === "Decrypt";
    return {
        ...(isCipher ? { encryptionAlgorithm: "SYMMETRIC_DEFAULT" } : {}),
        ...(masterKeyId === undefined ? {} : { encryptionContext: { MKID: masterKeyId } }),
        ...(key === undefined ? {} : { keyId: key }),
    };
}

function errorOf(code: string) {
    return { errorCode: code.replace(/^AccessDeniedException$/, "AccessDenied"), errorMessage: `Refused: ${code}` };
}

/** Keys are recorded by ARN, whatever the caller named them by; an alias tells no key here. */
function keyArnOf({ resource, region }: AuditEntry, { accountId }: SandboxSettings): string | undefined {
    if (resource === undefined) return undefined;
    if (/^arn:[^:]+:kms:[^:]+:\d+:key\//.test(resource)) return resource;
    return /^(?:mrk-[0-9a-f]{32}|[0-9a-f-]{36})$/.test(resource)
        ? `arn:aws:kms:${region}:${accountId}:key/${resource}`
        : undefined;
}

/** The same id for the same entry at each look-up. */
function idOf({ sequence, time }: AuditEntry, kind = "event"): string {
    return hash(`${kind} ${sequence} ${time}`).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

function hash(text: string): string {
    return createHash("sha256").update(text).digest("hex");
}
