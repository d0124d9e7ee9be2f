import { expect } from "chai";
import { provider as containerRotation } from "../../../sdk/operations/container-rotation";
import { provider as gate } from "../../../sdk/operations/identity-connector";
import { provider as keyLocation } from "../../../sdk/operations/key-location";
import { provider as keyStore } from "../../../sdk/operations/key-store";
import { provider as onboarding } from "../../../sdk/operations/onboarding";
import { provider as pluggableRotation } from "../../../sdk/operations/pluggable-rotation";
import type { Properties, Provider } from "../../../sdk/operations/provider";

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
const locationInputs = { vmClusterOcid: cluster, databaseName: "SALES01", keyId: key };
const locationState = { ...locationInputs, databaseId: database, addressedBy: "databaseName" };

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
        news: { configure: "yes", triggers: "now" },
        faults: ["configure", "triggers"],
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
    { what: "key location: right inputs", provider: keyLocation, news: locationInputs },
    {
        what: "key location: no database",
        provider: keyLocation,
        news: { vmClusterOcid: cluster, keyId: key },
        faults: ["databaseName"],
    },
    {
        what: "key location: a database by name and by OCID",
        provider: keyLocation,
        news: { ...locationInputs, databaseId: database },
        faults: ["databaseName"],
    },
    {
        what: "key location: a name or an OCID that is not known yet",
        provider: keyLocation,
        news: { vmClusterOcid: cluster, databaseId: unknown, keyId: unknown },
    },
    {
        what: "key location: another key",
        provider: keyLocation,
        olds: locationInputs,
        news: { ...locationInputs, keyId: `${key}2` },
        faults: ["keyId"],
        says: "the service cannot change it for",
    },
    {
        what: "key location: another database and another cluster",
        provider: keyLocation,
        olds: locationInputs,
        news: { ...locationInputs, databaseName: "HR01", vmClusterOcid: `${cluster}2` },
        faults: ["vmClusterOcid", "databaseName"],
    },
    {
        what: "key location: the same database in other letters",
        provider: keyLocation,
        olds: locationInputs,
        news: { ...locationInputs, databaseName: "sales01" },
    },
    {
        what: "container rotation: triggers that are no map of texts",
        provider: containerRotation,
        news: { databaseId: database, rotationTriggers: { quarter: { of: "2026" } } },
        faults: ["rotationTriggers.quarter"],
    },
    {
        what: "container rotation: an unknown trigger",
        provider: containerRotation,
        news: { databaseId: unknown, rotationTriggers: { quarter: unknown } },
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

const rotationState = { databaseId: database, generation: 1, rotationTriggers: { quarter: "1" } };
const storeState = { vmClusterOcid: cluster, connectorId: connector, keyStoreType: "AWS", wasAlreadyEnabled: false };
const storeInputs = { vmClusterOcid: cluster, connectorId: connector };

const comparisons: Compared[] = [
    {
        what: "onboarding: nothing changed",
        provider: onboarding,
        olds: { status: "ACTIVE", identityDomainStatus: "AVAILABLE", triggers: {} },
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
        what: "key location: nothing changed",
        provider: keyLocation,
        olds: locationState,
        news: locationInputs,
        changes: false,
    },
    {
        what: "key location: another label",
        provider: keyLocation,
        olds: locationState,
        news: { ...locationInputs, keyLocation: "AWS KMS alias/exadata/tde" },
        changes: true,
    },
    {
        what: "key location: a key that is not known yet",
        provider: keyLocation,
        olds: locationState,
        news: { ...locationInputs, keyId: unknown },
        changes: true,
    },
    {
        what: "container rotation: nothing changed, maps in another order",
        provider: containerRotation,
        olds: { ...rotationState, rotationTriggers: { a: "1", b: "2" } },
        news: { databaseId: database, rotationTriggers: { b: "2", a: "1" } },
        changes: false,
    },
    {
        what: "container rotation: a trigger changed",
        provider: containerRotation,
        olds: rotationState,
        news: { databaseId: database, rotationTriggers: { quarter: "2" } },
        changes: true,
    },
    {
        what: "container rotation: no triggers and empty triggers are one",
        provider: containerRotation,
        olds: { databaseId: database, generation: 0 },
        news: { databaseId: database, rotationTriggers: {} },
        changes: false,
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
            expect(inputs).to.deep.equal(news);
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
        keyId: `${key}2`,
        databaseName: "HR01",
        databaseId: `${database}2`,
        vmClusterOcid: `${cluster}2`,
    })) {
        it(`key location: another ${path} is refused, not replaced`, async () => {
            const news = { ...locationInputs, [path]: value };
            const error = await keyLocation.diff("id", locationState, news).then(
                () => undefined,
                (thrown: Error) => thrown,
            );
            expect(error?.message).to.match(new RegExp(`^${path}: .*; keep `));
            expect(error?.stack).to.equal("");
        });
    }

    it("key location: a database named by OCID instead of by name is the same", async () => {
        const { databaseName: _, ...news } = { ...locationInputs, databaseId: database };
        expect(await keyLocation.diff("id", locationState, news)).to.deep.equal({ changes: true, replaces: [] });
    });
});
