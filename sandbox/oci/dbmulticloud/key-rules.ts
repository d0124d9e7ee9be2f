import type { z } from "zod";
import type { KeyFacts } from "../../core/exadata";
import { ocidBeside } from "../../core/ids";
import type { AwsKey, Connector } from "../../core/records";
import { type Cloud, change, inBody, inPath, now, store } from "../cloud";
import { newTags } from "../tagging";
import { conflict, gone, invalid, missing } from "../wire/errors";
import type { Family } from "./common";
import type { createKey } from "./schemas";

export const keyFamily: Family = { collection: "oracleDbAwsKey", entityType: "oracleDbAwsKey" };

export function newKey(cloud: Cloud, body: z.infer<typeof createKey>, arn: string): AwsKey {
    const [, , , region, account] = arn.split(":");
    const time = now();
    return store({
        id: ocidBeside("oracledbawskey", body.oracleDbConnectorId),
        oracleDbConnectorId: body.oracleDbConnectorId,
        displayName: body.displayName,
        awsKeyArn: arn,
        awsAccountId: body.awsAccountId ?? account,
        compartmentId: body.compartmentId,
        type: body.type ?? "AWS_KMS",
        location: body.location ?? region,
        // What the caller says about `isAwsKeyEnabled` gives way to what DescribeKey says.
        properties: body.properties ?? {},
        replicationMetadata: { replicationDetails: [] },
        lifecycleState: "CREATING",
        timeCreated: time,
        timeUpdated: time,
        ...newTags(cloud, body),
        systemTags: {},
    });
}

/** A key that calls can still act on: a deleted one can only be read. */
export function livingKey(cloud: Cloud, id: string): AwsKey {
    const key = inPath(cloud.world.awsKeys, id);
    if (key.value.lifecycleState === "DELETED") throw gone();
    return key;
}

/** Without an ARN there is nothing to register, and each ARN is registered once for a connector. */
export function requireUnregistered(cloud: Cloud, connectorId: string, arn: string | undefined): string {
    if (arn === undefined) throw missing("awsKeyArn");
    const taken = [...cloud.world.awsKeys.values()].find(
        ({ value }) =>
            value.oracleDbConnectorId === connectorId &&
            value.awsKeyArn === arn &&
            !["DELETED", "FAILED"].includes(value.lifecycleState ?? ""),
    );
    if (taken) throw conflict(`This key is already registered for the connector, as ${taken.value.id}.`);
    return arn;
}

/** The connector that reads the key: its own, or the one that a refresh names, which must be the same. */
export function connectorOf(cloud: Cloud, key: AwsKey, named: string | undefined): Connector {
    const own = key.value.oracleDbConnectorId;
    const connector = inBody(cloud.world.connectors, "oracleDbAwsConnectorId", named ?? own);
    if (connector.value.id !== own) throw invalid(`oracleDbAwsConnectorId: the key is registered through ${own}.`);
    return connector;
}

export function applyFacts(key: AwsKey, facts: KeyFacts): void {
    change(key, {
        isAwsKeyEnabled: facts.enabled,
        awsAccountId: facts.accountId,
        location: key.value.location ?? facts.region,
        properties: { ...key.value.properties, ...propertiesOf(facts) },
    });
}

export function propertiesOf(facts: KeyFacts): Record<string, string> {
    return {
        keyId: facts.keyId,
        keyState: facts.keyState,
        keySpec: facts.keySpec,
        keyUsage: facts.keyUsage,
        origin: facts.origin,
        multiRegion: String(facts.multiRegion),
        aliases: facts.aliases.join(","),
    };
}
