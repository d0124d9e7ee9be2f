import { checkPresent, checkTriggers } from "../../host/checks";
import { hosted, type ResourceOperations } from "../../host/provider";
import { currentIds, type MasterKeyUse, masterKeyUsage } from "../../usage/master-key-versions";
import { checkKeyArn } from "../../validation";

export interface MasterKeyUsageInputs {
    readonly keyArn: string;
    readonly refreshTriggers?: Readonly<Record<string, string>>;
}

export interface MasterKeyUsageState extends MasterKeyUsageInputs {
    readonly uses: readonly MasterKeyUse[];
    readonly currentMasterKeyIds: readonly string[];
}

async function look(inputs: MasterKeyUsageInputs): Promise<MasterKeyUsageState> {
    const uses = await masterKeyUsage(inputs.keyArn);
    return { ...inputs, uses, currentMasterKeyIds: currentIds(uses) };
}

const operations: ResourceOperations<MasterKeyUsageInputs, MasterKeyUsageState> = {
    inputs: ["keyArn", "refreshTriggers"],
    identity: ["keyArn"],
    faults: (inputs) => [
        ...checkPresent(inputs, { keyArn: "give the ARN of the KMS key" }),
        ...checkKeyArn("keyArn", inputs.keyArn),
        ...checkTriggers("refreshTriggers", inputs.refreshTriggers),
    ],
    async create(inputs) {
        return { id: inputs.keyArn, state: await look(inputs) };
    },
    // Databases use their keys all the time. If each refresh looked again, each would show a change.
    read: async (_id, state) => state,
    update: (_id, _state, inputs) => look(inputs),
    // This resource changes nothing in the cloud, so there is nothing to undo.
    async delete() {},
};

export const provider = hosted(operations);
