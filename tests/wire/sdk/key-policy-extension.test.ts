import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
    CreateKeyCommand,
    GetKeyPolicyCommand,
    KMSClient,
    PutKeyPolicyCommand,
    ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Sandbox } from "../../../sandbox/start";
import { useConfig } from "../../../sdk/clouds/core/settings";
import type { Properties } from "../../../sdk/host/provider";
import type { PolicyDocument } from "../../../sdk/policies";
import { provider as extension } from "../../../sdk/resources/key-policy-extension/operations";
import { deniedMasterKeyIds, usersOf } from "../../support/key-policies";
import { mutations, sandboxFor } from "../../support/sandbox";

const retired = (digit: string) => `ORACLE.TDE.HSM.MK.06${digit.repeat(32)}`;
const account = "111122223333";

describe("the policy of a key that was made elsewhere", function () {
    this.timeout(30_000);
    let sandbox: Sandbox;
    let kms: KMSClient;
    const roles: string[] = [];
    /** As an administrator wrote it: with a statement that is nobody's business. */
    const foreign: PolicyDocument = {
        Version: "2012-10-17",
        Id: "by-hand",
        Statement: [
            { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
            {
                Sid: "Backups",
                Effect: "Allow",
                Principal: { AWS: `arn:aws:iam::${account}:root` },
                Action: ["kms:CreateGrant"],
                Resource: "*",
                Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
            },
        ],
    };

    before(async () => {
        sandbox = await sandboxFor();
        useConfig({ get: (key) => sandbox.pulumiConfig[key] });
        const credentials = { accessKeyId: "AKIASANDBOX", secretAccessKey: "sandbox" };
        Object.assign(process.env, {
            AWS_ACCESS_KEY_ID: credentials.accessKeyId,
            AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        });
        const settings = { endpoint: sandbox.awsEndpoint, region: "us-east-1", credentials };
        kms = new KMSClient(settings);
        const iam = new IAMClient(settings);
        for (const RoleName of ["crm", "sales"]) {
            const Principal = { Service: "ec2.amazonaws.com" };
            const AssumeRolePolicyDocument = JSON.stringify({
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
            });
            const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
            roles.push(Role!.Arn!);
        }
    });
    after(() => sandbox.stop());

    const key = async (policy = foreign) =>
        (await kms.send(new CreateKeyCommand({ Policy: JSON.stringify(policy) }))).KeyMetadata!.Arn!;
    const policyOf = async (KeyId: string): Promise<PolicyDocument> =>
        JSON.parse((await kms.send(new GetKeyPolicyCommand({ KeyId }))).Policy!);
    const failure = (work: Promise<unknown>) =>
        work.then(
            () => "success",
            (error: Error) => error.message,
        );
    const next = async (id: string, olds: Properties, news: Properties) => {
        expect((await extension.diff(id, olds, news)).changes).to.equal(true);
        return (await extension.update(id, olds, news)).outs;
    };

    it("gets our users and denials beside what was there, and loses only them", async () => {
        const keyArn = await key();
        const inputs = { keyArn, userRoleArns: roles, retiredMasterKeyIds: [retired("A"), retired("B")] };
        const { id, outs } = await extension.create(inputs);
        const extended = await policyOf(keyArn);
        expect(extended.Statement.slice(0, 2)).to.deep.equal(foreign.Statement);
        expect(usersOf(extended)).to.deep.equal(roles);
        expect(deniedMasterKeyIds(extended)).to.deep.equal([retired("A"), retired("B")]);
        expect(await extension.diff(id, outs, inputs)).to.deep.equal({ changes: false, replaces: [] });
        await extension.delete(id, outs);
        expect(await policyOf(keyArn)).to.deep.equal(foreign);
    });

    it("is not written when it says everything already, and keeps what was there on deletion", async () => {
        const keyArn = await key();
        const inputs = { keyArn, userRoleArns: [roles[0]!], retiredMasterKeyIds: [retired("A")] };
        await extension.create(inputs);
        const before = await policyOf(keyArn);
        const since = sandbox.world.audit.last;
        const { id, outs } = await extension.create(inputs);
        expect(outs).to.deep.include({ addedUserRoleArns: [], addedMasterKeyIds: [] });
        await extension.delete(id, outs);
        expect(mutations(sandbox, since)).to.deep.equal([]);
        expect(await policyOf(keyArn)).to.deep.equal(before);
    });

    it("follows the inputs: a version that is not retired any more can be used again", async () => {
        const keyArn = await key();
        const { id, outs } = await extension.create({
            keyArn,
            userRoleArns: [roles[0]!],
            retiredMasterKeyIds: [retired("A")],
        });
        const news = { keyArn, userRoleArns: [roles[1]!], retiredMasterKeyIds: [] };
        const state = await next(id, outs, news);
        expect(usersOf(await policyOf(keyArn))).to.deep.equal([roles[1]]);
        expect(deniedMasterKeyIds(await policyOf(keyArn))).to.deep.equal([]);
        await extension.delete(id, state);
        expect(await policyOf(keyArn)).to.deep.equal(foreign);
    });

    it("shows what somebody took out of it, and gets it back", async () => {
        const keyArn = await key();
        const inputs = { keyArn, userRoleArns: roles, retiredMasterKeyIds: [retired("A")] };
        const { id } = await extension.create(inputs);
        const { outs } = await extension.create(inputs);
        await kms.send(
            new PutKeyPolicyCommand({ KeyId: keyArn, PolicyName: "default", Policy: JSON.stringify(foreign) }),
        );
        const read = await extension.read(id, outs);
        expect(read.props).to.deep.include({ missingUserRoleArns: roles, missingMasterKeyIds: [retired("A")] });
        await next(id, read.props!, inputs);
        expect(usersOf(await policyOf(keyArn))).to.deep.equal(roles);
    });

    it("is told apart by what it says when it is only looked at", async () => {
        const keyArn = await key();
        const inputs = { keyArn, userRoleArns: [roles[0]!], checkOnly: true };
        const since = sandbox.world.audit.last;
        expect(await failure(extension.create(inputs))).to.match(
            /does not let arn:\S+role\/crm use the key: allow .*`extendPolicy: true`/,
        );
        expect(mutations(sandbox, since)).to.deep.equal([]);
        await extension.create({ ...inputs, checkOnly: false });
        expect((await extension.create(inputs)).outs).to.deep.include({ addedUserRoleArns: [] });
        const { failures } = await extension.check({}, { ...inputs, retiredMasterKeyIds: [retired("A")] });
        expect(failures.map(({ property }) => property)).to.deep.equal(["retiredMasterKeyIds"]);
    });

    it("stays as it is when it is only looked at from now on, and is ours again when it is extended anew", async () => {
        const keyArn = await key();
        const inputs = { keyArn, userRoleArns: roles, retiredMasterKeyIds: [] };
        const { id, outs } = await extension.create(inputs);
        const extended = await policyOf(keyArn);
        const since = sandbox.world.audit.last;
        const looked = await next(id, outs, { ...inputs, checkOnly: true });
        expect(looked).to.deep.include({ addedUserRoleArns: roles });
        await extension.delete(id, looked);
        expect(mutations(sandbox, since)).to.deep.equal([]);
        expect(await policyOf(keyArn)).to.deep.equal(extended);
        const again = await next(id, looked, { ...inputs, userRoleArns: [roles[0]!] });
        expect(usersOf(await policyOf(keyArn))).to.deep.equal([roles[0]]);
        await extension.delete(id, again);
        expect(await policyOf(keyArn)).to.deep.equal(foreign);
    });

    it("cannot be extended for a role that it denies by a statement of its own", async () => {
        const denial = { Effect: "Deny" as const, Principal: { AWS: roles[0]! }, Action: "kms:*", Resource: "*" };
        const keyArn = await key({ ...foreign, Statement: [...foreign.Statement, denial] });
        const since = sandbox.world.audit.last;
        const message = await failure(extension.create({ keyArn, userRoleArns: [roles[0]!] }));
        expect(message).to.contain("denies").and.to.contain("remove the roles from that statement");
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    it("of a key that is gone is told, and is no obstacle to deletion", async () => {
        const keyArn = `arn:aws:kms:us-east-1:${account}:key/7139075d-a006-4302-92d5-48ecca31d48e`;
        expect(await failure(extension.create({ keyArn, userRoleArns: roles }))).to.match(/^KMS has no key arn:/);
        const known = await key();
        const { id, outs } = await extension.create({ keyArn: known, userRoleArns: roles });
        await kms.send(new ScheduleKeyDeletionCommand({ KeyId: known }));
        const gone = { ...outs, keyArn };
        expect(await extension.read(id, gone)).to.deep.equal({ id: "" });
        await extension.delete(id, gone);
    });
});
