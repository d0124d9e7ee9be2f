import {
    CreateRoleCommand,
    CreateUserCommand,
    DeleteRoleCommand,
    DeleteUserCommand,
    GetRoleCommand,
    IAMClient,
} from "@aws-sdk/client-iam";
import { CreateKeyCommand, GetKeyPolicyCommand, KMSClient, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { type Harness, startHarness } from "./harness";

const account = "111122223333";
const root = `arn:aws:iam::${account}:root`;
const trust = policy({ Effect: "Allow", Principal: { AWS: root }, Action: "sts:AssumeRole" });

function policy(...Statement: object[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement });
}

describe("the principals of policies that AWS keeps", () => {
    let harness: Harness;
    let iam: IAMClient;
    let kms: KMSClient;

    before(async () => {
        harness = await startHarness();
        const credentials = { accessKeyId: "AKIASANDBOXSDK", secretAccessKey: "secret" };
        const settings = { endpoint: harness.endpoint, maxAttempts: 1, region: "us-east-1", credentials };
        iam = new IAMClient(settings);
        kms = new KMSClient(settings);
    });
    after(() => harness.stop());

    const administration = { Effect: "Allow", Principal: { AWS: root }, Action: "kms:*", Resource: "*" };
    const createKey = async (...statements: object[]) => {
        const made = await kms.send(new CreateKeyCommand({ Policy: policy(administration, ...statements) }));
        return made.KeyMetadata!.KeyId!;
    };
    const statementsOf = async (KeyId: string) => {
        const { Policy = "" } = await kms.send(new GetKeyPolicyCommand({ KeyId }));
        return (JSON.parse(Policy) as { Statement: object[] }).Statement;
    };
    const refusal = (call: Promise<unknown>) =>
        call.then(
            () => expect.fail("it succeeded") as never,
            (error: Error) => `${error.name}: ${error.message}`,
        );

    it("are bound to the unique id, which shows once the role is gone and does not mean its successor", async () => {
        const given = { RoleName: "bound", AssumeRolePolicyDocument: trust };
        const { Role: first } = await iam.send(new CreateRoleCommand(given));
        const Action = ["kms:Encrypt", "kms:Decrypt"];
        const use = { Effect: "Allow", Action, Resource: "*" };
        const when = { Condition: { ArnEquals: { "aws:PrincipalArn": first!.Arn } } };
        const written = [
            { ...use, Principal: { AWS: first!.Arn }, ...when },
            { Effect: "Deny", Action, Resource: "*", NotPrincipal: { AWS: [root, first!.Arn] } },
        ];
        const key = await createKey(...written);
        expect(await statementsOf(key)).to.deep.equal([administration, ...written]);

        const trusting = { Effect: "Allow", Principal: { AWS: first!.Arn }, Action: "sts:AssumeRole" };
        await iam.send(new CreateRoleCommand({ RoleName: "trusting", AssumeRolePolicyDocument: policy(trusting) }));
        await iam.send(new DeleteRoleCommand({ RoleName: "bound" }));
        const shown = [
            administration,
            { ...written[0], Principal: { AWS: first!.RoleId } },
            { ...written[1], NotPrincipal: { AWS: [root, first!.RoleId] } },
        ];
        expect(first!.RoleId).to.match(/^AROA[A-Z0-9]{17}$/);
        expect(await statementsOf(key)).to.deep.equal(shown);
        const { Role: trustingRole } = await iam.send(new GetRoleCommand({ RoleName: "trusting" }));
        expect(decodeURIComponent(trustingRole!.AssumeRolePolicyDocument!)).to.contain(`"${first!.RoleId}"`);

        const { Role: second } = await iam.send(new CreateRoleCommand(given));
        expect(second!.Arn).to.equal(first!.Arn);
        expect(second!.RoleId).not.to.equal(first!.RoleId);
        expect(await statementsOf(key)).to.deep.equal(shown);
    });

    it("are taken by the unique id of somebody who is there, and of nobody else", async () => {
        const { Role } = await iam.send(new CreateRoleCommand({ RoleName: "live", AssumeRolePolicyDocument: trust }));
        const { User } = await iam.send(new CreateUserCommand({ UserName: "live" }));
        const use = (AWS: unknown) => ({ Effect: "Allow", Principal: { AWS }, Action: "kms:Decrypt", Resource: "*" });
        const key = await createKey(use([Role!.RoleId, User!.UserId]));
        await iam.send(new DeleteRoleCommand({ RoleName: "live" }));
        await iam.send(new DeleteUserCommand({ UserName: "live" }));
        const [, kept] = await statementsOf(key);
        const words =
            "MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals.";
        const names = [Role!.RoleId, User!.UserId, "nobody", `arn:aws:iam::${account}:role/*`];
        const statements = [kept!, ...names.map(use), { ...use(root), Effect: "Deny", Principal: undefined }];
        Object.assign(statements.at(-1)!, { NotPrincipal: { AWS: Role!.RoleId } });
        for (const statement of statements) {
            const Policy = policy(administration, statement);
            expect(await refusal(kms.send(new PutKeyPolicyCommand({ KeyId: key, Policy }))), Policy).to.equal(words);
            expect(await refusal(kms.send(new CreateKeyCommand({ Policy }))), Policy).to.equal(words);
        }
    });
});
