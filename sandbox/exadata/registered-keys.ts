import { type KeyFacts, Refusal } from "../core/exadata";
import type { AwsKey, Connector, Database, Discovery } from "../core/records";
import type { World } from "../core/world";
import { arnParts } from "./aws/arns";
import type { AwsClients } from "./aws/clients";
import { listKeyArns } from "./aws/key-calls";
import { asRefusal } from "./aws/refusals";
import { RoleSession } from "./aws/session";
import { clusterOf, requireConnectedNode } from "./connectors";
import { currentVersion } from "./key-versions";

/** The keys that the connector's role may describe; the others are not there as far as a discovery can tell. */
export async function discover(world: World, clients: AwsClients, discovery: Discovery): Promise<KeyFacts[]> {
    const connector = world.connectors.get(discovery.value.oracleDbConnectorId);
    if (!connector) throw new Refusal("IncorrectState", "The identity connector of the discovery is gone.");
    const session = await openSession(world, clients, connector);
    const region = arnParts(clusterOf(world, connector).cloudVmClusterArn).region;
    const wanted = discovery.value.resourcesFilter?.awsKeyArn;
    try {
        const arns = wanted === undefined ? await listKeyArns(clients.kms(region)) : [wanted];
        const facts = await Promise.all(arns.map((arn) => describeOrSkip(session, arn)));
        return facts.filter((one) => one !== undefined);
    } catch (error) {
        throw asRefusal(error, "KMS");
    }
}

async function describeOrSkip(session: RoleSession, arn: string): Promise<KeyFacts | undefined> {
    try {
        return await session.describe(arn);
    } catch (error) {
        if (error instanceof Refusal && error.code !== "ServiceUnavailable") return undefined;
        throw error;
    }
}

/** Describes a key as the connector's role, and refuses one that cannot hold TDE master keys. */
export async function describeKey(
    world: World,
    clients: AwsClients,
    connector: Connector,
    keyArn: string,
): Promise<KeyFacts> {
    const session = await openSession(world, clients, connector);
    const facts = await session.describe(keyArn);
    if (facts.keySpec !== "SYMMETRIC_DEFAULT" || facts.keyUsage !== "ENCRYPT_DECRYPT")
        throw new Refusal(
            "InvalidParameter",
            `Key ${keyArn} is ${facts.keySpec} for ${facts.keyUsage}; only a symmetric key for ENCRYPT_DECRYPT can hold TDE master keys.`,
        );
    return facts;
}

function openSession(world: World, clients: AwsClients, connector: Connector): Promise<RoleSession> {
    const hostName = requireConnectedNode(connector);
    return RoleSession.open(world, clients, clusterOf(world, connector), connector, hostName);
}

export function databasesOnAws(world: World, clusterOcid: string): string[] {
    return namesOf(world.databasesOn(clusterOcid).filter(isOnAws));
}

export function databasesUsing(world: World, key: AwsKey): string[] {
    const present = [...world.databases.values()].filter(({ oci }) => oci.value.lifecycleState !== "TERMINATED");
    return namesOf(
        present.filter(
            (database) =>
                isOnAws(database) && registeredKeyId(database.oci.value.encryptionKeyLocationDetails) === key.value.id,
        ),
    );
}

/** A database whose creation failed may name a key and yet have nothing under it. */
function isOnAws(database: Database): boolean {
    return currentVersion(database.root)?.keystore === "AWS";
}

function namesOf(databases: readonly Database[]): string[] {
    return databases.map((database) => database.oci.value.dbName).sort();
}

/** The OCID of the registered AWS key in a key location; nothing for the wallet and for other providers. */
export function registeredKeyId(location: object | undefined): string | undefined {
    if (!location || !("awsEncryptionKeyId" in location)) return undefined;
    return String(location.awsEncryptionKeyId);
}
