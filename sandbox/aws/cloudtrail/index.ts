import type { World } from "../../core/world";
import { type Answer, type Call, jsonMembers } from "../call";
import { AwsError } from "../errors";
import { jsonAnswer } from "../render";
import { eventOf, type TrailEvent } from "./events";

const mostResults = 50;
const daysKept = 90;

const attributes: Readonly<Record<string, (event: TrailEvent) => readonly string[]>> = {
    AccessKeyId: (event) => [event.AccessKeyId],
    EventId: (event) => [event.EventId],
    EventName: (event) => [event.EventName],
    EventSource: (event) => [event.EventSource],
    ReadOnly: (event) => [event.ReadOnly],
    ResourceName: (event) => event.Resources.map(({ ResourceName }) => ResourceName),
    ResourceType: (event) => event.Resources.map(({ ResourceType }) => ResourceType),
    Username: (event) => [event.Username],
};

/** CloudTrail's Event history, as far as it is looked up: the calls that the audit log of the sandbox holds. */
export async function answerCloudTrail(world: World, call: Call, region: string): Promise<Answer> {
    if (call.operation !== "LookupEvents") {
        throw new AwsError("UnsupportedOperationException", `The sandbox has no CloudTrail ${call.operation}.`);
    }
    return jsonAnswer(call.protocol, lookUp(world, jsonMembers(call.body), region));
}

function lookUp(world: World, given: Record<string, unknown>, region: string): Record<string, unknown> {
    const { MaxResults: limit = mostResults, NextToken: token } = given;
    if (typeof limit !== "number" || limit < 1 || limit > mostResults) {
        throw new AwsError("InvalidMaxResultsException", `MaxResults must be between 1 and ${mostResults}.`);
    }
    const wanted = filterOf(given.LookupAttributes);
    const [start, end] = windowOf(given);
    const events = world.audit
        .entries()
        .flatMap((entry) => eventOf(entry, region, world.settings) ?? [])
        .filter((event) => event.EventTime >= start && event.EventTime <= end && wanted(event))
        .reverse();
    const first = token === undefined ? 0 : positionAfter(events, token);
    const page = events.slice(first, first + limit);
    const more = first + limit < events.length;
    return { Events: page, ...(more && { NextToken: tokenOf(page.at(-1)!) }) };
}

function filterOf(given: unknown): (event: TrailEvent) => boolean {
    if (given === undefined) return () => true;
    const list = Array.isArray(given) ? given : [];
    const { AttributeKey: key, AttributeValue: value } = (list[0] ?? {}) as Record<string, unknown>;
    const read = typeof key === "string" ? attributes[key] : undefined;
    if (list.length !== 1 || read === undefined || typeof value !== "string") {
        throw new AwsError("InvalidLookupAttributesException", "Exactly one known attribute with a value is taken.");
    }
    return (event) => read(event).includes(value);
}

/** Seconds since the epoch, as JSON 1.1 carries times; events older than the history are not listed. */
function windowOf({ StartTime: start = 0, EndTime: end = Number.MAX_SAFE_INTEGER }: Record<string, unknown>) {
    if (typeof start !== "number" || typeof end !== "number" || start > end) {
        throw new AwsError("InvalidTimeRangeException", "The start time is after the end time.");
    }
    const oldest = Date.now() / 1000 - daysKept * 86_400;
    return [Math.max(Math.floor(start), oldest), end] as const;
}

function tokenOf(last: TrailEvent): string {
    return Buffer.from(last.EventId).toString("base64url");
}

function positionAfter(events: readonly TrailEvent[], token: unknown): number {
    const id = Buffer.from(String(token), "base64url").toString();
    const position = events.findIndex(({ EventId }) => EventId === id);
    if (position < 0) throw new AwsError("InvalidNextTokenException", "The token is invalid.");
    return position + 1;
}
