import { checkDatabaseName, checkOcid, type Fault } from "../validation";
import { sameName } from "./find-database";
import type { KeyLocationInputs, KeyLocationState } from "./key-location";
import { checkPresent } from "./provider";

export function checkKeyLocation(inputs: { [K in keyof KeyLocationInputs]?: unknown }): Fault[] {
    return [
        ...checkPresent(inputs, {
            vmClusterOcid: "give the OCID of the VM cluster that runs the database",
            keyId: "give the OCID of the registered AWS key",
        }),
        ...checkOcid("vmClusterOcid", inputs.vmClusterOcid, "cloudvmcluster"),
        ...checkOneOf(inputs),
        ...checkDatabaseName("databaseName", inputs.databaseName),
        ...checkOcid("databaseId", inputs.databaseId, "database"),
        ...checkOcid("keyId", inputs.keyId, "oracledbawskey"),
    ];
}

/**
 * The key and the database of a key location never change: the service cannot change one AWS key for another, and a
 * replacement would forget a database that goes on using the key.
 */
export function refuseOtherIdentity(state: Partial<KeyLocationState>, inputs: Partial<KeyLocationInputs>): Fault[] {
    const faults: Fault[] = [];
    // A refresh compares what it found with the program, and has to tell the difference. The run after it is refused: its
    // check gets the inputs of the state, which do not say who changed them.
    if (!state.changedOutside && differs(state.keyId, inputs.keyId)) {
        faults.push({
            path: "keyId",
            reason: `the database uses the key ${state.keyId}, and the service cannot change it for ${inputs.keyId}`,
            remedy: "keep the key; to renew the key material, rotate",
        });
    }
    // The OCID of a key that is registered only later is not known at preview; its name is.
    if (inputs.keyId === undefined && state.keyId !== undefined && differs(state.keyLocation, inputs.keyLocation)) {
        faults.push({
            path: "keyId",
            reason: `the database uses the key ${state.keyId} (${state.keyLocation}), and the service cannot change it for another (${inputs.keyLocation})`,
            remedy: "keep the key; to renew the key material, rotate",
        });
    }
    if (differs(state.vmClusterOcid, inputs.vmClusterOcid)) faults.push(other("vmClusterOcid"));
    if (differs(state.databaseId, inputs.databaseId)) faults.push(other("databaseId"));
    if (
        state.databaseName !== undefined &&
        inputs.databaseName !== undefined &&
        !sameName(state.databaseName, inputs.databaseName)
    ) {
        faults.push(other("databaseName"));
    }
    return faults;
}

function other(path: string): Fault {
    return {
        path,
        reason: "names another database than the one that was moved to AWS KMS",
        remedy: "keep it, and declare a resource of its own for the other database",
    };
}

function differs(before: string | undefined, now: string | undefined): boolean {
    return before !== undefined && now !== undefined && before !== now;
}

function checkOneOf({ databaseName, databaseId }: { databaseName?: unknown; databaseId?: unknown }): Fault[] {
    if ((databaseName === undefined) !== (databaseId === undefined)) return [];
    const both = databaseName !== undefined;
    return [
        {
            path: "databaseName",
            reason: both ? "is given together with databaseId" : "is missing, and so is databaseId",
            remedy: "give one of the two",
        },
    ];
}
