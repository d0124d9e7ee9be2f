import type { Event } from "@aws-sdk/client-cloudtrail";
import { regionOfArn } from "../../validation";
import { awsCall, cloudTrailClient } from "./clients";

/** A call to KMS by a database, as CloudTrail recorded it. */
export interface KeyEvent {
    readonly masterKeyId: string;
    /** ARN of the role that made the call. */
    readonly roleArn: string;
    readonly operation: "Encrypt" | "Decrypt";
    /** When the call was made, in milliseconds since the epoch. CloudTrail records whole seconds. */
    readonly time: number;
    /** Whether KMS refused it. */
    readonly denied: boolean;
}

/** How many days back the Event history of CloudTrail goes. */
export const eventWindowDays = 90;

interface Recorded {
    readonly errorCode?: string;
    readonly userIdentity?: {
        readonly arn?: string;
        readonly sessionContext?: { readonly sessionIssuer?: { readonly arn?: string } };
    };
    readonly requestParameters?: { readonly encryptionContext?: { readonly MKID?: string } } | null;
}

/**
 * Lists the calls with an MKID that a key received in the last 90 days (CloudTrail `LookupEvents`), in any order. Event history
 * shows a call some minutes after it was made. It answers two look-ups a second, so a key with many databases takes a while.
 */
export async function listKeyEvents(keyArn: string, since?: Date): Promise<KeyEvent[]> {
    const client = await cloudTrailClient(regionOfArn(keyArn));
    const { paginateLookupEvents } = await import("@aws-sdk/client-cloudtrail");
    const start = since ?? new Date(Date.now() - eventWindowDays * 86_400_000);
    return awsCall("CloudTrail", "LookupEvents", async () => {
        const pages = paginateLookupEvents(
            { client },
            { LookupAttributes: [{ AttributeKey: "ResourceName", AttributeValue: keyArn }], StartTime: start },
        );
        const found: KeyEvent[] = [];
        for await (const { Events } of pages) found.push(...(Events ?? []).flatMap(keyEvents));
        return found;
    });
}

function keyEvents({ EventName: operation, EventTime: time, CloudTrailEvent: text }: Event): KeyEvent[] {
    if ((operation !== "Encrypt" && operation !== "Decrypt") || time === undefined || text === undefined) return [];
    const { errorCode, userIdentity, requestParameters } = JSON.parse(text) as Recorded;
    const masterKeyId = requestParameters?.encryptionContext?.MKID;
    // The ARN of the issuer has the path of the role. The ARN of the session lacks it.
    const roleArn = userIdentity?.sessionContext?.sessionIssuer?.arn ?? userIdentity?.arn;
    if (masterKeyId === undefined || roleArn === undefined) return [];
    return [{ masterKeyId, roleArn, operation, time: time.getTime(), denied: errorCode !== undefined }];
}
