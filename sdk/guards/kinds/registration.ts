import { type Finding, type Ruling, rule } from "../../chain/finding";
import { isDoomed } from "../../chain/kms-key";
import { judgeReading, readingOf } from "../../chain/oci-policy";
import { findKmsKey, type KmsKey } from "../../clouds/aws/kms-keys";
import { isNotFound } from "../../clouds/core/errors";
import { isGone } from "../../clouds/core/states";
import { findConnector } from "../../clouds/oci/connectors";
import { findRegisteredKey, type RegisteredKey } from "../../clouds/oci/registered-keys";
import { listKeys } from "../../functions/registered-keys";
import { databasesIn, registeredKeyOf, type UsingDatabase, vmCluster } from "../../usage/databases";
import { spoken, takeOff } from "../../usage/words";
import { checkKeyRegion, checkRegion, regionOfArn } from "../../validation";
import { swap } from "../take-back";
import { type Refusal, stillBroken } from "../words";
import type { Change, Judgement, Kind } from "./kind";
import { connectorKept } from "./registration-connector";

/** A key to register for a connector, or the OCID of a registered key. */
interface WantedRegistration {
    readonly keyArn?: string;
    readonly connectorId?: string;
    readonly compartmentId?: string;
    readonly registeredKeyId?: string;
    /** Region of the VM cluster. @default the Region of its connector */
    readonly clusterRegion?: string;
}

/** The key that the program means and the connector that reaches it, as far as they are known. */
interface Meant {
    readonly keyArn?: string;
    readonly connectorId?: string;
}

/** Finds out what is meant. Members are absent if OCI does not know the registered key: a later step reports that. */
async function meantBy({ keyArn, connectorId, registeredKeyId }: Partial<WantedRegistration>): Promise<Meant> {
    const registered = registeredKeyId === undefined ? undefined : await findRegisteredKey(registeredKeyId);
    const [arn, connector] = [keyArn ?? registered?.awsKeyArn, connectorId ?? registered?.oracleDbConnectorId];
    return {
        ...(arn === undefined ? {} : { keyArn: arn }),
        ...(connector === undefined ? {} : { connectorId: connector }),
    };
}

/**
 * The Region in which the nodes of a connector's cluster call AWS. Oracle does not publish the format of that location. If it
 * does not look like a Region, the Region of the stack is used.
 */
async function regionOf(connectorId: string | undefined, region: string): Promise<string> {
    const connector = connectorId === undefined ? undefined : await findConnector(connectorId);
    const location = connector?.awsLocation;
    return location !== undefined && checkRegion("awsLocation", location).length === 0 ? location : region;
}

/** Why no database of the cluster can use a key. Printed after the ARN of the key. */
function unusable(key: KmsKey, isNew: boolean): Refusal | undefined {
    const remedy = "use a symmetric customer managed key";
    if (key.keyManager === "AWS") {
        return { reason: "is a key that AWS manages for one of its services, which TDE cannot use", remedy };
    }
    if (key.keyUsage !== "ENCRYPT_DECRYPT" || key.keySpec !== "SYMMETRIC_DEFAULT") {
        return { reason: `is a key with the spec ${key.keySpec} for ${key.keyUsage}, which TDE cannot use`, remedy };
    }
    // For a key that is registered already, the component that watches the key reports a scheduled deletion.
    if (!isNew || !isDoomed(key.state)) return undefined;
    return {
        reason: `is scheduled for deletion (${key.state})`,
        remedy: "cancel the deletion with `aws kms cancel-key-deletion`, or use another key",
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

/** A database and the registered key that it uses. */
interface RegistrationInUse {
    readonly key: RegisteredKey;
    readonly database: UsingDatabase;
}

/**
 * Finds the registrations of a key and a connector that databases use. It looks through the databases, because a registration
 * may have moved to any compartment. If OCI leaves out a member of a registration, that member counts as a match.
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

/** Whether the key is registered in the wanted compartment. Only then is there no need to ask which databases use it. */
async function isInPlace({ keyArn, connectorId = "", compartmentId = "" }: Partial<WantedRegistration>) {
    try {
        const listed = await listKeys({ compartmentId, connectorId });
        return listed.some((key) => key.awsKeyArn === keyArn && !isGone(key.lifecycleState));
    } catch (error) {
        if (isNotFound(error)) return false;
        throw error;
    }
}

/** The effects of moving a registration to another compartment. Other policies decide there whether clusters may read it. */
async function moves(wanted: Partial<WantedRegistration>, region: string): Promise<Judgement<WantedRegistration>> {
    const { keyArn, connectorId, compartmentId } = wanted;
    const isTold = keyArn !== undefined && connectorId !== undefined && compartmentId !== undefined;
    if (!isTold || (await isInPlace(wanted))) return { refusals: [] };
    const all = await registrationsInUse(wanted, region);
    const lost = all.filter(({ key }) => isGone(key.lifecycleState));
    const uses = all.filter(({ key }) => key.compartmentId !== compartmentId && !isGone(key.lifecycleState));
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
        refusals: lost.map(deregistered).concat(
            effects.flatMap(({ database, from, then, ruling }) =>
                ruling !== "refuse" || then.state === "whole"
                    ? []
                    : {
                          reason:
                              `${keyArn} would move from compartment ${from} to ${compartmentId}, where ${spoken([database])} ` +
                              `could no longer get a key or be rotated: ${then.evidence}`,
                          remedy: `${then.remedy}; then run again`,
                      },
            ),
        ),
        warnings: effects.flatMap(({ database, then, ruling }) =>
            ruling === "warn" ? stillBroken(spoken([database]) ?? "", then) : [],
        ),
    };
}

function deregistered({ key, database }: RegistrationInUse): Refusal {
    return {
        reason:
            `registered key ${key.displayName} (${key.id}) is ${key.lifecycleState}, but ${spoken([database])} uses it: a new ` +
            "registration would have another OCID, and OCI cannot give a database another registered key",
        remedy: "ask Oracle Support to restore the registration, and keep the KMS key and the database until then",
    };
}

/** If both findings are unknown, the change passes only if both are unknown for the same reason. */
function ruleReading(now: Finding, then: Finding): Ruling {
    const isOpen = now.state === "unknown" && then.state === "unknown";
    return isOpen && now.evidence !== then.evidence ? "refuse" : rule(now, then);
}

export const registration: Kind<WantedRegistration> = {
    async judge(change): Promise<Judgement<WantedRegistration>> {
        const kept = await keptIn(change);
        const { before = {}, after: given, home } = change;
        const { region } = home;
        const after = kept === undefined ? given : { ...given, connectorId: kept.connectorId };
        const judged = await judgeChange(before, after, region);
        if (kept === undefined) return judged;
        const { connectorId, warnings } = kept;
        return {
            ...judged,
            warnings: [...(judged.warnings ?? []), ...warnings],
            added: { ...judged.added, connectorId },
        };
    },
};

/** The connector that the registration keeps, if the program gives another one. */
async function keptIn({ before = {}, after, unknown, home }: Change<WantedRegistration>) {
    const { connectorId, keyArn } = before;
    const isOpen = unknown.includes("connectorId");
    const isOther = after.connectorId !== undefined && after.connectorId !== connectorId;
    if (connectorId === undefined || !(isOpen || isOther)) return undefined;
    if (after.keyArn !== undefined && after.keyArn !== keyArn) return undefined;
    const databases = (await registrationsInUse(before, home.region)).map(({ database }) => database);
    const given = after.connectorId;
    return connectorKept({ before: connectorId, ...(given === undefined ? {} : { after: given }) }, databases);
}

async function judgeChange(
    before: Partial<WantedRegistration>,
    after: Partial<WantedRegistration>,
    region: string,
): Promise<Judgement<WantedRegistration>> {
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
    const reason = `the change of ${change} would register another key and deregister this one, which ${users} uses`;
    const ours = before.keyArn;
    const remake =
        ours === undefined || after.keyArn === undefined || ours === after.keyArn
            ? ""
            : ` If a run created the new key in place of this one, put this one back with ${swap(ours, after.keyArn)}.`;
    const remedy = `OCI cannot exchange the key of a database for another one; to renew the master key, rotate. ${takeOff}.${remake}`;
    return { refusals: [...refusals, { reason, remedy }] };
}
