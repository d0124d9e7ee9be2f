import { awsRegion } from "../clouds/aws/settings";
import { callerAccount } from "../clouds/aws/sts";
import type { Refusal } from "./words";

/** Where a guarded thing was made. The guard always asks there, even if the stack's settings change later. */
export interface Home {
    /** AWS Region of the stack at that time. */
    readonly region: string;
    /** AWS account of the caller at that time. */
    readonly accountId: string;
}

/** The home that a guard carries from run to run. */
export function homeIn({ home }: Readonly<Record<string, unknown>>): Home | undefined {
    return typeof home === "object" && home !== null ? (home as Home) : undefined;
}

/** The Region and account of this run. */
export async function currentHome(): Promise<Home> {
    return { region: awsRegion(), accountId: await callerAccount() };
}

/** Refuses to judge from another Region or account. The guarded thing does not exist there, so nothing would seem in use. */
export async function elsewhere(home: Home): Promise<Refusal[]> {
    const region = awsRegion();
    if (region !== home.region) {
        return [
            {
                reason: `the stack is in Region ${region} now, but this was made in ${home.region}`,
                remedy: `set aws:region back to ${home.region}; use another stack for ${region}`,
            },
        ];
    }
    return otherAccount(home);
}

/** Checks only the account. A removal asks in the Region of home, even if the stack has another Region now. */
export async function otherAccount({ accountId }: Home): Promise<Refusal[]> {
    const caller = await callerAccount();
    if (caller === accountId) return [];
    return [
        {
            reason: `the caller is in AWS account ${caller}, but this was made in account ${accountId}: the guard cannot find out from there whether databases use it`,
            remedy: `use credentials of account ${accountId}`,
        },
    ];
}
