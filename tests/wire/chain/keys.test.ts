import { CreateCustomKeyStoreCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { subjectOf } from "../../../sdk/chain/subjects";
import { firstBroken, firstCause, told, walk } from "../../../sdk/chain/walk";
import { type Break, Estate, emptied, set } from "./estate";

describe("the way of a cluster to its key, damaged at the key", function () {
    this.timeout(60_000);
    let estate: Estate;

    before(async () => {
        estate = await Estate.open();
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());

    const root = { AWS: "arn:aws:iam::111122223333:root" };
    const denial = { Effect: "Deny", Action: ["kms:Encrypt", "kms:Decrypt"], Resource: "*" };

    const breaks: Record<string, Break> = {
        "a registered key that is gone": {
            link: "registered-key",
            words: /OCI shows no registered key ocid1\.\S+; run `pulumi up --refresh`/,
            damage: () => emptied(estate.lab.sandbox.world.awsKeys),
        },
        "a registered key that was deleted": {
            link: "registered-key",
            words: "is DELETED; look at the key",
            damage: () => set(estate.registeredKey, { lifecycleState: "DELETED" }),
        },
        "an OCI policy for another compartment": {
            link: "oci-policy",
            words: /keys of ocid1\.compartment\S+elsewhere; add to a policy: Allow any-user/,
            damage() {
                const { compartments, settings } = estate.lab.sandbox.world;
                const { etag, value } = compartments.get(estate.lab.compartmentId)!;
                const id = "ocid1.compartment.oc1..aaaaelsewhere";
                const elsewhere = { ...value, id, name: "elsewhere", compartmentId: settings.tenancyId };
                compartments.set(id, { etag, value: elsewhere });
                const undo = set(estate.registeredKey, { compartmentId: id });
                return () => {
                    undo();
                    compartments.delete(id);
                };
            },
        },
        "a denial for the whole account": {
            link: "key-policy",
            words: /the key policy denies kms:Encrypt, kms:Decrypt|denies kms:Encrypt, kms:Decrypt/,
            damage: () => estate.editKeyPolicy((all) => [...all, { ...denial, Sid: "Stop", Principal: root }]),
        },
    };

    for (const [title, found] of Object.entries(breaks)) {
        it(`breaks first at ${found.link} with ${title}`, () => estate.expectBreak(found));
    }

    it("breaks at its custom key store while that is not connected", async () => {
        const { CustomKeyStoreId = "" } = await estate.kms.send(
            new CreateCustomKeyStoreCommand({
                CustomKeyStoreName: "hsm",
                CloudHsmClusterId: "cluster-abcdefg2345",
                KeyStorePassword: "kmsPswd1",
                TrustAnchorCertificate: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
            }),
        );
        const store = estate.lab.sandbox.world.customKeyStores.get(CustomKeyStoreId)!;
        store.keyArns.add(estate.keyArn);
        const steps = await walk(estate.subject);
        store.keyArns.clear();
        const found = steps.find(({ link }) => link === "custom-key-store")!;
        expect(told(found)).to.contain(`custom key store ${CustomKeyStoreId} is DISCONNECTED`);
        expect(told(found)).to.contain(`aws kms connect-custom-key-store --custom-key-store-id ${CustomKeyStoreId}`);
    });

    it("breaks at the version in use that the key policy denies, and at no other", async () => {
        const Condition = { StringEquals: { "kms:EncryptionContext:MKID": ["06A"] } };
        const undo = await estate.editKeyPolicy((all) => [...all, { ...denial, Principal: "*", Condition }]);
        const walked = (versions: string[]) => firstBroken(estate.subject, async () => versions);
        const [retired, current, unwalked] = [
            await walked(["06B", "06A"]),
            await walked(["06B"]),
            await walk(estate.subject),
        ];
        await undo();
        expect(retired && told(retired)).to.match(/^master-key-version is broken: version 06A: .*denies kms:Encrypt/);
        expect(retired && told(retired)).to.contain("remove 06A from the denials");
        expect(current).to.equal(undefined);
        expect(unwalked.map(({ link }) => link)).not.to.include("master-key-version");
    });

    it("takes no silence for a pass: what hangs on a thing that is gone is unknown", async () => {
        const { registeredKeyId: _, keyArn: __, ...nameless } = estate.subject;
        const states = Object.fromEntries((await walk(nameless)).map(({ link, finding }) => [link, finding.state]));
        expect(states).to.include({
            "oci-policy": "unknown",
            "registered-key": "unknown",
            "kms-key": "unknown",
            "key-policy": "unknown",
        });
    });

    describe("what is walked for a registered key", () => {
        const ways = (changes: object = {}) => {
            const { vmClusterOcid, region, registeredKeyId, databases } = estate.subject;
            return subjectOf({
                vmClusterOcid,
                region,
                ...(registeredKeyId && { registeredKeyId }),
                databases,
                ...changes,
            });
        };

        it("has the role of the cluster and the KMS key", async () => {
            const { lab } = estate;
            expect(await ways())
                .to.include({ vmClusterArn: lab.vmClusterArn, roleArn: lab.roleArn })
                .and.to.include({
                    keyArn: [...lab.sandbox.world.awsKeys.values()][0]!.value.awsKeyArn,
                });
        });

        it("has the role of the connector where none is associated, else none", async () => {
            const { cluster, connector, lab } = estate;
            const undo = set(cluster, { roles: [] });
            const byConnector = await ways();
            const undoToo = set(connector, { serviceRoleDetails: [] });
            estate.forget();
            const nobody = await ways();
            const found = await firstBroken(nobody);
            undoToo();
            undo();
            estate.forget();
            expect(byConnector.roleArn).to.equal(lab.roleArn);
            expect(nobody).not.to.have.property("roleArn");
            expect(found && told(found)).to.contain(`no role is associated with ${lab.vmClusterArn}`);
        });

        it("has the role that nodes take, whatever else is listed before it", async () => {
            const { cluster, lab } = estate;
            const [role] = cluster.roles;
            const old = { ...role!, iamRoleArn: "arn:aws:iam::111122223333:role/old", status: "FAILED" as const };
            const undo = set(cluster, { roles: [old, role!] });
            estate.forget();
            const subject = await ways();
            const found = await firstBroken(subject);
            undo();
            expect(subject.roleArn).to.equal(lab.roleArn);
            expect(found && told(found)).to.equal(undefined);
        });

        it("is nothing where AWS has no such cluster", async () => {
            const vmClusterOcid = "ocid1.cloudvmcluster.oc1.iad.nowhere";
            const said = await firstCause("the way", () => ways({ vmClusterOcid }));
            expect(said).to.equal(`the way cannot be walked: AWS lists no VM cluster ${vmClusterOcid} in us-east-1`);
        });
    });

    it("asks each thing once in a walk", async () => {
        estate.lab.forget();
        await walk(estate.subject);
        for (const operation of ["GetRole", "GetKeyPolicy", "DescribeKey", "GetOracleDbAwsIdentityConnector"]) {
            expect(estate.lab.calls(operation), operation).to.be.at.most(1);
        }
    });
});
