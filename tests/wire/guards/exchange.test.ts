import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { CreateKeyCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Properties } from "../../../sdk/host/provider";
import { keyPolicy, policyText, trustPolicy } from "../../../sdk/policies";
import { provider as extension } from "../../../sdk/resources/key-policy-extension/operations";
import { Estate, set } from "../chain/estate";
import { judged, refusals } from "./watching";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("a thing that the program exchanges for another", function () {
    this.timeout(60_000);
    let estate: Estate;
    let version: string;

    before(async () => {
        estate = await Estate.open();
        [{ masterKeyId: version = "" } = {}] = await estate.lab.sandbox.exadata.inspect();
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());

    const refused = (kind: string, before: object, after: object) => {
        estate.forget();
        return refusals(kind, before, after);
    };
    /** What a guard keeps after two runs: in the second it knows the thing by its id. */
    const settled = async (kind: string, wanted: object): Promise<Properties> => {
        const first = await judged(kind, {}, wanted);
        const second = await judged(kind, first.inputs, wanted);
        expect(second.reasons).to.deep.equal([]);
        return second.inputs;
    };

    describe("a key that was there before", () => {
        let unused: string;
        before(async () => {
            const Policy = policyText(keyPolicy({ accountId: "111122223333", userRoleArns: [estate.lab.roleArn] }));
            unused = (await estate.kms.send(new CreateKeyCommand({ Policy }))).KeyMetadata!.Arn!;
        });

        const users = (keyArn: string, changes: object = {}) => ({
            keyArn,
            userRoleArns: [estate.lab.roleArn],
            retiredMasterKeyIds: [] as string[],
            ...changes,
        });
        const withoutRole = /Encrypt or Decrypt from \S+sales-tde/;
        const withoutVersion = /the new key policy denies \S+, which a database may be using now/;

        it("is judged once it is named, as at the first run, and known from then on", async () => {
            const kept = await settled("key", users(unused));
            const exchanged = await judged("key", kept, users(estate.keyArn));
            expect(exchanged.reasons).to.deep.equal([]);
            expect(exchanged.inputs.found).to.equal(estate.keyArn);
            const next = (changes: object) => refused("key", exchanged.inputs, users(estate.keyArn, changes));
            expect(await next({ userRoleArns: [] })).to.match(withoutRole);
            expect(await next({ retiredMasterKeyIds: [version] })).to.match(withoutVersion);
        });

        it("loses no version in the run that names it, and no role that it never gave", async () => {
            const kept = await settled("key", users(unused));
            const retiring = users(estate.keyArn, { retiredMasterKeyIds: [version] });
            expect(await refused("key", {}, retiring), "at the first run").to.match(withoutVersion);
            expect(await refused("key", kept, retiring)).to.match(withoutVersion);
            expect(await refused("key", kept, users(estate.keyArn, { userRoleArns: [] }))).to.equal("");
        });

        it("is not left by those who use it, for another one, for none or for one that is to be made", async () => {
            const kept = await settled("key", users(estate.keyArn));
            const made = { alias: "alias/exadata/new", accountId: "111122223333", userRoleArns: [estate.lab.roleArn] };
            for (const after of [users(unused), users(`${unused.slice(0, -4)}0000`), made]) {
                expect(await refused("key", kept, after), JSON.stringify(after))
                    .to.match(withoutRole)
                    .and.contain("SALES01");
            }
            expect(await refused("key", kept, users(unknown)), "known later").to.equal("");
        });

        it("may be left for another where nobody uses it", async () => {
            const kept = await settled("key", users(unused));
            const made = { alias: "alias/exadata/new", accountId: "111122223333", userRoleArns: [] };
            const { reasons, inputs } = await judged("key", kept, made);
            expect(reasons).to.deep.equal([]);
            expect(inputs).not.to.have.property("found");
        });

        it("does not take the place of one that the program made and that is in use", async () => {
            const wanted = { alias: "alias/made", accountId: "111122223333" };
            const made = (found: string) => ({ kind: "key", wanted, found });
            expect(await refused("key", made(estate.keyArn), users(unused))).to.contain(
                "would make the program delete this one",
            );
            expect(await refused("key", made(unused), users(estate.keyArn))).to.equal("");
            expect(await refused("key", made(estate.keyArn), users(estate.keyArn)), "the same one").to.equal("");
        });
    });

    describe("a version that a denial by hand already denies to others", () => {
        const other = "arn:aws:iam::111122223333:role/other";
        before(async () => {
            const { providerArn: oidcProviderArn, lab } = estate;
            const trust = trustPolicy({ oidcProviderArn, issuerUrl: "https://x", subject: lab.clusterOcid });
            const role = { RoleName: "other", AssumeRolePolicyDocument: policyText(trust) };
            await estate.iam.send(new CreateRoleCommand(role));
        });

        const denial = (changes: object) => ({
            Sid: "ByHand",
            Effect: "Deny",
            Principal: "*",
            Action: ["kms:Encrypt", "kms:Decrypt"],
            Resource: "*",
            Condition: { StringEquals: { "kms:EncryptionContext:MKID": version } },
            ...changes,
        });
        const besides = (condition: object) => ({
            Condition: { StringEquals: { "kms:EncryptionContext:MKID": version }, ...condition },
        });
        const sparing: Record<string, () => object> = {
            "but its role": () => besides({ ArnNotEquals: { "aws:PrincipalArn": estate.lab.roleArn } }),
            "but roles like its own": () =>
                besides({ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/sales-*" } }),
            "of another account": () => besides({ StringNotEquals: { "aws:PrincipalAccount": "111122223333" } }),
            "but one account": () => besides({ StringNotEquals: { "kms:CallerAccount": "111122223333" } }),
            "of one role": () => ({ Principal: { AWS: other } }),
        };
        const ways: Record<string, () => object> = {
            "an extended key": () => ({ keyArn: estate.keyArn, userRoleArns: [estate.lab.roleArn] }),
            "a key of one's own": () => ({
                alias: "alias/none",
                keyArn: estate.keyArn,
                accountId: "111122223333",
                userRoleArns: [estate.lab.roleArn],
            }),
        };
        for (const [who, changes] of Object.entries(sparing)) {
            it(`all ${who}, is not retired while a database uses it`, async () => {
                const undo = await estate.editKeyPolicy((all) => [...all, denial(changes())]);
                try {
                    expect((await estate.lab.sandbox.exadata.inspect())[0]!.readable, "readable").to.equal(true);
                    for (const [way, wanted] of Object.entries(ways)) {
                        const after = { ...wanted(), retiredMasterKeyIds: [version] };
                        expect(await refused("key", wanted(), after), way).to.contain(`denies ${version}`);
                    }
                } finally {
                    await undo();
                }
            });
        }

        it("may be retired where it is denied to everybody: nothing is taken", async () => {
            for (const Principal of ["*", { AWS: "*" }]) {
                const undo = await estate.editKeyPolicy((all) => [...all, denial({ Principal })]);
                try {
                    for (const [way, wanted] of Object.entries(ways)) {
                        const after = { ...wanted(), retiredMasterKeyIds: [version] };
                        expect(await refused("key", wanted(), after), way).to.equal("");
                    }
                } finally {
                    await undo();
                }
            }
        });

        it("closes the database indeed when it is retired all the same", async () => {
            const undo = await estate.editKeyPolicy((all) => [...all, denial(sparing["but its role"]!())]);
            const { id, outs } = await extension.create({
                ...ways["an extended key"]!(),
                retiredMasterKeyIds: [version],
            });
            const isReadable = (await estate.lab.sandbox.exadata.inspect())[0]!.readable;
            await extension.delete(id, outs);
            await undo();
            expect(isReadable).to.equal(false);
        });
    });

    describe("a network that was there before", () => {
        const used = "odbnet_sales00001";
        const unused = "odbnet_other00001";
        before(() => {
            const odbNetworkArn = `arn:aws:odb:us-east-1:111122223333:odb-network/${unused}`;
            const inputs = {
                ...estate.network.inputs,
                clientSubnetCidr: "10.77.0.0/24",
                backupSubnetCidr: "10.77.1.0/24",
            };
            const other = { ...estate.network, odbNetworkId: unused, displayName: "other", odbNetworkArn, inputs };
            estate.lab.sandbox.world.networks.set(unused, other);
        });
        after(() => estate.lab.sandbox.world.networks.delete(unused));

        const narrow = JSON.stringify({
            Version: "2012-10-17",
            Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "arn:aws:kms:us-east-1:1:key/x" },
        });
        const dangers = [{ kmsPolicyDocument: narrow }, { stsPolicyDocument: narrow }, { kmsAccess: "DISABLED" }];
        const made = ({ displayName, inputs }: typeof estate.network) => {
            const { availabilityZoneId, clientSubnetCidr, backupSubnetCidr } = inputs;
            return { displayName, availabilityZoneId, clientSubnetCidr, backupSubnetCidr };
        };

        it("is judged once it is named, as at the first run", async () => {
            const kept = await settled("network", { networkId: unused });
            for (const danger of dangers) {
                const named = { networkId: used, ...danger };
                const said = await refused("network", {}, named);
                expect(said, "at the first run").to.contain(`ODB network ${used}`).and.contain("SALES01");
                expect(await refused("network", kept, named)).to.equal(said);
                expect(await refused("network", { networkId: used }, { ...named, networkId: unused })).to.equal("");
                const later = { ...danger, networkId: unknown };
                expect(await refused("network", { networkId: used }, later), "known later").to.equal(said);
            }
        });

        it("takes the place of one that was made, which does not go while it is in use", async () => {
            const inUse = { kind: "network", wanted: made(estate.network), found: used };
            expect(await refused("network", inUse, { networkId: unused })).to.contain(
                `ODB network ${used}: the change of`,
            );
            const wanted = made(estate.lab.sandbox.world.networks.get(unused)!);
            const other = { kind: "network", wanted, found: unused };
            expect(await refused("network", other, { networkId: used })).to.equal("");
            for (const danger of dangers) {
                expect(await refused("network", other, { networkId: used, ...danger })).to.contain("SALES01");
            }
        });

        it("gives way to one that is made, and leaves no id behind by which that would be taken for it", async () => {
            const olds = { kind: "network", wanted: { networkId: unused }, found: unused };
            const { inputs } = await judged("network", olds, { ...made(estate.network), displayName: "fresh" });
            expect(inputs).not.to.have.property("found");
            const undo = set(estate.network, { displayName: "taken" });
            const shut = { ...made(estate.network), kmsAccess: "DISABLED" };
            expect(await refused("network", olds, shut)).to.contain("SALES01");
            undo();
        });
    });
});
