import { isGone } from "../../clouds/core/states";
import { databasesOf, named, noDatabase, sameName } from "../../clouds/oci/database-address";
import { type ContainerDatabase, getDatabase } from "../../clouds/oci/databases";
import { checkPresent, checkTriggers } from "../../host/checks";
import { isUnknown, type Properties } from "../../host/provider";
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
    if (state.changedOutside) return differs(state.databaseId, inputs.databaseId) ? [other("databaseId")] : [];
    if (differs(state.registeredKeyId, inputs.registeredKeyId)) {
        faults.push({
            path: "registeredKeyId",
            reason: `the database uses the key ${state.registeredKeyId}, and OCI cannot exchange it for ${inputs.registeredKeyId}`,
            remedy: "keep the key; to renew the master key, rotate",
        });
    }
    if (differs(state.vmClusterOcid, inputs.vmClusterOcid)) {
        faults.push(other("vmClusterOcid", `it runs in ${state.vmClusterOcid}`));
    }
    if (differs(state.databaseId, inputs.databaseId)) faults.push(other("databaseId"));
    if (namesApart(state, inputs)) faults.push(other("databaseName", `it is called ${state.databaseName}`));
    return faults;
}

/** Whether a program names a database by another name than that of its state. */
export function namesApart(state: { databaseName?: unknown }, inputs: { databaseName?: unknown }): boolean {
    const [before, now] = [state.databaseName, inputs.databaseName];
    return typeof before === "string" && typeof now === "string" && !isUnknown(now) && !sameName(before, now);
}

/**
 * The state with the present name and cluster of the database, if the program gives others than in the last run. The program may
 * follow a database that somebody renamed or moved.
 */
export async function asItIsNow(state: Properties, inputs: Properties, read = getDatabase): Promise<Properties> {
    const { databaseId, vmClusterOcid } = state;
    const isElsewhere = !isUnknown(inputs.vmClusterOcid) && vmClusterOcid !== inputs.vmClusterOcid;
    if (typeof databaseId !== "string" || !(isElsewhere || namesApart(state, inputs))) return state;
    const live = await read(databaseId).catch(() => undefined);
    if (live === undefined) return state;
    const named = state.databaseName === undefined ? {} : { databaseName: live.name };
    return { ...state, ...named, vmClusterOcid: live.vmClusterId ?? vmClusterOcid };
}

/** Why a database that was found is not the one that the program names. */
export function strayed(
    { id, name, vmClusterId }: ContainerDatabase,
    { databaseName, vmClusterOcid }: DatabaseKeyInputs,
): Fault | undefined {
    const meanwhile = "until then, nothing is moved or rotated";
    if (databaseName !== undefined && !sameName(databaseName, name)) {
        const reason = `the database ${id} is now called ${name}, not ${databaseName}`;
        return { path: "databaseName", reason, remedy: `give its present name; ${meanwhile}` };
    }
    if (vmClusterId === undefined || vmClusterId === vmClusterOcid) return undefined;
    const reason = `database ${name} (${id}) is in VM cluster ${vmClusterId}, not in ${vmClusterOcid}`;
    return { path: "vmClusterOcid", reason, remedy: `give its present cluster; ${meanwhile}` };
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
export async function locate(
    olds: Properties,
    inputs: Properties,
    databases = databasesOf,
    read = getDatabase,
): Promise<Located> {
    const { vmClusterOcid, databaseName, databaseId } = inputs;
    if (olds.databaseId !== undefined) {
        const isGiven = databaseId !== undefined && !isUnknown(databaseId);
        return { databaseId: isGiven ? databaseId : olds.databaseId, faults: [] };
    }
    if (databaseId !== undefined && !isUnknown(databaseId)) {
        const found = await read(String(databaseId)).catch(() => undefined);
        return { databaseId, faults: found === undefined ? [] : firstFaults(found, inputs) };
    }
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
    // A list may leave out where a key is, which reads like the Oracle Wallet.
    const asked = found.keyProvider === undefined ? await read(found.id).catch(() => found) : found;
    return { databaseId: found.id, faults: firstFaults(asked, inputs) };
}

/** Faults of a database in the first run. */
function firstFaults(found: ContainerDatabase, { vmClusterOcid, registeredKeyId }: Properties): Fault[] {
    if (isGone(found.lifecycleState)) return [];
    if (!isUnknown(vmClusterOcid)) {
        const stray = strayed(found, { vmClusterOcid: String(vmClusterOcid), registeredKeyId: "" });
        if (stray) return [stray];
    }
    // The list may not say which key the database uses, and the program may not know its own key yet.
    const unclear = found.keyProvider === "AWS" && (found.awsKeyId === undefined || isUnknown(registeredKeyId));
    const refusal = unclear ? undefined : refusalOfKey(found, String(registeredKeyId));
    return refusal ? [{ path: "registeredKeyId", ...refusal }] : [];
}

function other(path: string, now?: string): Fault {
    const reason = "names a different database from the one that was moved to AWS KMS";
    return {
        path,
        reason: now === undefined ? reason : `${reason}: ${now}`,
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
