import { checkOcid, checkRoleArn, type Fault } from "../validation";
import type { GateInputs } from "./identity-connector";
import { checkPresent, checkTriggers, Unknown } from "./provider";

type Unchecked = { [K in keyof GateInputs]?: unknown };

/** States of a role association that no waiting mends, and where each comes from. */
const brokenAssociations: Readonly<Record<string, string>> = {
    FAILED: "look at the reason, remove the association and make it again",
    DISCONNECTED: "enable STS and KMS access of the ODB network, and check the trust policy of the role",
    PARTIALLY_CONNECTED: "see which nodes of the VM cluster are down or cannot reach STS",
};

/** What to look at when an association is in a state that no waiting mends; nothing when it is in order. */
export function brokenBy(status: string, requireAllNodes = true): string | undefined {
    return !requireAllNodes && status === "PARTIALLY_CONNECTED" ? undefined : brokenAssociations[status];
}

export function checkGate(inputs: Unchecked): Fault[] {
    return [
        ...checkPresent(inputs, {
            vmClusterOcid: "give the OCID of the VM cluster",
            compartmentId: "give the OCID of the compartment of the VM cluster",
            roleArn: "give the ARN of the role that is associated with the VM cluster",
        }),
        ...checkOcid("vmClusterOcid", inputs.vmClusterOcid, "cloudvmcluster"),
        ...checkOcid("compartmentId", inputs.compartmentId, "compartment"),
        ...checkRoleArn("roleArn", inputs.roleArn),
        ...checkTriggers("refreshTriggers", inputs.refreshTriggers),
        ...checkAssociation(inputs),
        ...checkTimeout(inputs.timeoutSeconds),
    ];
}

/** Without a reason the fault is left to the operation, which asks for it. */
function checkAssociation({ associationStatus, associationReason, requireAllNodes }: Unchecked): Fault[] {
    if (typeof associationStatus !== "string" || typeof associationReason !== "string") return [];
    const remedy = brokenBy(associationStatus, requireAllNodes !== false);
    if (remedy === undefined) return [];
    const reason = `the role association is ${associationStatus}: ${associationReason}`;
    return [{ path: "associationStatus", reason, remedy }];
}

function checkTimeout(value: unknown): Fault[] {
    if (value === undefined || value instanceof Unknown) return [];
    if (typeof value === "number" && value >= 10 && value <= 86_400) return [];
    return [{ path: "timeoutSeconds", reason: `${String(value)} is out of range`, remedy: "give 10 to 86400 seconds" }];
}
