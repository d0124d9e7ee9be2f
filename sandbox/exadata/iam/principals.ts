import { PolicyError } from "./document";
import type { Naming, PrincipalJudge } from "./statements";

/** A session of a role, as KMS sees its caller. */
export interface Caller {
    accountId: string;
    roleArn: string;
    sessionArn: string;
}

const known = new Set(["AWS", "Federated", "Service", "CanonicalUser"]);

/** Judges the principals of a key policy for a role session. */
export function judgeCaller(policy: string, caller: Caller): PrincipalJudge {
    const account = new RegExp(`^(${caller.accountId}|arn:[\\w-]+:iam::${caller.accountId}:root)$`);
    return (principals) => {
        refuseUnknownKinds(policy, principals);
        const named = principals.AWS ?? [];
        if (named.some((name) => name === "*" || name === caller.roleArn || name === caller.sessionArn))
            return "caller";
        return named.some((name) => account.test(name)) ? "account" : "none";
    };
}

/** Judges the principals of a trust policy for a token that an OIDC provider vouches for. */
export function judgeProvider(policy: string, providerArn: string): PrincipalJudge {
    return (principals): Naming => {
        refuseUnknownKinds(policy, principals);
        const named = [...(principals.Federated ?? []), ...(principals.AWS ?? []).filter((name) => name === "*")];
        return named.some((name) => name === "*" || name === providerArn) ? "caller" : "none";
    };
}

function refuseUnknownKinds(policy: string, principals: Readonly<Partial<Record<string, string[]>>>): void {
    const kind = Object.keys(principals).find((name) => !known.has(name));
    if (kind !== undefined) throw new PolicyError(`${policy}: the principal type ${kind} is not understood`);
}
