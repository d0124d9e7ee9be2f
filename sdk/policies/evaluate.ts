import { actionsOutside } from "./boundary";
import type { PolicyDocument, Statement } from "./document";
import { rolesWithoutUse } from "./key-users";
import { deniesMasterKey } from "./mkid-denial";
import { blockedByNetwork } from "./network";
import { trustedTokens } from "./trusted-tokens";
export type Decision = "allowed" | "denied" | "unknown";
export interface Evaluation {
    readonly decision: Decision;
    readonly by?: Statement;
    readonly because: string;
    readonly doubts: readonly string[];
}
type Doc = PolicyDocument | string;
const ok = (yes: boolean): Evaluation => ({ decision: yes ? "allowed" : "denied", because: "stub", doubts: [] });
export function evaluate(
    d: Doc,
    r: { action: string; resource: string; context: Record<string, string | undefined> },
): Evaluation {
    return ok(
        blockedByNetwork(
            r.action.startsWith("kms") ? "kms" : "sts",
            JSON.stringify(typeof d === "string" ? JSON.parse(d) : d),
            [r.resource],
        ).length === 0,
    );
}
export function evaluateKeyUse(
    d: { keyPolicy?: Doc; boundary?: Doc; networkPolicy?: Doc },
    u: { keyArn: string; roleArn: string; masterKeyId?: string },
): Evaluation {
    if (d.boundary) return ok(actionsOutside(d.boundary, u.keyArn).length === 0);
    return ok(
        rolesWithoutUse(d.keyPolicy!, [u.roleArn]).length === 0 &&
            !(u.masterKeyId && deniesMasterKey(d.keyPolicy!, u.masterKeyId)),
    );
}
export function evaluateToken(
    d: { trustPolicy: Doc },
    t: { providerArn: string; issuer: string; audience: string; subject: string; roleArn: string },
): Evaluation {
    const g = trustedTokens(d.trustPolicy);
    return ok(
        g.providers.includes(t.providerArn) && g.audiences.includes(t.audience) && g.subjects.includes(t.subject),
    );
}
