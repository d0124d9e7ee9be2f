import { type ResourceSpec, text } from "../../host/spec";
import { isObject, type Plain, type Properties } from "../../host/values";
import { waitFor } from "../../host/wait";
import { type OdbClient, OdbError } from "../odb-client";
import type { AwsSession } from "../session";
import { problem, region, timeoutOf, timeouts } from "./common";

const kind = "IAM Role Association";
const hour = 3_600_000;

/** The role as the cluster lists it; nothing when the cluster does not list it. */
export async function findRole(odb: OdbClient, resourceArn: string, roleArn: string, signal?: AbortSignal) {
    const [type = "", id = ""] = (resourceArn.split(":")[5] ?? "").split("/");
    const calls: Record<string, [operation: string, input: Properties, member: string]> = {
        "cloud-vm-cluster": ["GetCloudVmCluster", { cloudVmClusterId: id }, "cloudVmCluster"],
        "cloud-autonomous-vm-cluster": [
            "GetCloudAutonomousVmCluster",
            { cloudAutonomousVmClusterId: id },
            "cloudAutonomousVmCluster",
        ],
    };
    const call = calls[type];
    if (!call) throw new Error(`IAM role association / disassociation not supported : ${resourceArn}`);
    const [operation, input, member] = call;
    const answer = await odb.send(operation, input, signal);
    const cluster = answer[member];
    const roles = isObject(cluster) && Array.isArray(cluster.iamRoles) ? cluster.iamRoles : [];
    return roles.filter(isObject).find((role) => role.iamRoleArn === roleArn);
}

function described(properties: Properties): Plain {
    return `IAM role ${String(properties.iamRoleArn)} for resource ${String(properties.resourceArn)}`;
}

function stateOf(role: Properties, known: Properties, session: AwsSession): Properties {
    return {
        awsIntegration: role.awsIntegration,
        iamRoleArn: known.iamRoleArn,
        region: session.regionOf(known),
        resourceArn: known.resourceArn,
        status: role.status,
        statusReason: role.statusReason,
    };
}

const wireOf = ({ awsIntegration, iamRoleArn, resourceArn }: Properties) => ({
    awsIntegration,
    iamRoleArn,
    resourceArn,
});

export const iamRoleAssociation: ResourceSpec<AwsSession> = {
    inputs: {
        awsIntegration: text({ required: true, replace: true }),
        iamRoleArn: text({ required: true, replace: true }),
        region,
        resourceArn: text({ required: true, replace: true }),
        timeouts,
    },
    outputs: ["status", "statusReason"],
    volatile: ["status", "statusReason"],
    fromImportId(id) {
        const separator = id.lastIndexOf(",");
        const [iamRoleArn, resourceArn] = [id.slice(0, separator).trim(), id.slice(separator + 1).trim()];
        if (separator < 0) throw new Error("Expected import identifier in the format <iam_role_arn>,<resource_arn>.");
        if (!iamRoleArn || !resourceArn) throw new Error("Both IAM role ARN and resource ARN must be non-empty.");
        return { iamRoleArn, resourceArn };
    },
    async create(inputs, { session, signal, timeout }) {
        const odb = session.odb(session.regionOf(inputs));
        const [roleArn, resourceArn] = [String(inputs.iamRoleArn), String(inputs.resourceArn)];
        try {
            await odb.send("AssociateIamRoleToResource", wireOf(inputs));
            const role = await waitFor({
                pending: ["ASSOCIATING"],
                // FAILED passes as success; DISCONNECTED, PARTIALLY_CONNECTED and UNKNOWN do not.
                target: ["FAILED", "CONNECTED"],
                timeout: timeoutOf("create", inputs, timeout, hour),
                signal,
                refresh: async () => {
                    const found = await findRole(odb, resourceArn, roleArn, signal);
                    return found && { object: found, state: String(found.status) };
                },
            });
            return { id: `${roleArn},${resourceArn}`, state: stateOf(role ?? {}, inputs, session) };
        } catch (error) {
            // Nothing is put into state, though the service may hold a disconnected association: so does the real plugin.
            throw new Error(problem("creating", kind, described(inputs), error));
        }
    },
    async read(_id, known, { session, signal }) {
        const odb = session.odb(session.regionOf(known));
        const role = await findRole(odb, String(known.resourceArn), String(known.iamRoleArn), signal);
        return role && stateOf(role, known, session);
    },
    async delete(_id, state, { session, signal, timeout }) {
        const odb = session.odb(session.regionOf(state));
        try {
            await odb.send("DisassociateIamRoleFromResource", wireOf(state));
        } catch (error) {
            const done = error instanceof OdbError && error.text.includes("doesn't have any role associated");
            if (done) return;
            throw new Error(problem("deleting", kind, described(state), error));
        }
        await waitFor({
            pending: ["DISASSOCIATING"],
            target: [],
            timeout: timeoutOf("delete", state, timeout, hour),
            signal,
            refresh: async () => {
                const found = await findRole(odb, String(state.resourceArn), String(state.iamRoleArn), signal);
                return found && { object: found, state: String(found.status) };
            },
        });
    },
};
