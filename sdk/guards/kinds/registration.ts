import { isDoomed } from "../../chain/kms-key";
import { describeKey, type KmsKey } from "../../clouds/aws/kms-keys";
import { findConnector } from "../../clouds/oci/connectors";
import { findRegisteredKey, getRegisteredKey } from "../../clouds/oci/registered-keys";
import { usageOfKey, usageOfRegisteredKey } from "../../usage/usage-of";
import { spoken, takeOff } from "../../usage/words";
import { checkKeyRegion, checkRegion, regionOfArn } from "../../validation";
import { swap } from "../take-back";
import type { Refusal } from "../words";
import type { Kind } from "./kind";

/** A key that is to be registered for a connector, or the OCID of one that is registered. */
interface WantedRegistration {
    readonly keyArn?: string;
    readonly connectorId?: string;
    readonly compartmentId?: string;
    readonly registeredKeyId?: string;
    /** Region of the VM cluster; that of its connector when absent. */
    readonly clusterRegion?: string;
}

/** What is to be used: the key and the connector that reaches it, as far as they are known. */
interface Meant {
    readonly keyArn?: string;
    readonly connectorId?: string;
}

/** Of what the service does not know, nothing: who needs it will be told by the one that asks for it. */
async function meantBy({ keyArn, connectorId, registeredKeyId }: Partial<WantedRegistration>): Promise<Meant> {
    const registered = registeredKeyId === undefined ? undefined : await findRegisteredKey(registeredKeyId);
    const [arn, connector] = [keyArn ?? registered?.awsKeyArn, connectorId ?? registered?.oracleDbConnectorId];
    return {
        ...(arn === undefined ? {} : { keyArn: arn }),
        ...(connector === undefined ? {} : { connectorId: connector }),
    };
}

/**
 * The Region in which the nodes of a connector's cluster call AWS. How the service writes that location is not published:
 * what does not read as a Region is passed over for that of the stack.
 */
async function regionOf(connectorId: string | undefined, region: string): Promise<string> {
    const connector = connectorId === undefined ? undefined : await findConnector(connectorId);
    const location = connector?.awsLocation;
    return location !== undefined && checkRegion("awsLocation", location).length === 0 ? location : region;
}

/** Why no database of the cluster could use a key, in words that follow its ARN. */
function unusable(key: KmsKey, isNew: boolean): Refusal | undefined {
    const remedy = "give a symmetric customer-managed key";
    if (key.keyManager === "AWS") {
        return { reason: "is a key that AWS manages for one of its services, which TDE cannot use", remedy };
    }
    if (key.keyUsage !== "ENCRYPT_DECRYPT" || key.keySpec !== "SYMMETRIC_DEFAULT") {
        return { reason: `is a key of the kind ${key.keySpec} for ${key.keyUsage}, which TDE cannot use`, remedy };
    }
    // One that is registered may be on its way back: that is for those to tell who watch the key.
    if (!isNew || !isDoomed(key.state)) return undefined;
    return {
        reason: `is to be deleted (${key.state})`,
        remedy: "cancel its deletion with `aws kms cancel-key-deletion`, or give another key",
    };
}

async function unfit({ keyArn }: Meant, region: string, isNew: boolean): Promise<Refusal[]> {
    if (keyArn === undefined) return [];
    const elsewhere = checkKeyRegion("keyArn", keyArn, region);
    if (elsewhere.length > 0) {
        return elsewhere.map(({ reason, remedy }) => ({ reason: `${keyArn}: ${reason}`, remedy }));
    }
    const key = await describeKey(keyArn, regionOfArn(keyArn));
    const problem = key && unusable(key, isNew);
    return problem === undefined ? [] : [{ ...problem, reason: `${keyArn} ${problem.reason}` }];
}

/**
 * The databases that have their key by the registration that the last run made. It is told by key and connector, through the
 * databases themselves: it may have been moved to any compartment.
 */
async function registrationInUse(
    { keyArn = "", connectorId }: Partial<WantedRegistration>,
    region: string,
): Promise<string | undefined> {
    const ids = new Set((await usageOfKey(keyArn, region)).map(({ registeredKeyId }) => registeredKeyId));
    const registered = await Promise.all([...ids].map((id) => getRegisteredKey(id)));
    const ours = registered.filter((key) => key.awsKeyArn === keyArn && key.oracleDbConnectorId === connectorId);
    const users = await Promise.all(ours.map(({ id }) => usageOfRegisteredKey(id, region)));
    return spoken(users.flat());
}

export const registration: Kind<WantedRegistration> = {
    async judge({ before = {}, after, home: { region } }) {
        const isNew = after.keyArn !== undefined && before.keyArn !== after.keyArn;
        const meant = await meantBy(after);
        const refusals = await unfit(meant, after.clusterRegion ?? (await regionOf(meant.connectorId, region)), isNew);
        const other = (["keyArn", "connectorId"] as const).filter(
            (name) => before[name] !== undefined && after[name] !== undefined && before[name] !== after[name],
        );
        if (other.length === 0) return { refusals };
        const users = await registrationInUse(before, region);
        if (users === undefined) return { refusals };
        const change = other.map((name) => `${name} from ${before[name]} to ${after[name]}`).join(" and ");
        const reason = `the change of ${change} would register another key and deregister this one, by which ${users} has its key`;
        const ours = before.keyArn;
        const remake =
            ours === undefined || after.keyArn === undefined || ours === after.keyArn
                ? ""
                : ` If a run made the new key in place of this one, put this one back with ${swap(ours, after.keyArn)}.`;
        const remedy = `the key of a database cannot be changed for another; to renew it, rotate. ${takeOff}.${remake}`;
        return { refusals: [...refusals, { reason, remedy }] };
    },
};
