import { type Finding, type Ruling, rule } from "../../chain/finding";
import { isDoomed } from "../../chain/kms-key";
import { judgeReading, readingOf } from "../../chain/oci-policy";
import { findKmsKey, type KmsKey } from "../../clouds/aws/kms-keys";
import { isNotFound } from "../../clouds/core/errors";
import { findConnector } from "../../clouds/oci/connectors";
import { findRegisteredKey, type RegisteredKey } from "../../clouds/oci/registered-keys";
import { listKeys } from "../../functions/registered-keys";
import { databasesIn, registeredKeyOf, type UsingDatabase, vmCluster } from "../../usage/databases";
import { spoken, takeOff } from "../../usage/words";
import { checkKeyRegion, checkRegion, regionOfArn } from "../../validation";
import { swap } from "../take-back";
import { type Refusal, stillBroken } from "../words";
import type { Judgement, Kind } from "./kind";

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
    const key = await findKmsKey(keyArn, regionOfArn(keyArn));
    const problem = key && unusable(key, isNew);
    return problem === undefined ? [] : [{ ...problem, reason: `${keyArn} ${problem.reason}` }];
}

/** A database with the registration that it has its key by. */
interface RegistrationInUse {
    readonly key: RegisteredKey;
    readonly database: UsingDatabase;
}

/**
 * The registrations of a key and a connector that databases use. They are found through the databases themselves: one may
 * have been moved to any compartment. What OCI does not tell of one may be what is meant.
 */
async function registrationsInUse(
    { keyArn, connectorId }: Partial<WantedRegistration>,
    region: string,
): Promise<RegistrationInUse[]> {
    const databases = await databasesIn(regionOfArn(keyArn ?? "") ?? region);
    const all = await Promise.all(
        databases.map(async (database) => ({ key: await registeredKeyOf(database), database })),
    );
    return all.filter(({ key }) => mayBe(key.awsKeyArn, keyArn) && mayBe(key.oracleDbConnectorId, connectorId));
}

function mayBe(told: string | undefined, wanted: string | undefined): boolean {
    return !told || wanted === undefined || told === wanted;
}

/** Whether the key is registered where it is wanted. Only that spares the question who uses it. */
async function isInPlace({ keyArn, connectorId = "", compartmentId = "" }: Partial<WantedRegistration>) {
    try {
        return (await listKeys({ compartmentId, connectorId })).some(({ awsKeyArn }) => awsKeyArn === keyArn);
    } catch (error) {
        if (isNotFound(error)) return false;
        throw error;
    }
}

/** What the move of a registration to another compartment does: there, other policies say whether clusters may read it. */
async function moves(wanted: Partial<WantedRegistration>, region: string): Promise<Judgement<WantedRegistration>> {
    const { keyArn, connectorId, compartmentId } = wanted;
    const isTold = keyArn !== undefined && connectorId !== undefined && compartmentId !== undefined;
    if (!isTold || (await isInPlace(wanted))) return { refusals: [] };
    const uses = (await registrationsInUse(wanted, region)).filter(({ key }) => key.compartmentId !== compartmentId);
    const judged = uses.map(async ({ key, database }) => {
        const { id, compartmentId: ofCluster } = await vmCluster(database.clusterOcid);
        const [now, then] = await Promise.all(
            [key.compartmentId, compartmentId].map(async (place) =>
                judgeReading(await readingOf(place, { id, compartmentId: ofCluster })),
            ),
        );
        return now && then ? [{ database, from: key.compartmentId, then, ruling: ruleReading(now, then) }] : [];
    });
    const effects = (await Promise.all(judged)).flat();
    return {
        refusals: effects.flatMap(({ database, from, then, ruling }) =>
            ruling !== "refuse" || then.state === "whole"
                ? []
                : {
                      reason:
                          `${keyArn} would move from compartment ${from} to ${compartmentId}, where ${spoken([database])} ` +
                          `could be put on no key, and not be rotated, any more: ${then.evidence}`,
                      remedy: `${then.remedy}; run again after that`,
                  },
        ),
        warnings: effects.flatMap(({ database, then, ruling }) =>
            ruling === "warn" ? stillBroken(spoken([database]) ?? "", then) : [],
        ),
    };
}

/** What cannot be judged stays so only if it is the same that cannot be judged. */
function ruleReading(now: Finding, then: Finding): Ruling {
    const isOpen = now.state === "unknown" && then.state === "unknown";
    return isOpen && now.evidence !== then.evidence ? "refuse" : rule(now, then);
}

export const registration: Kind<WantedRegistration> = {
    async judge({ before = {}, after, home: { region } }): Promise<Judgement<WantedRegistration>> {
        const isNew = after.keyArn !== undefined && before.keyArn !== after.keyArn;
        const meant = await meantBy(after);
        const refusals = await unfit(meant, after.clusterRegion ?? (await regionOf(meant.connectorId, region)), isNew);
        const other = (["keyArn", "connectorId"] as const).filter(
            (name) => before[name] !== undefined && after[name] !== undefined && before[name] !== after[name],
        );
        if (other.length === 0) {
            const moved = await moves(after, region);
            return { ...moved, refusals: [...refusals, ...moved.refusals] };
        }
        const users = spoken((await registrationsInUse(before, region)).map(({ database }) => database));
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
