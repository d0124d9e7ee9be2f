import { PolicyError } from "./document";
import type { PrincipalJudge, PrincipalNames } from "./statements";

/** A session of a role, as KMS sees its caller. */
export interface Caller {
    accountId: string;
    roleArn: string;
    /** Unique id of the role, which policies show in place of the ARN once a role is gone. */
    roleId: string;
    sessionArn: string;
}

const known = new Set(["AWS", "Federated", "Service", "CanonicalUser"]);

/** Judges the principals of a key policy for a role session. */
export function judgeCaller(policy: string, caller: Caller): PrincipalJudge {
    const account = new RegExp(`^(${caller.accountId}|arn:[\\w-]+:iam::${caller.accountId}:root)$`);
    const isRole = (name: string) => name === caller.roleArn || (name === caller.roleId && caller.roleId !== "");
    return {
        names(principals) {
            const named = awsNames(policy, principals);
            if (named.some((name) => name === "*" || isRole(name) || name === caller.sessionArn)) return "caller";
            return named.some((name) => account.test(name)) ? "account" : "none";
        },
        // AWS spares a session only where the session, its role and its account are all named.
        spares(principals) {
            const named = awsNames(policy, principals);
            if (named.includes("*")) return true;
            return named.includes(caller.sessionArn) && named.some(isRole) && named.some((name) => account.test(name));
        },
    };
}

/** Judges the principals of a trust policy for a token that an OIDC provider vouches for. */
export function judgeProvider(policy: string, providerArn: string): PrincipalJudge {
    const isNamed = (principals: PrincipalNames) => {
        const everybody = awsNames(policy, principals).includes("*");
        return everybody || (principals.Federated ?? []).some((name) => name === "*" || name === providerArn);
    };
    return { names: (principals) => (isNamed(principals) ? "caller" : "none"), spares: isNamed };
}

function awsNames(policy: string, principals: PrincipalNames): readonly string[] {
    const kind = Object.keys(principals).find((name) => !known.has(name));
    if (kind !== undefined) throw new PolicyError(`${policy}: the principal type ${kind} is not understood`);
    return principals.AWS ?? [];
}
