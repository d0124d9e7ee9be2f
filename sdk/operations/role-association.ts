import { isNotFound, PlainError } from "../clouds/errors";
import { type OdbRole, rolesOfCluster } from "../clouds/odb-roles";
import { done, pending, waitFor } from "../clouds/wait";
import { checkRoleArn, checkVmClusterArn } from "../validation";
import { brokenBy } from "./identity-connector-checks";
import { checkPresent, hosted, type ResourceOperations } from "./provider";

export interface AssociationInputs {
    readonly vmClusterArn: string;
    readonly roleArn: string;
    readonly requireAllNodes?: boolean;
}

export interface AssociationState extends AssociationInputs {
    readonly status: string;
    readonly statusReason?: string;
}

/** What is shown for a role that the cluster does not list. */
const absent = "ABSENT";

/** How long a cluster may not list a role before its association is somebody else's failure to tell, in milliseconds. */
const appearsWithin = 30_000;

/** Two hours: the native resource waits for one. */
const timeoutSeconds = 7200;

/**
 * Waits until AWS has decided about an association that is being made, and fails with AWS's reason when it went wrong: the
 * native resource stops at the status. One that does not appear is left to the native resource to explain.
 */
export async function watchAssociation(inputs: AssociationInputs): Promise<AssociationState> {
    const { vmClusterArn, roleArn, requireAllNodes } = inputs;
    const what = `the association of role ${roleArn} with ${vmClusterArn}`;
    const giveUp = Date.now() + appearsWithin;
    const role = await waitFor({ what, timeoutSeconds }, async () => {
        const found = await find(inputs);
        if (found === undefined) return Date.now() >= giveUp ? done(found) : pending(absent);
        return found.status === "ASSOCIATING" ? pending(found.status) : done(found);
    });
    const lookAt = role && brokenBy(role.status, requireAllNodes);
    if (role && lookAt !== undefined) throw new PlainError(explain(what, vmClusterArn, role, lookAt));
    return describe(inputs, role);
}

async function find({ vmClusterArn, roleArn }: AssociationInputs): Promise<OdbRole | undefined> {
    return (await rolesOfCluster(vmClusterArn)).find((listed) => listed.roleArn === roleArn);
}

function describe(inputs: AssociationInputs, role: OdbRole | undefined): AssociationState {
    const { status = absent, statusReason } = role ?? {};
    return { ...inputs, status, ...(statusReason ? { statusReason } : {}) };
}

/** The service's words, what to look at, and how to go on: the state has no association that did not connect. */
function explain(what: string, vmClusterArn: string, role: OdbRole, lookAt: string): string {
    const { roleArn, status, statusReason } = role;
    return [
        `${what} is ${status}: ${statusReason ?? "the service gave no reason"}`,
        `Look at: ${lookAt}`,
        "AWS keeps the association, also where the stack has none. After the repair run again; where the stack has none, first take it over,",
        `  pulumi import aws:odb/iamRoleAssociation:IamRoleAssociation NAME ${roleArn},${vmClusterArn}`,
        "or remove it:",
        `  aws odb disassociate-iam-role-from-resource --aws-integration KmsTde --iam-role-arn ${roleArn} --resource-arn ${vmClusterArn}`,
    ].join("\n");
}

const operations: ResourceOperations<AssociationInputs, AssociationState> = {
    inputs: ["vmClusterArn", "roleArn", "requireAllNodes"],
    identity: ["vmClusterArn", "roleArn"],
    faults: (inputs) => [
        ...checkPresent(inputs, {
            vmClusterArn: "give the ARN of the VM cluster",
            roleArn: "give the ARN of the role that is associated with the VM cluster",
        }),
        ...checkVmClusterArn("vmClusterArn", inputs.vmClusterArn),
        ...checkRoleArn("roleArn", inputs.roleArn),
    ],
    drifted: ({ status, requireAllNodes }) => brokenBy(status, requireAllNodes) !== undefined,
    async create(inputs) {
        return { id: `${inputs.roleArn},${inputs.vmClusterArn}`, state: await watchAssociation(inputs) };
    },
    async read(_id, { vmClusterArn, roleArn, requireAllNodes }) {
        try {
            const inputs = { vmClusterArn, roleArn, ...(requireAllNodes === undefined ? {} : { requireAllNodes }) };
            const role = await find(inputs);
            return role && describe(inputs, role);
        } catch (error) {
            if (isNotFound(error)) return undefined;
            throw error;
        }
    },
    update: (_id, _state, inputs) => watchAssociation(inputs),
    // The association belongs to the resource that makes it.
    async delete() {},
};

export const provider = hosted(operations);
