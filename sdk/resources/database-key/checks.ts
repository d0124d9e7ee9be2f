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
 * Refuses a change of key or database. OCI cannot exchange one AWS key for another. A replacement would forget a database that
 * still uses the key. Keys are compared by OCID only, because their names may change.
 */
export function refuseOtherIdentity(state: Partial<DatabaseKeyState>, inputs: Partial<DatabaseKeyInputs>): Fault[] {
    const faults: Fault[] = [];
    // A refresh has to report the difference between what it found and the program. The next run is refused instead: its check
    // gets the inputs of the state, which do not say who changed them.
    if (!state.changedOutside && differs(state.registeredKeyId, inputs.registeredKeyId)) {
        faults.push({
            path: "registeredKeyId",
            reason: `the database uses the key ${state.registeredKeyId}, and OCI cannot exchange it for ${inputs.registeredKeyId}`,
            remedy: "keep the key; to renew the master key, rotate",
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

/** What a check finds out about the database: its OCID, or a fault of its name. */
interface Located {
    readonly databaseId?: unknown;
    readonly faults: readonly Fault[];
}

/**
 * Finds the OCID of the database at preview: from the last run, or else from the cluster. From then on the OCID is an input, so
 * that previews know it when the resource is updated. If the cluster cannot be asked yet, there is no fault: the run itself
 * asks again.
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
        const made = "if the same run creates the database, give its OCID";
        return { faults: [{ path: "databaseName", reason, remedy: `${remedy}; ${made}` }] };
    }
    return { databaseId: found.id, faults: keyFaults(found, registeredKeyId) };
}

function keyFaults(found: ContainerDatabase, registeredKeyId: unknown): Fault[] {
    // The list may not say which key the database uses, and the program may not know its own key yet.
    const unclear = found.keyProvider === "AWS" && (found.awsKeyId === undefined || isUnknown(registeredKeyId));
    const refusal = unclear || isGone(found.lifecycleState) ? undefined : refusalOfKey(found, String(registeredKeyId));
    return refusal ? [{ path: "registeredKeyId", ...refusal }] : [];
}

function other(path: string): Fault {
    return {
        path,
        reason: "names a different database from the one that was moved to AWS KMS",
        remedy: "keep it, and declare a separate resource for the other database",
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
