import { usageOfIssuer } from "../../usage/usage-of-trust";
import { spoken, takeOff } from "../../usage/words";
import { same } from "../../validation/equality";
import type { Kind } from "./kind";

/** The arguments of a stack of the vendor's template. */
interface WantedAccountSetup {
    /** Issuer of the identity domain. */
    readonly issuerUrl: string;
    /** Parameters of the template by name. They include the URL of the identity domain and the OIDC provider. */
    readonly parameters: Readonly<Record<string, string>>;
    readonly stackName?: string;
}

export const accountSetup: Kind<WantedAccountSetup> = {
    async judge({ before = {}, after, unknown, home }) {
        const { issuerUrl, parameters: old = {}, stackName } = before;
        if (issuerUrl === undefined) return { refusals: [] };
        const { parameters = {} } = after;
        const names = [...new Set([...Object.keys(old), ...Object.keys(parameters)])].sort();
        const changed = names
            .filter((name) => !unknown.includes("parameters") && !unknown.includes(`parameters.${name}`))
            .filter((name) => !same(old[name], parameters[name]));
        const renamed = stackName !== after.stackName && !unknown.includes("stackName");
        if (changed.length === 0 && !renamed) return { refusals: [] };
        // The stack's role is an output that the guard does not see. So each role of the identity domain may be the stack's.
        const users = spoken(await usageOfIssuer(issuerUrl, home.region));
        if (users === undefined) return { refusals: [] };
        // Parameters may be secret, so messages do not repeat their values.
        const changes = [
            ...changed.map(
                (name) => `the change of parameter ${name} lets CloudFormation change or replace role and provider`,
            ),
            ...(renamed ? ["another name creates another stack and deletes this one with its role"] : []),
        ];
        const refusals = changes.map((what) => ({
            reason: `${what}, and ${users} needs a role of this identity domain to open its key`,
            remedy: `for another cluster, declare another AccountSetupStack; otherwise, ${takeOff}`,
        }));
        return { refusals };
    },
};
