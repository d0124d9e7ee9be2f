import { usageOfOidcProvider } from "../../usage/usage-of";
import { spoken, takeOff } from "../../usage/words";
import type { Refusal } from "../words";
import type { Kind } from "./kind";

/** Whose tokens the AWS account trusts. */
interface WantedOidcProvider {
    readonly issuerUrl: string;
    readonly audiences: readonly string[];
}

async function lost(what: string, issuerUrl: string, region: string, audience?: string): Promise<Refusal[]> {
    const options = audience === undefined ? {} : { audience };
    const users = spoken(await usageOfOidcProvider(issuerUrl, region, options));
    return users === undefined ? [] : [{ reason: `${what}, and ${users} needs it to open its key`, remedy: takeOff }];
}

export const oidcProvider: Kind<WantedOidcProvider> = {
    sets: ["audiences"],
    async judge({ before: { issuerUrl, audiences = [] } = {}, after, home: { region } }) {
        if (issuerUrl === undefined) return { refusals: [] };
        if (after.issuerUrl !== undefined && after.issuerUrl !== issuerUrl) {
            const what = `the change of the issuer from ${issuerUrl} to ${after.issuerUrl} replaces the provider`;
            return { refusals: await lost(what, issuerUrl, region) };
        }
        const gone = after.audiences === undefined ? [] : audiences.filter((one) => !after.audiences?.includes(one));
        const refusals = await Promise.all(
            gone.map((one) =>
                lost(`AWS would not accept tokens of ${issuerUrl} for ${one} any more`, issuerUrl, region, one),
            ),
        );
        return { refusals: refusals.flat() };
    },
};
