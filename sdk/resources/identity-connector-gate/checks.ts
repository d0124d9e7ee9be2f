import { checkPresent, checkTriggers } from "../../host/checks";
import { Unknown } from "../../host/provider";
import { checkOcid, checkRoleArn, checkVmClusterArn, type Fault } from "../../validation";
import type { GateInputs } from "./state";

type Unchecked = { [K in keyof GateInputs]?: unknown };

export function checkGate(inputs: Unchecked): Fault[] {
    return [
        ...checkPresent(inputs, {
            vmClusterArn: "give the ARN of the VM cluster",
            vmClusterOcid: "give the OCID of the VM cluster",
            compartmentId: "give the OCID of the compartment of the VM cluster",
            roleArn: "give the ARN of the role that is associated with the VM cluster",
        }),
        ...checkVmClusterArn("vmClusterArn", inputs.vmClusterArn),
        ...checkOcid("vmClusterOcid", inputs.vmClusterOcid, "cloudvmcluster"),
        ...checkOcid("compartmentId", inputs.compartmentId, "compartment"),
        ...checkRoleArn("roleArn", inputs.roleArn),
        ...checkTriggers("refreshTriggers", inputs.refreshTriggers),
        ...checkSwitches(inputs),
        ...checkTimeout(inputs.timeoutSeconds),
    ];
}

function checkSwitches(inputs: Unchecked): Fault[] {
    const names = ["existingAssociation", "ownsAssociation", "ownsRole", "requireAllNodes"] as const;
    return names
        .filter((name) => !["undefined", "boolean"].includes(typeof inputs[name]) && !(inputs[name] instanceof Unknown))
        .map((path) => ({ path, reason: "is neither true nor false", remedy: "give true or false" }));
}

function checkTimeout(value: unknown): Fault[] {
    if (value === undefined || value instanceof Unknown) return [];
    if (typeof value === "number" && value >= 10 && value <= 86_400) return [];
    return [{ path: "timeoutSeconds", reason: `${String(value)} is out of range`, remedy: "give 10 to 86400 seconds" }];
}
