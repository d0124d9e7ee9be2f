import { rotateContainerKey } from "../clouds/database-actions";
import { type ContainerDatabase, getDatabase, isGone } from "../clouds/databases";
import { isNotFound, PlainError } from "../clouds/errors";
import { checkOcid } from "../validation";
import { locationOf } from "./key-location";
import { checkPresent, checkTriggers, hosted, type ResourceOperations } from "./provider";
import { containerRotations, type RotationState, rotateOnChange, type Triggers } from "./rotation";
import { serialise } from "./serialise";

export interface ContainerRotationInputs {
    readonly databaseId: string;
    readonly keyId?: string;
    readonly rotationTriggers?: Triggers;
}

export interface ContainerRotationState extends ContainerRotationInputs, RotationState {}

/** Rotates the key of the root of a container database if the triggers changed since `state`. */
export function rotateContainer(
    owner: string,
    state: RotationState,
    inputs: ContainerRotationInputs,
): Promise<ContainerRotationState> {
    const { databaseId, keyId } = inputs;
    return serialise(databaseId, async () => {
        const { name } = await getDatabase(databaseId);
        const rotation = {
            what: `database ${name}`,
            owner,
            workRequests: containerRotations,
            read: () => getDatabase(databaseId),
            refuse: (database: ContainerDatabase) => refuseOffAws(database, keyId),
            rotate: (token: string) => rotateContainerKey(databaseId, token),
        };
        const rotated = await rotateOnChange(rotation, state, inputs.rotationTriggers);
        return { ...inputs, ...rotated };
    });
}

/** Throws unless the master key is in AWS KMS, under the given key if there is one. */
export function refuseOffAws(database: ContainerDatabase, keyId?: string): void {
    const { name, keyProvider, awsKeyId } = database;
    if (keyProvider !== "AWS") {
        throw new PlainError(
            `the key of database ${name} is in ${locationOf(database)}: move it to AWS KMS before rotating it here`,
        );
    }
    if (keyId !== undefined && awsKeyId !== keyId) {
        throw new PlainError(
            `database ${name} uses the registered key ${awsKeyId}, not ${keyId}: give the key that it uses`,
        );
    }
}

const operations: ResourceOperations<ContainerRotationInputs, ContainerRotationState> = {
    inputs: ["databaseId", "keyId", "rotationTriggers"],
    identity: ["databaseId"],
    faults: (inputs) => [
        ...checkPresent(inputs, { databaseId: "give the OCID of the container database" }),
        ...checkOcid("databaseId", inputs.databaseId, "database"),
        ...checkOcid("keyId", inputs.keyId, "oracledbawskey"),
        ...checkTriggers("rotationTriggers", inputs.rotationTriggers),
    ],
    async create(inputs) {
        refuseOffAws(await getDatabase(inputs.databaseId), inputs.keyId);
        return { id: ownerId(inputs.databaseId), state: { ...inputs, generation: 0 } };
    },
    async read(_id, state) {
        try {
            return isGone((await getDatabase(state.databaseId)).lifecycleState) ? undefined : state;
        } catch (error) {
            if (isNotFound(error)) return undefined;
            throw error;
        }
    },
    update: (id, state, inputs) => rotateContainer(id, state, inputs),
    async delete() {},
};

/** Unlike the database, the resource is a new one each time it is made: its rotations are counted from zero again. */
export function ownerId(target: string): string {
    return `${target}@${new Date().toISOString()}`;
}

export const provider = hosted(operations);
