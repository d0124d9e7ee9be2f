import { type Guard, guarding, type Refusal, spoken, takeOff } from "./guard";
import { usageOfOidcProvider } from "./usage";

/** Whose tokens the AWS account trusts. */
export interface OidcChangeInputs {
    readonly issuerUrl: string;
    readonly audiences: readonly string[];
}

async function lost(what: string, issuerUrl: string, audience?: string): Promise<Refusal[]> {
    const users = spoken(await usageOfOidcProvider(issuerUrl, audience));
    return users === undefined ? [] : [{ reason: `${what}, and ${users} needs it to open its key`, remedy: takeOff }];
}

const guard: Guard<OidcChangeInputs> = {
    inputs: ["issuerUrl", "audiences"],
    async refusals({ issuerUrl, audiences = [] }, after) {
        if (issuerUrl === undefined) return [];
        if (after.issuerUrl !== undefined && after.issuerUrl !== issuerUrl) {
            return lost(
                `the change of the issuer from ${issuerUrl} to ${after.issuerUrl} replaces the provider`,
                issuerUrl,
            );
        }
        const gone = after.audiences === undefined ? [] : audiences.filter((one) => !after.audiences?.includes(one));
        const refusals = await Promise.all(
            gone.map((one) => lost(`AWS would not accept tokens of ${issuerUrl} for ${one} any more`, issuerUrl, one)),
        );
        return refusals.flat();
    },
};

export const provider = guarding(guard);
