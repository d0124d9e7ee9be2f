import { expect } from "chai";
import type { Properties, Provider } from "../../../sdk/host/provider";
import { provider as keyStore } from "../../../sdk/resources/cluster-key-store-registration/operations";
import { databaseKeys } from "../../../sdk/resources/database-key/operations";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import { provider as onboarding } from "../../../sdk/resources/onboarding-status/operations";
import { provider as pluggableRotation } from "../../../sdk/resources/pluggable-database-key-rotation/operations";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const cluster = "ocid1.cloudvmcluster.oc1.iad.aaaacluster";
const connector = "ocid1.oracledbawsconnector.oc1.iad.aaaaconnector";
const key = "ocid1.oracledbawskey.oc1.iad.aaaakey";
const database = "ocid1.database.oc1.iad.aaaadatabase";
const pluggable = "ocid1.pluggabledatabase.oc1.iad.aaaapdb";
const compartment = "ocid1.compartment.oc1..aaaacompartment";
const role = "arn:aws:iam::111122223333:role/sales-tde";

const clusterArn = "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab";
const gateInputs = { vmClusterArn: clusterArn, vmClusterOcid: cluster, compartmentId: compartment, roleArn: role };

const gateState = {
    ...gateInputs,
    associationStatus: "CONNECTED",
    connectorId: connector,
    lifecycleState: "ACTIVE",
    assumeRoleStatus: "CONNECTED",
};
/** No cluster is asked here. */
const databaseKey = databaseKeys(() => Promise.reject(new Error("unreachable")));

const keyInputs = { vmClusterOcid: cluster, databaseName: "SALES01", registeredKeyId: key };
const keyState = {
    ...keyInputs,
    databaseId: database,
    addressedBy: "databaseName",
    rotationTriggers: { quarter: "1" },
};

interface Checked {
    what: string;
    provider: Provider;
    news: Properties;
    olds?: Properties;
    /** Properties at fault; none when absent. */
    faults?: string[];
    /** A part of the first reason. */
    says?: string;
}

const checks: Checked[] = [
    { what: "onboarding: nothing is needed", provider: onboarding, news: {} },
    { what: "onboarding: an unknown switch passes", provider: onboarding, news: { configure: unknown } },
    {
        what: "onboarding: wrong types, all at once",
        provider: onboarding,
        news: { configure: "yes", refreshTriggers: "now" },
        faults: ["configure", "refreshTriggers"],
    },
    { what: "gate: right inputs", provider: gate, news: gateInputs },
    {
        what: "gate: everything unknown at preview",
        provider: gate,
        news: {
            vmClusterArn: unknown,
            vmClusterOcid: unknown,
            compartmentId: unknown,
            roleArn: unknown,
            ownsRole: unknown,
            refreshTriggers: { trust: unknown },
            timeoutSeconds: unknown,
        },
    },
    {
        what: "gate: every fault at once",
        provider: gate,
        news: {
            vmClusterArn: role,
            vmClusterOcid: database,
            roleArn: "sales-tde",
            ownsAssociation: "yes",
            timeoutSeconds: 1,
        },
        faults: ["compartmentId", "vmClusterArn", "vmClusterOcid", "roleArn", "ownsAssociation", "timeoutSeconds"],
    },
    { what: "key store: right inputs", provider: keyStore, news: { vmClusterOcid: cluster, connectorId: unknown } },
    {
        what: "key store: a key for a connector",
        provider: keyStore,
        news: { vmClusterOcid: cluster, connectorId: key },
        faults: ["connectorId"],
        says: "is the OCID of a registered AWS key; give that of an identity connector",
    },
    { what: "database key: right inputs", provider: databaseKey, news: keyInputs },
    {
        what: "database key: no database",
        provider: databaseKey,
        news: { vmClusterOcid: cluster, registeredKeyId: key },
        faults: ["databaseName"],
    },
    {
        what: "database key: a database by name and by OCID",
        provider: databaseKey,
        news: { ...keyInputs, databaseId: database },
        faults: ["databaseName"],
    },
    {
        what: "database key: a name or an OCID that is not known yet",
        provider: databaseKey,
        news: { vmClusterOcid: cluster, databaseId: unknown, registeredKeyId: unknown },
    },
    {
        what: "database key: another key",
        provider: databaseKey,
        olds: keyInputs,
        news: { ...keyInputs, registeredKeyId: `${key}2` },
        faults: ["registeredKeyId"],
        says: "OCI cannot exchange it for",
    },
    {
        what: "database key: another database and another cluster",
        provider: databaseKey,
        olds: keyInputs,
        news: { ...keyInputs, databaseName: "HR01", vmClusterOcid: `${cluster}2` },
        faults: ["vmClusterOcid", "databaseName"],
    },
    {
        what: "database key: the same database in other letters",
        provider: databaseKey,
        olds: keyInputs,
        news: { ...keyInputs, databaseName: "sales01" },
    },
    {
        what: "database key: triggers that are no map of texts",
        provider: databaseKey,
        news: { ...keyInputs, rotationTriggers: { quarter: { of: "2026" } } },
        faults: ["rotationTriggers.quarter"],
    },
    {
        what: "database key: an unknown trigger",
        provider: databaseKey,
        news: { ...keyInputs, rotationTriggers: { quarter: unknown } },
    },
    {
        what: "pluggable rotation: by name",
        provider: pluggableRotation,
        news: { databaseId: database, pluggableDatabase: "HRPDB" },
    },
    {
        what: "pluggable rotation: the root is not a PDB",
        provider: pluggableRotation,
        news: { databaseId: database, pluggableDatabase: "CDB$ROOT" },
        faults: ["pluggableDatabase"],
    },
];

interface Compared {
    what: string;
    provider: Provider;
    olds: Properties;
    news: Properties;
    changes: boolean;
    replaces?: string[];
}

const storeState = { vmClusterOcid: cluster, connectorId: connector, keyStoreType: "AWS", wasAlreadyEnabled: false };
const storeInputs = { vmClusterOcid: cluster, connectorId: connector };

const comparisons: Compared[] = [
    {
        what: "onboarding: nothing changed",
        provider: onboarding,
        olds: { status: "ACTIVE", identityDomainStatus: "AVAILABLE", refreshTriggers: {} },
        news: {},
        changes: false,
    },
    {
        what: "onboarding: the domain is gone",
        provider: onboarding,
        olds: { status: "ACTIVE", identityDomainStatus: "NONE" },
        news: {},
        changes: true,
    },
    {
        what: "gate: only what the engine adds changed",
        provider: gate,
        olds: { ...gateState, __provider: "old" },
        news: { ...gateInputs, __provider: "new" },
        changes: false,
    },
    {
        what: "gate: a refresh is asked for",
        provider: gate,
        olds: gateState,
        news: { ...gateInputs, refreshTriggers: { a: "1" } },
        changes: true,
    },
    {
        what: "gate: another cluster",
        provider: gate,
        olds: gateState,
        news: { ...gateInputs, vmClusterOcid: `${cluster}2` },
        changes: true,
        replaces: ["vmClusterOcid"],
    },
    {
        what: "gate: a cluster that is not known yet is no replacement yet",
        provider: gate,
        olds: gateState,
        news: { ...gateInputs, vmClusterOcid: unknown },
        changes: true,
    },
    {
        what: "gate: lost its connection",
        provider: gate,
        olds: { ...gateState, assumeRoleStatus: "DISCONNECTED" },
        news: gateInputs,
        changes: true,
    },
    ...[
        ["its association failed", { associationStatus: "FAILED" }],
        ["its connector is gone", { lifecycleState: "DELETED" }],
        ["its connector names another role", { otherRoleArn: `${role}-2` }],
        ["its role is gone", { isRoleGone: true }],
        ["its role is denied the use of keys", { roleDenials: ["deny-kms"] }],
    ].map(([what, found]) => ({
        what: `gate: ${what}`,
        provider: gate,
        olds: { ...gateState, ...(found as object) },
        news: gateInputs,
        changes: true,
    })),
    {
        what: "gate: some nodes are enough",
        provider: gate,
        olds: {
            ...gateState,
            associationStatus: "PARTIALLY_CONNECTED",
            assumeRoleStatus: "PARTIALLY_CONNECTED",
            requireAllNodes: false,
        },
        news: { ...gateInputs, requireAllNodes: false },
        changes: false,
    },
    {
        what: "key store: another connector of the same cluster",
        provider: keyStore,
        olds: storeState,
        news: { ...storeInputs, connectorId: `${connector}2` },
        changes: true,
    },
    {
        what: "key store: another cluster",
        provider: keyStore,
        olds: storeState,
        news: { ...storeInputs, vmClusterOcid: `${cluster}2` },
        changes: true,
        replaces: ["vmClusterOcid"],
    },
    {
        what: "key store: was disabled",
        provider: keyStore,
        olds: { ...storeState, keyStoreType: "NONE" },
        news: storeInputs,
        changes: true,
    },
    {
        what: "database key: nothing changed, maps in another order",
        provider: databaseKey,
        olds: { ...keyState, rotationTriggers: { a: "1", b: "2" } },
        news: { ...keyInputs, rotationTriggers: { b: "2", a: "1" } },
        changes: false,
    },
    {
        what: "database key: a trigger changed",
        provider: databaseKey,
        olds: keyState,
        news: { ...keyInputs, rotationTriggers: { quarter: "2" } },
        changes: true,
    },
    {
        what: "database key: another name of the key alone",
        provider: databaseKey,
        olds: { ...keyState, keyLocation: "AWS KMS alias/exadata/tde" },
        news: { ...keyInputs, keyLocation: "AWS KMS alias/exadata/renamed", rotationTriggers: { quarter: "1" } },
        changes: false,
    },
    {
        what: "database key: nothing is known of key and cluster yet",
        provider: databaseKey,
        olds: keyState,
        news: { ...keyInputs, vmClusterOcid: unknown, registeredKeyId: unknown, rotationTriggers: { quarter: "1" } },
        changes: false,
    },
    {
        what: "database key: no triggers and empty triggers are one",
        provider: databaseKey,
        olds: { ...keyState, rotationTriggers: undefined },
        news: { ...keyInputs, rotationTriggers: {} },
        changes: false,
    },
    {
        what: "database key: named by OCID instead of by name",
        provider: databaseKey,
        olds: keyState,
        news: {
            vmClusterOcid: cluster,
            databaseId: database,
            registeredKeyId: key,
            rotationTriggers: { quarter: "1" },
        },
        changes: false,
    },
    {
        what: "database key: a refresh found the key elsewhere",
        provider: databaseKey,
        olds: { ...keyState, keyLocation: "Oracle Wallet", changedOutside: true },
        news: { ...keyInputs, rotationTriggers: { quarter: "1" } },
        changes: true,
    },
    {
        what: "pluggable rotation: another PDB",
        provider: pluggableRotation,
        olds: { databaseId: database, pluggableDatabase: "HRPDB", pluggableDatabaseId: pluggable, generation: 0 },
        news: { databaseId: database, pluggableDatabase: "CRMPDB" },
        changes: true,
        replaces: ["pluggableDatabase"],
    },
];

describe("checks of dynamic resources", () => {
    for (const { what, provider, olds = {}, news, faults = [], says } of checks) {
        it(what, async () => {
            const { inputs, failures } = await provider.check(olds, { ...news, __provider: "text" });
            expect(inputs).to.deep.include(news).and.not.to.have.property("__provider");
            expect(failures.map(({ property }) => property)).to.deep.equal(faults);
            if (says) expect(failures[0]!.reason).to.contain(says);
            for (const { reason } of failures) expect(reason, "a reason and a remedy").to.match(/.+; .+/);
        });
    }
});

describe("diffs of dynamic resources", () => {
    for (const { what, provider, olds, news, changes, replaces = [] } of comparisons) {
        it(what, async () => {
            expect(await provider.diff("id", olds, news)).to.deep.equal({ changes, replaces });
        });
    }

    for (const [path, value] of Object.entries({
        registeredKeyId: `${key}2`,
        databaseName: "HR01",
        databaseId: `${database}2`,
        vmClusterOcid: `${cluster}2`,
    })) {
        it(`database key: another ${path} is refused, not replaced`, async () => {
            const news = { ...keyInputs, [path]: value };
            const error = await databaseKey.diff("id", keyState, news).then(
                () => undefined,
                (thrown: Error) => thrown,
            );
            expect(error?.message).to.match(new RegExp(`^${path}: .*; keep `));
            expect(error?.stack).to.equal("");
        });
    }
});
