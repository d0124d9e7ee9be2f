import { describeKey } from "../clouds/aws-kms-keys";
import { awsRegion } from "../clouds/aws-settings";
import { checkKeyRegion, regionOfArn } from "../validation";
import { listKeys } from "./aws-keys";
import { type Guard, guarding, type Refusal, spoken, takeOff } from "./guard";
import { usageOfRegisteredKey } from "./usage";

/** A key that is to be registered for a connector. */
export interface RegistrationInputs {
    readonly keyArn: string;
    readonly connectorId: string;
    readonly compartmentId: string;
    /** Region of the VM cluster; that of the stack when absent. */
    readonly clusterRegion?: string;
}

/** A key that no database of the cluster could ever use. */
async function unusable(keyArn: string, clusterRegion: string): Promise<Refusal[]> {
    const elsewhere = checkKeyRegion("keyArn", keyArn, clusterRegion);
    if (elsewhere.length > 0)
        return elsewhere.map(({ reason, remedy }) => ({ reason: `${keyArn}: ${reason}`, remedy }));
    const key = await describeKey(keyArn, regionOfArn(keyArn));
    if (key === undefined) return [];
    const kind =
        key.keyManager === "AWS"
            ? "is a key that AWS manages for one of its services"
            : key.keyUsage !== "ENCRYPT_DECRYPT" || key.keySpec !== "SYMMETRIC_DEFAULT"
              ? `is a key of the kind ${key.keySpec} for ${key.keyUsage}`
              : undefined;
    if (kind === undefined) return [];
    return [{ reason: `${keyArn} ${kind}, which TDE cannot use`, remedy: "give a symmetric customer-managed key" }];
}

/** The registration that the inputs made, when databases have their key by it. */
async function registrationInUse(before: RegistrationInputs): Promise<string | undefined> {
    const { compartmentId, connectorId } = before;
    const registered = await listKeys({ compartmentId, connectorId });
    const found = registered.find(
        ({ awsKeyArn, lifecycleState = "" }) => awsKeyArn === before.keyArn && !/^DELET/.test(lifecycleState),
    );
    return found && spoken(await usageOfRegisteredKey(found.id ?? ""));
}

const guard: Guard<RegistrationInputs> = {
    inputs: ["keyArn", "connectorId", "compartmentId", "clusterRegion"],
    async refusals(before, after) {
        const refusals = after.keyArn ? await unusable(after.keyArn, after.clusterRegion ?? awsRegion()) : [];
        const other = (["keyArn", "connectorId"] as const).filter(
            (name) => before[name] !== undefined && after[name] !== undefined && before[name] !== after[name],
        );
        if (other.length === 0) return refusals;
        const users = await registrationInUse(before as RegistrationInputs);
        if (users === undefined) return refusals;
        const change = other.map((name) => `${name} from ${before[name]} to ${after[name]}`).join(" and ");
        const reason = `the change of ${change} would register another key and deregister this one, by which ${users} has its key`;
        return [
            ...refusals,
            { reason, remedy: `the key of a database cannot be changed for another; to renew it, rotate. ${takeOff}` },
        ];
    },
};

export const provider = guarding(guard);
