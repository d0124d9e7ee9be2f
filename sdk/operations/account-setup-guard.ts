import { same } from "./canonical";
import { type Guard, guarding, spoken, takeOff } from "./guard";
import { usageOfIssuer } from "./usage";

/** What a stack of the vendor's template is made of. */
export interface AccountSetupInputs {
    /** Issuer of the identity domain. */
    readonly issuerUrl: string;
    /** Parameters of the template by name, with the URL of the identity domain and the OIDC provider among them. */
    readonly parameters: Readonly<Record<string, string>>;
    readonly stackName?: string;
}

const guard: Guard<AccountSetupInputs> = {
    inputs: ["issuerUrl", "parameters", "stackName"],
    async refusals({ issuerUrl, parameters: before = {}, stackName }, { parameters: after = {}, ...wanted }, unknown) {
        if (issuerUrl === undefined) return [];
        const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
        const changed = names
            .filter((name) => !unknown.includes("parameters") && !unknown.includes(`parameters.${name}`))
            .filter((name) => !same(before[name], after[name]));
        const renamed = stackName !== wanted.stackName && !unknown.includes("stackName");
        if (changed.length === 0 && !renamed) return [];
        // Which of the roles is the stack's is known only behind it: each role of the identity domain may be.
        const users = spoken(await usageOfIssuer(issuerUrl));
        if (users === undefined) return [];
        // Parameters may be secret: their values are not told.
        const changes = [
            ...changed.map(
                (name) => `the change of parameter ${name} lets CloudFormation change or replace role and provider`,
            ),
            ...(renamed ? ["another name makes another stack and deletes this one with its role"] : []),
        ];
        return changes.map((what) => ({
            reason: `${what}, and ${users} needs a role of this identity domain to open its key`,
            remedy: `for another cluster make another AccountSetupStack; else ${takeOff}`,
        }));
    },
};

export const provider = guarding(guard);
