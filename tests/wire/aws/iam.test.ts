import {
    AddClientIDToOpenIDConnectProviderCommand,
    CreateOpenIDConnectProviderCommand,
    CreateRoleCommand,
    DeleteRoleCommand,
    DeleteRolePolicyCommand,
    GetOpenIDConnectProviderCommand,
    GetRoleCommand,
    GetRolePolicyCommand,
    IAMClient,
    PutRolePolicyCommand,
    RemoveClientIDFromOpenIDConnectProviderCommand,
    UpdateAssumeRolePolicyCommand,
    UpdateOpenIDConnectProviderThumbprintCommand,
} from "@aws-sdk/client-iam";
import { expect } from "chai";
import { type Harness, startHarness } from "./harness";

const account = "111122223333";
const host = "idcs-0123.identity.oraclecloud.com";
const providerArn = `arn:aws:iam::${account}:oidc-provider/${host}`;

function trust(change: object = {}): string {
    const statement = {
        Effect: "Allow",
        Principal: { Federated: providerArn },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: { [`${host}:aud`]: "DBMC/" } },
    };
    return JSON.stringify({ Version: "2012-10-17", Statement: [{ ...statement, ...change }] });
}

describe("IAM through the AWS endpoint", () => {
    let harness: Harness;
    let iam: IAMClient;

    before(async () => {
        harness = await startHarness();
        const credentials = { accessKeyId: "AKIASANDBOXSDK", secretAccessKey: "secret" };
        iam = new IAMClient({ endpoint: harness.endpoint, region: "us-east-1", maxAttempts: 1, credentials });
    });
    after(() => harness.stop());

    const refusal = (call: Promise<unknown>) =>
        call.then(
            () => expect.fail("it succeeded") as never,
            (error: Error) => error,
        );
    const provider = () => iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerArn }));
    const createRole = (RoleName: string, AssumeRolePolicyDocument: string) =>
        iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));

    it("makes one OIDC provider for an issuer, and says which URL exists already", async () => {
        const create = new CreateOpenIDConnectProviderCommand({
            Url: `https://${host}`,
            ClientIDList: ["DBMC/"],
            Tags: [{ Key: "team", Value: "a & b" }],
        });
        const made = await iam.send(create);
        expect(made.OpenIDConnectProviderArn).to.equal(providerArn);
        const again = await refusal(iam.send(create));
        expect(again.name).to.equal("EntityAlreadyExistsException");
        expect(again.message).to.equal(`Provider with url https://${host} already exists.`);
    });

    it("shows the URL without scheme, and a thumbprint though none was given", async () => {
        const shown = await provider();
        expect(shown).to.deep.include({ Url: host, ClientIDList: ["DBMC/"] });
        expect(shown.ThumbprintList).to.have.length(1);
        expect(shown.ThumbprintList?.[0]).to.match(/^[0-9a-f]{40}$/);
    });

    it("adds and removes client ids without losing thumbprints and tags", async () => {
        const reference = { OpenIDConnectProviderArn: providerArn };
        const thumbprints = { ...reference, ThumbprintList: ["ab".repeat(20)] };
        await iam.send(new UpdateOpenIDConnectProviderThumbprintCommand(thumbprints));
        await iam.send(new AddClientIDToOpenIDConnectProviderCommand({ ...reference, ClientID: "second" }));
        expect((await provider()).ClientIDList).to.have.members(["DBMC/", "second"]);
        await iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand({ ...reference, ClientID: "DBMC/" }));
        const shown = await provider();
        expect(shown.ClientIDList).to.deep.equal(["second"]);
        expect(shown.ThumbprintList).to.deep.equal(["ab".repeat(20)]);
        expect(shown.Tags).to.deep.equal([{ Key: "team", Value: "a & b" }]);
        const unknown = { OpenIDConnectProviderArn: `${providerArn}x`, ClientID: "y" };
        const error = await refusal(iam.send(new AddClientIDToOpenIDConnectProviderCommand(unknown)));
        expect(error.name).to.equal("NoSuchEntityException");
    });

    it("refuses issuers without TLS or with a port", async () => {
        for (const Url of ["http://idcs.example.com", "https://idcs.example.com:443"]) {
            const error = await refusal(iam.send(new CreateOpenIDConnectProviderCommand({ Url })));
            expect(error.name, Url).to.equal("ValidationError");
        }
    });

    it("takes a trust policy for a provider and gives it back", async () => {
        await createRole("trusting", trust());
        const { Role } = await iam.send(new GetRoleCommand({ RoleName: "trusting" }));
        expect(decodeURIComponent(Role!.AssumeRolePolicyDocument!)).to.equal(trust());
    });

    it("refuses trust policies that AWS refuses, at creation and at update", async () => {
        const faults = [
            "{",
            "{}",
            trust({ Principal: undefined }),
            trust({ Action: "s3:GetObject" }),
            trust({ Resource: "*" }),
            trust({ Effect: "Maybe" }),
            trust({ Principal: { AWS: `arn:aws:iam::${account}:role/nobody` }, Action: "sts:AssumeRole" }),
            trust({ Principal: { Federated: "not a provider" } }),
        ];
        for (const document of faults) {
            expect((await refusal(createRole("never", document))).name, document).to.equal(
                "MalformedPolicyDocumentException",
            );
            const update = new UpdateAssumeRolePolicyCommand({ RoleName: "trusting", PolicyDocument: document });
            expect((await refusal(iam.send(update))).name, document).to.equal("MalformedPolicyDocumentException");
        }
        expect((await refusal(iam.send(new GetRoleCommand({ RoleName: "never" })))).name).to.equal(
            "NoSuchEntityException",
        );
    });

    it("keeps a role that still has a policy", async () => {
        const document = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}]}`;
        const reference = { RoleName: "trusting", PolicyName: "kms" };
        await iam.send(new PutRolePolicyCommand({ ...reference, PolicyDocument: document }));
        const shown = await iam.send(new GetRolePolicyCommand(reference));
        expect(decodeURIComponent(shown.PolicyDocument!)).to.equal(document);
        const remove = new DeleteRoleCommand({ RoleName: "trusting" });
        expect((await refusal(iam.send(remove))).name).to.equal("DeleteConflictException");
        await iam.send(new DeleteRolePolicyCommand(reference));
        await iam.send(remove);
        const gone = await refusal(iam.send(new GetRoleCommand({ RoleName: "trusting" })));
        expect(gone.name).to.equal("NoSuchEntityException");
    });
});
