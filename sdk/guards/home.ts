import { awsRegion } from "../clouds/aws/settings";
import { callerAccount } from "../clouds/aws/sts";
import type { Refusal } from "./words";

/** Where a guarded thing was made. It is asked about there for as long as it lives, whatever the stack says later. */
export interface Home {
    /** AWS Region of the stack at that time. */
    readonly region: string;
    /** AWS account of the caller at that time. */
    readonly accountId: string;
}

/** What a guard carries of it from run to run. */
export function homeIn({ home }: Readonly<Record<string, unknown>>): Home | undefined {
    return typeof home === "object" && home !== null ? (home as Home) : undefined;
}

/** Where the stack is now. */
export async function currentHome(): Promise<Home> {
    return { region: awsRegion(), accountId: await callerAccount() };
}

/** Refuses to judge from somewhere else: there, nothing of what is guarded exists, and so nothing would seem in use. */
export async function elsewhere(home: Home): Promise<Refusal[]> {
    const region = awsRegion();
    if (region !== home.region) {
        return [
            {
                reason: `the stack is in Region ${region} now, and this was made in ${home.region}`,
                remedy: `set aws:region back to ${home.region}; a stack for ${region} is another stack`,
            },
        ];
    }
    return otherAccount(home);
}

/** The same for the account alone: a removal asks in the Region of home, wherever the stack has gone. */
export async function otherAccount({ accountId }: Home): Promise<Refusal[]> {
    const caller = await callerAccount();
    if (caller === accountId) return [];
    return [
        {
            reason: `the caller is in AWS account ${caller}, and this was made in account ${accountId}: whether databases use it cannot be asked from there`,
            remedy: `use credentials of account ${accountId}`,
        },
    ];
}
