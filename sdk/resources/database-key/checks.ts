import { isGone } from "../../clouds/core/states";
import { databasesOf, named, noDatabase, sameName } from "../../clouds/oci/database-address";
import type { ContainerDatabase } from "../../clouds/oci/databases";
import { checkPresent, checkTriggers, isUnknown, type Properties } from "../../host/provider";
import { checkDatabaseName, checkOcid, type Fault } from "../../validation";
import { refusalOfKey } from "./move-key";
import type { DatabaseKeyInputs, DatabaseKeyState } from "./state";

export function checkDatabaseKey(inputs: { [K in keyof DatabaseKeyInputs]?: unknown }): Fault[] {
    return [
        ...checkPresent(inputs, {
            vmClusterOcid: "give the OCID of the VM cluster that runs the database",
            registeredKeyId: "give the OCID of the registered AWS key",
        }),
        ...checkOcid("vmClusterOcid", inputs.vmClusterOcid, "cloudvmcluster"),
        ...checkOneOf(inputs),
        ...checkDatabaseName("databaseName", inputs.databaseName),
        ...checkOcid("databaseId", inputs.databaseId, "database"),
        ...checkOcid("registeredKeyId", inputs.registeredKeyId, "oracledbawskey"),
        ...checkTriggers("rotationTriggers", inputs.rotationTriggers),
    ];
}

/**
 * The key and the database never change: the service cannot change one AWS key for another, and a replacement would
 * forget a database that goes on using the key. Keys are told apart by OCID alone, since what people call them may change.
 */
export function refuseOtherIdentity(state: Partial<DatabaseKeyState>, inputs: Partial<DatabaseKeyInputs>): Fault[] {
    const faults: Fault[] = [];
    // A refresh compares what it found with the program, and has to tell the difference. The run after it is refused: its
    // check gets the inputs of the state, which do not say who changed them.
    if (!state.changedOutside && differs(state.registeredKeyId, inputs.registeredKeyId)) {
        faults.push({
            path: "registeredKeyId",
            reason: `the database uses the key ${state.registeredKeyId}, and the service cannot change it for ${inputs.registeredKeyId}`,
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

/** What a check finds out about the database: its OCID, or what is wrong with its name. */
interface Located {
    readonly databaseId?: unknown;
    readonly faults: readonly Fault[];
}

/**
 * Finds the OCID of the database at preview already: what the last run found, or else what the cluster says. It is an
 * input from then on, so that previews know it also when the resource is updated. A cluster that cannot be asked yet
 * faults nothing; the run itself will ask again.
 */
export async function locate(olds: Properties, inputs: Properties, databases = databasesOf): Promise<Located> {
    const { vmClusterOcid, databaseName, databaseId, registeredKeyId } = inputs;
    if (databaseId !== undefined && !isUnknown(databaseId)) return { databaseId, faults: [] };
    if (olds.databaseId !== undefined) return { databaseId: olds.databaseId, faults: [] };
    if (databaseName === undefined || isUnknown(databaseName) || isUnknown(vmClusterOcid)) {
        return { databaseId, faults: [] };
    }
    const listing = await databases(String(vmClusterOcid)).catch(() => undefined);
    if (listing === undefined) return { faults: [] };
    const found = named(listing, String(databaseName));
    if (found === undefined) {
        const { reason, remedy } = noDatabase(listing, String(databaseName));
        const made = "one that the same run makes is given by its OCID";
        return { faults: [{ path: "databaseName", reason, remedy: `${remedy}; ${made}` }] };
    }
    return { databaseId: found.id, faults: keyFaults(found, registeredKeyId) };
}

function keyFaults(found: ContainerDatabase, registeredKeyId: unknown): Fault[] {
    // A list may leave out which key it is, and the program may not know its own yet.
    const unclear = found.keyProvider === "AWS" && (found.awsKeyId === undefined || isUnknown(registeredKeyId));
    const refusal = unclear || isGone(found.lifecycleState) ? undefined : refusalOfKey(found, String(registeredKeyId));
    return refusal ? [{ path: "registeredKeyId", ...refusal }] : [];
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
