import { expect } from "chai";
import * as exa from "../../../components";
import { known, type Registered, record, settle } from "../../support/mocks";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e";
const role = "arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales";
const retired = (digit: string) => `ORACLE.TDE.HSM.MK.06${digit.repeat(32)}`;
const usable = {
    arn: keyArn,
    id: "7139075d-a006-4302-92d5-48ecca31d48e",
    keyManager: "CUSTOMER",
    keySpec: "SYMMETRIC_DEFAULT",
    keyState: "Enabled",
    keyUsage: "ENCRYPT_DECRYPT",
};

function recorded(key: object = usable): Registered[] {
    return record({
        calls: {
            "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "111122223333" },
            "aws:kms/getKey:getKey": key as Record<string, unknown>,
        },
        resources: { "aws:kms/key:Key": () => ({ keyId: "key-id" }), "aws:kms/replicaKey:ReplicaKey": () => ({}) },
    });
}

const faults = (args: exa.CustomerManagedKeyArgs): string => {
    recorded();
    try {
        new exa.CustomerManagedKey("tde", args);
    } catch (error) {
        return (error as Error).message;
    }
    return "";
};

describe("CustomerManagedKey", () => {
    it("has replicas with the policy, tags and alias of the key, each in its Region", async () => {
        const registered = recorded();
        const key = new exa.CustomerManagedKey("tde", {
            alias: "exadata/tde",
            userRoleArns: [role],
            retiredMasterKeyIds: [retired("A")],
            tags: { team: "dba" },
            replicas: { "us-west-2": {}, "eu-west-1": { description: "standby", enabled: false } },
        });
        const arns = await known(key.replicaArns);
        expect(Object.keys(arns).sort()).to.deep.equal(["eu-west-1", "us-west-2"]);
        await settle();
        const made = registered.find(({ type }) => type === "aws:kms/key:Key")!;
        expect(made.inputs.multiRegion).to.equal(true);
        const replicas = registered.filter(({ type }) => type === "aws:kms/replicaKey:ReplicaKey");
        expect(replicas.map(({ inputs }) => [inputs.region, inputs.enabled, inputs.description])).to.deep.equal([
            ["us-west-2", true, made.inputs.description],
            ["eu-west-1", false, "standby"],
        ]);
        for (const { inputs } of replicas) {
            expect(inputs).to.include({ policy: made.inputs.policy, primaryKeyArn: "arn:aws:kms/key:Key:tde" });
            expect(inputs.tags).to.deep.equal({ team: "dba" });
        }
        const aliases = registered.filter(({ type }) => type === "aws:kms/alias:Alias");
        expect(aliases.map(({ inputs }) => `${inputs.region ?? "home"} ${inputs.name}`)).to.have.members([
            "home alias/exadata/tde",
            "us-west-2 alias/exadata/tde",
            "eu-west-1 alias/exadata/tde",
        ]);
    });

    it("that exists in another account is refused in clear words, with the account to use", async () => {
        recorded({ ...usable, arn: keyArn.replace("111122223333", "444455556666") });
        const key = new exa.CustomerManagedKey("tde", { existing: { arn: keyArn } });
        const refused = await known(key.arn).then(
            () => "",
            (error: Error) => error.message,
        );
        expect(refused)
            .to.contain("belongs to AWS account 444455556666, and the caller is in account 111122223333")
            .and.to.contain("Remedy: use a key of account 111122223333");
    });

    it("is administered by roles of single sign-on and by users", async () => {
        const administrators = [
            "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Keys_0a1b2c3d",
            "arn:aws:iam::111122223333:user/dba/alice",
        ];
        const registered = recorded();
        const key = new exa.CustomerManagedKey("tde", { alias: "tde", administratorRoleArns: administrators });
        await known(key.arn);
        const { policy } = registered.find(({ type }) => type === "aws:kms/key:Key")!.inputs;
        for (const administrator of administrators) expect(policy).to.contain(administrator);
    });

    it("in a custom key store is of one Region and keeps its material", async () => {
        const registered = recorded();
        const store = { alias: "exadata/hsm", customKeyStoreId: "cks-0123456789abcdef0" };
        await known(new exa.CustomerManagedKey("tde", store).arn);
        const { inputs } = registered.find(({ type }) => type === "aws:kms/key:Key")!;
        expect(inputs).to.include({ customKeyStoreId: store.customKeyStoreId, multiRegion: false });
        const message = faults({ ...store, multiRegion: true, replicas: { "us-west-2": {} }, enableKeyRotation: true });
        expect(message)
            .to.match(/3 faults/)
            .and.to.match(/multiRegion.*replicas.*enableKeyRotation/s);
    });

    it("refuses what contradicts itself, all at once", () => {
        const message = faults({
            alias: "exadata/tde",
            multiRegion: false,
            replicas: { "West 2": {} },
            enableKeyRotation: true,
            rotationPeriodInDays: 30,
            retiredMasterKeyIds: ["ORACLE.TDE.HSM.MK.06"],
        });
        expect(message).to.match(/4 faults/);
        for (const path of ["replicas", 'replicas["West 2"]', "rotationPeriodInDays", "retiredMasterKeyIds[0]"]) {
            expect(message).to.contain(path);
        }
    });

    it("takes a period for the renewal of its material only where it is renewed", () => {
        const period = { alias: "exadata/tde", rotationPeriodInDays: 180 };
        for (const args of [period, { ...period, enableKeyRotation: false }]) {
            expect(faults(args)).to.contain("rotationPeriodInDays").and.to.contain("enableKeyRotation: true");
        }
        expect(faults({ ...period, enableKeyRotation: true })).to.equal("");
    });

    it("takes an existing key by ARN or by alias, not by both or none, and denies versions only where it may", () => {
        expect(faults({ existing: {} })).to.contain("neither `arn` nor `alias`");
        expect(faults({ existing: { arn: keyArn, alias: "exadata/tde" } })).to.contain("both `arn` and `alias`");
        const denial = { existing: { arn: keyArn }, retiredMasterKeyIds: [retired("A")] };
        expect(faults(denial)).to.contain("existing.extendPolicy: true");
        expect(faults({ ...denial, existing: { arn: keyArn, extendPolicy: true } })).to.equal("");
    });

    it("gives an existing key on only after its policy is checked, whatever the order of the users", async () => {
        const registered = recorded();
        const other = role.replace("sales", "crm");
        const key = new exa.CustomerManagedKey("tde", {
            existing: { alias: "exadata/tde" },
            userRoleArns: [role, other],
        });
        expect(await known(key.arn)).to.equal(keyArn);
        const { inputs } = registered.find(({ type }) => type.endsWith(":KeyPolicyExtension"))!;
        expect(inputs).to.deep.include({ keyArn, checkOnly: true, userRoleArns: [other, role] });
        expect(registered.filter(({ type }) => type.startsWith("aws:"))).to.deep.equal([]);
    });

    it("has its users and retired versions watched, of which its policy is made", async () => {
        const registered = recorded();
        await known(
            new exa.CustomerManagedKey("tde", {
                alias: "exadata/tde",
                userRoleArns: [role],
                retiredMasterKeyIds: [retired("A")],
                replicas: { "us-west-2": {} },
            }).arn,
        );
        await settle();
        const guards = registered.filter(({ type }) => type.endsWith(":ChangeGuard"));
        expect(guards.map(({ name }) => name)).to.have.members(["tde", "tde-us-west-2"]);
        for (const { inputs } of guards) {
            expect(inputs.wanted).to.deep.include({ userRoleArns: [role], retiredMasterKeyIds: [retired("A")] });
        }
    });

    it("whose policy is only looked at guards no grants, and says that they may go", async () => {
        const guarded = async (extendPolicy: boolean) => {
            const registered = recorded();
            const existing = { arn: keyArn, extendPolicy };
            await known(new exa.CustomerManagedKey("tde", { existing, userRoleArns: [role] }).arn);
            await settle();
            return registered.find(({ type }) => type.endsWith(":UseGuard"))!.inputs.subjects;
        };
        expect(await guarded(true)).to.deep.equal([{ kind: "grant", keyArn, roleArn: role, released: false }]);
        expect(await guarded(false)).to.deep.equal([{ kind: "grant", keyArn, roleArn: role, released: true }]);
    });

    const unusable: [reason: string, answer: Partial<typeof usable>, words: RegExp][] = [
        ["an AWS-managed key", { keyManager: "AWS" }, /managed by AWS.*customer managed key/],
        ["an asymmetric key", { keySpec: "RSA_2048" }, /is a key with the spec RSA_2048.*symmetric/],
        ["a key for signatures", { keyUsage: "SIGN_VERIFY" }, /for SIGN_VERIFY.*ENCRYPT_DECRYPT/],
        ["a disabled key", { keyState: "Disabled" }, /is Disabled.*EnableKey/],
        ["a key that is to be deleted", { keyState: "PendingDeletion" }, /CancelKeyDeletion/],
        ["a key whose store is disconnected", { keyState: "Unavailable" }, /ConnectCustomKeyStore/],
    ];
    for (const [reason, answer, words] of unusable) {
        it(`refuses ${reason}`, async () => {
            recorded({ ...usable, ...answer });
            const key = new exa.CustomerManagedKey("tde", { existing: { arn: keyArn } });
            const failure = await known(key.arn).then(
                () => "success",
                (error: Error) => error.message,
            );
            expect(failure).to.match(words).and.to.contain("Remedy");
        });
    }
});
