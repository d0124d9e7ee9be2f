import { evaluate } from "../policies";
import { broken, type Finding, findingOf, whole } from "./finding";

/** One way out of an ODB network. */
export interface Access {
    /** ENABLED, ENABLING, DISABLED or DISABLING. */
    readonly status: string;
    /** Absent when every call passes. */
    readonly policyDocument?: string;
}

const actions = {
    sts: ["sts:AssumeRoleWithWebIdentity"],
    kms: ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"],
} as const;

/** The link `network-access`, for one way out: whether the clusters of a network reach these roles, or keys. */
export function judgeAccess(service: keyof typeof actions, access: Access, arns: readonly string[]): Finding {
    const name = `AWS ${service.toUpperCase()}`;
    if (access.status.startsWith("DISABL")) {
        return broken(`the access to ${name} is ${access.status}`, `set ${service}Access of the network to ENABLED`);
    }
    const { policyDocument } = access;
    if (policyDocument === undefined) return whole;
    const findings = arns.flatMap((resource) =>
        actions[service].map((action) =>
            findingOf(
                evaluate(policyDocument, { action, resource, context: {} }),
                `let the document for ${name} allow ${action} on ${resource} to everybody`,
            ),
        ),
    );
    const states = ["broken", "unknown"] as const;
    return states.map((state) => findings.find((finding) => finding.state === state)).find(Boolean) ?? whole;
}
