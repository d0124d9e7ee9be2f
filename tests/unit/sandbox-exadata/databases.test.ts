import {
    AttachRolePolicyCommand,
    CreatePolicyCommand,
    DetachRolePolicyCommand,
    PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
    CancelKeyDeletionCommand,
    DisableKeyCommand,
    EnableKeyCommand,
    ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { expect } from "chai";
import { ocid } from "../../../sandbox/core/ids";
import type { AwsKey } from "../../../sandbox/core/records";
import { keyIdOf, Lab, refusalOf } from "./lab";

const mkid = /^ORACLE\.TDE\.HSM\.MK\.06[0-9A-F]{32}$/;

async function moved(): Promise<{ lab: Lab; key: AwsKey; keyArn: string }> {
    const ready = await Lab.ready();
    await ready.lab.exadata.moveToAws(ready.lab.database, ready.key);
    return ready;
}

function attachment(lab: Lab) {
    const PolicyArn = `arn:aws:iam::${lab.world.settings.accountId}:policy/${lab.unique}`;
    return { RoleName: lab.roleName, PolicyArn };
}

async function masterKeyIds(lab: Lab): Promise<string[]> {
    const view = await lab.look();
    return [view.masterKeyId, ...view.pluggableDatabases.map((one) => one.masterKeyId)];
}

describe("A database in Oracle Wallet", () => {
    it("is readable without a call to AWS", async () => {
        const lab = await Lab.open();
        const view = await lab.look();
        expect(view).to.include({ name: "SALES01", vmCluster: "sales", keystore: "WALLET", readable: true });
        expect(view.pluggableDatabases.map((one) => one.name)).to.deep.equal(["HRPDB", "CRMPDB"]);
        expect(view).to.have.property("keyArn", undefined);
        expect(lab.world.audit.entries()).to.deep.equal([]);
    });

    it("refuses to rotate a key of AWS KMS", async () => {
        const { lab } = await Lab.ready();
        const refusal = await refusalOf(lab.exadata.rotateContainer(lab.database));
        expect(refusal.message).to.equal("Database SALES01 keeps its keys in Oracle Wallet.");
    });
});

describe("A database that moves to AWS KMS", () => {
    it("has a version of its own for the root and each PDB, all under the key and readable", async () => {
        const { lab, key, keyArn } = await moved();
        const view = await lab.look();
        expect(view).to.include({ keystore: "AWS", keyArn, registeredKeyId: key.value.id, readable: true });
        expect(view.pluggableDatabases.map((one) => one.readable)).to.deep.equal([true, true]);
        const ids = await masterKeyIds(lab);
        for (const id of ids) expect(id).to.match(mkid);
        expect(new Set(ids).size).to.equal(3);
        expect(lab.exadata.databasesOnAws(lab.cluster.ocid ?? "")).to.deep.equal(["SALES01"]);
        expect(lab.exadata.databasesUsing(key)).to.deep.equal(["SALES01"]);
    });

    it("proves each version by Encrypt and Decrypt as the role, and keeps only the ciphertext", async () => {
        const { lab, keyArn } = await moved();
        const calls = lab.kmsCalls();
        for (const id of [lab.database.root, ...lab.database.pluggable.values()].map(
            (ring) => ring.versions.at(-1)?.id,
        ))
            expect(calls.filter((call) => call.masterKeyId === id).map((call) => call.operation)).to.deep.equal([
                "Encrypt",
                "Decrypt",
            ]);
        for (const call of calls)
            expect(call).to.include({ caller: "database", principal: lab.roleArn, resource: keyArn, status: 200 });
        const version = lab.database.root.versions.at(-1);
        expect(Object.keys(version ?? {}).sort()).to.deep.equal(["activatedAt", "id", "keyArn", "keystore", "wrapped"]);
        expect(Buffer.from(version?.wrapped ?? "", "base64").length).to.be.greaterThan(32);
    });

    const hindrances: [string, (lab: Lab, keyArn: string, key: AwsKey) => unknown, string][] = [
        [
            "the OCI policy",
            (lab) => lab.world.policies.clear(),
            "VM cluster may not read oracle-db-aws-keys in compartment",
        ],
        [
            "the key store of the cluster",
            (lab) => delete lab.cluster.twin!.value.tdeKeyStoreType,
            "AWS key management is not enabled on VM cluster sales.",
        ],
        ["the connector", (lab) => lab.world.connectors.clear(), "VM cluster sales has no identity connector."],
        [
            "the registration of the key",
            (_, __, key) => {
                key.value.lifecycleState = "DELETING";
            },
            "Registered key tde is not ACTIVE.",
        ],
        [
            "an enabled key",
            (lab, keyArn) => lab.kms.send(new DisableKeyCommand({ KeyId: keyIdOf(keyArn) })),
            "is disabled.",
        ],
        [
            "permission to encrypt",
            (lab, keyArn) =>
                lab.putKeyPolicy(
                    keyArn,
                    lab.keyPolicy({ Effect: "Deny", Principal: "*", Action: "kms:Encrypt", Resource: "*" }),
                ),
            "with an explicit deny in a resource-based policy",
        ],
        [
            "KMS access of the network",
            (lab) => {
                lab.world.networks.get("odbnet_sales00001")!.kmsAccess = "DISABLED";
            },
            "KMS access of ODB network sales-net (odbnet_sales00001) is not enabled.",
        ],
    ];
    for (const [title, take, message] of hindrances) {
        it(`stays in the wallet, readable, without ${title}`, async () => {
            const { lab, key, keyArn } = await Lab.ready();
            await take(lab, keyArn, key);
            const refusal = await refusalOf(lab.exadata.moveToAws(lab.database, key));
            expect(refusal.message).to.contain(message);
            expect(await lab.look()).to.include({ keystore: "WALLET", readable: true });
            expect(lab.exadata.databasesUsing(key)).to.deep.equal([]);
        });
    }

    it("stays in the wallet as a whole when one of its versions is refused", async () => {
        const { lab, key } = await Lab.ready();
        const error = { status: 500, code: "KMSInternalException", message: "KMS is unwell." };
        lab.world.faults.set({ service: "exadata", operation: "Encrypt", nth: 3, error });
        expect((await refusalOf(lab.exadata.moveToAws(lab.database, key))).message).to.equal(error.message);
        expect(lab.database.root.versions).to.have.length(1);
        expect(await lab.look()).to.include({ keystore: "WALLET", readable: true });
    });
});

describe("A new database", () => {
    it("starts under the AWS key, its PDBs too", async () => {
        const { lab, key, keyArn } = await Lab.ready();
        const { database } = lab;
        database.root.versions = [];
        for (const ring of database.pluggable.values()) ring.versions = [];
        await lab.exadata.createKeys(database, key);
        const view = await lab.look();
        expect(view).to.include({ keystore: "AWS", keyArn, readable: true });
        expect(view.pluggableDatabases.map((one) => one.readable)).to.deep.equal([true, true]);
    });
});

describe("Rotation", () => {
    it("of the root makes one new version under the same key", async () => {
        const { lab, keyArn } = await moved();
        const before = await masterKeyIds(lab);
        await lab.exadata.rotateContainer(lab.database);
        const after = await masterKeyIds(lab);
        expect(after[0]).to.match(mkid).and.not.equal(before[0]);
        expect(after.slice(1)).to.deep.equal(before.slice(1));
        expect(await lab.look()).to.include({ keyArn, readable: true });
    });

    it("of one PDB leaves the root and the other PDB alone", async () => {
        const { lab } = await moved();
        const before = await masterKeyIds(lab);
        await lab.exadata.rotatePluggable(lab.database, [...lab.database.pluggable.keys()][1] ?? "");
        const after = await masterKeyIds(lab);
        expect(after.slice(0, 2)).to.deep.equal(before.slice(0, 2));
        expect(after[2]).to.match(mkid).and.not.equal(before[2]);
    });

    it("refuses a PDB of another database", async () => {
        const { lab } = await moved();
        const stranger = ocid(lab.world.settings, "pluggabledatabase");
        const refusal = await refusalOf(lab.exadata.rotatePluggable(lab.database, stranger));
        expect(refusal.message).to.contain("is no pluggable database of SALES01");
    });

    it("is refused with a disabled key, and changes nothing", async () => {
        const { lab, keyArn } = await moved();
        await lab.kms.send(new DisableKeyCommand({ KeyId: keyIdOf(keyArn) }));
        const refusal = await refusalOf(lab.exadata.rotateContainer(lab.database));
        expect(refusal).to.include({ code: "DisabledException", message: `${keyArn} is disabled.` });
        expect(lab.database.root.versions).to.have.length(2);
    });
});

describe("Readability of a database on AWS KMS", () => {
    const losses: [string, (lab: Lab, keyArn: string) => unknown, (lab: Lab, keyArn: string) => unknown, string][] = [
        [
            "the key is disabled",
            (lab, keyArn) => lab.kms.send(new DisableKeyCommand({ KeyId: keyIdOf(keyArn) })),
            (lab, keyArn) => lab.kms.send(new EnableKeyCommand({ KeyId: keyIdOf(keyArn) })),
            "DisabledException",
        ],
        [
            "the key policy drops the role",
            (lab, keyArn) => lab.putKeyPolicy(keyArn, JSON.stringify({ Statement: [lab.administration()] })),
            (lab, keyArn) => lab.putKeyPolicy(keyArn, lab.keyPolicy()),
            "because no identity-based policy allows the kms:Decrypt action",
        ],
        [
            "a policy of the role denies",
            (lab) => lab.iam.send(rolePolicy(lab, "Deny")),
            (lab) => lab.iam.send(rolePolicy(lab, "Allow")),
            "with an explicit deny in an identity-based policy",
        ],
        [
            "a policy that is attached to the role denies",
            async (lab) => {
                const statement = { Effect: "Deny", Action: "kms:Decrypt", Resource: "*" };
                const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: statement });
                await lab.iam.send(new CreatePolicyCommand({ PolicyName: lab.unique, PolicyDocument }));
                await lab.iam.send(new AttachRolePolicyCommand(attachment(lab)));
            },
            (lab) => lab.iam.send(new DetachRolePolicyCommand(attachment(lab))),
            "with an explicit deny in an identity-based policy",
        ],
        [
            "the key policy has an operator that is not understood",
            (lab, keyArn) =>
                lab.putKeyPolicy(
                    keyArn,
                    lab.keyPolicy({
                        Effect: "Deny",
                        Principal: "*",
                        Action: "kms:Decrypt",
                        Resource: "*",
                        Condition: { NumericBelow: { "aws:MultiFactorAuthAge": "300" } },
                    }),
                ),
            (lab, keyArn) => lab.putKeyPolicy(keyArn, lab.keyPolicy()),
            "the condition operator NumericBelow is not understood",
        ],
        [
            "the network loses STS access",
            (lab) => Object.assign(lab.world.networks.get("odbnet_sales00001")!, { stsAccess: "DISABLED" }),
            (lab) => Object.assign(lab.world.networks.get("odbnet_sales00001")!, { stsAccess: "ENABLED" }),
            "STS access of ODB network sales-net",
        ],
        [
            "the network's policy keeps KMS closed",
            (lab) => setKmsPolicy(lab, { Statement: { Effect: "Deny", Principal: "*", Action: "*", Resource: "*" } }),
            (lab) => setKmsPolicy(lab, undefined),
            "with an explicit deny in a VPC endpoint policy",
        ],
        [
            "the key store of the cluster is off",
            (lab) => delete lab.cluster.twin!.value.tdeKeyStoreType,
            (lab) => lab.enableStore(),
            "AWS key management is not enabled on VM cluster sales.",
        ],
    ];
    for (const [title, take, giveBack, reason] of losses) {
        it(`ends when ${title}, and comes back`, async () => {
            const { lab, keyArn } = await moved();
            await take(lab, keyArn);
            const lost = await lab.look();
            expect(lost.readable).to.equal(false);
            expect(lost.reason).to.contain(reason);
            expect(lost.pluggableDatabases.map((one) => one.readable)).to.deep.equal([false, false]);
            await giveBack(lab, keyArn);
            expect(await lab.look()).to.include({ readable: true });
        });
    }

    it("ends for one PDB only when its version is denied, and comes back with a rotation", async () => {
        const { lab, keyArn } = await moved();
        const [, retired] = await masterKeyIds(lab);
        await lab.putKeyPolicy(
            keyArn,
            lab.keyPolicy({
                Effect: "Deny",
                Principal: "*",
                Action: ["kms:Encrypt", "kms:Decrypt"],
                Resource: keyArn,
                Condition: { StringEquals: { "kms:EncryptionContext:MKID": retired } },
            }),
        );
        const view = await lab.look();
        expect(view.readable).to.equal(true);
        expect(view.pluggableDatabases.map((one) => one.readable)).to.deep.equal([false, true]);
        expect(lab.kmsCalls().filter((call) => call.status !== 200)).to.have.length(1);

        await lab.exadata.rotatePluggable(lab.database, view.pluggableDatabases[0]?.ocid ?? "");
        expect((await lab.look()).pluggableDatabases.map((one) => one.readable)).to.deep.equal([true, true]);
    });

    it("ends when the key waits for its deletion, and comes back when that is cancelled", async () => {
        const { lab, keyArn } = await moved();
        await lab.kms.send(new ScheduleKeyDeletionCommand({ KeyId: keyIdOf(keyArn) }));
        const view = await lab.look();
        expect(view.reason).to.equal(`KMSInvalidStateException: ${keyArn} is pending deletion.`);
        await lab.kms.send(new CancelKeyDeletionCommand({ KeyId: keyIdOf(keyArn) }));
        expect((await lab.look()).reason).to.equal(`DisabledException: ${keyArn} is disabled.`);
        await lab.kms.send(new EnableKeyCommand({ KeyId: keyIdOf(keyArn) }));
        expect((await lab.look()).readable).to.equal(true);
    });
});

describe("Listings of a database", () => {
    it("show no HSM key while the keys are in the wallet", async () => {
        const lab = await Lab.open();
        expect(lab.exadata.hsmKeys(lab.database)).to.contain("No HSM keys");
    });

    it("name the current version of every container, and all versions", async () => {
        const { lab, keyArn } = await moved();
        const [first] = await masterKeyIds(lab);
        await lab.exadata.rotateContainer(lab.database);
        const ids = await masterKeyIds(lab);
        const current = lab.exadata.hsmKeys(lab.database);
        expect(current).to.contain("dbaascli").and.to.contain(keyArn);
        for (const id of ids) expect(current).to.contain(id);
        expect(current).not.to.contain(first);

        const all = lab.exadata.encryptionKeys(lab.database);
        expect(all).to.match(/^KEY_ID +CON_ID +CREATION_TIME +KEY_USE$/m);
        for (const id of [first, ...ids]) expect(all).to.contain(id);
        expect(all).to.contain("7 rows selected.");
    });
});

function rolePolicy(lab: Lab, effect: "Allow" | "Deny"): PutRolePolicyCommand {
    const statement = { Effect: effect, Action: "kms:*", Resource: "*" };
    return new PutRolePolicyCommand({
        RoleName: lab.roleName,
        PolicyName: "tde",
        PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: statement }),
    });
}

function setKmsPolicy(lab: Lab, policy: object | undefined): void {
    const network = lab.world.networks.get("odbnet_sales00001")!;
    if (policy) network.kmsPolicyDocument = JSON.stringify(policy);
    else delete network.kmsPolicyDocument;
}
