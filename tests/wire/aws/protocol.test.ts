import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { type Harness, startHarness } from "./harness";
import { networkInput, role } from "./odb-resources";

const scope = (service: string) => `AKIARAW/20250601/us-east-1/${service}/aws4_request`;

function authorization(service: string): string {
    const signature = "ab".repeat(32);
    return `AWS4-HMAC-SHA256 Credential=${scope(service)}, SignedHeaders=host;x-amz-date, Signature=${signature}`;
}

describe("the AWS endpoint", () => {
    let harness: Harness;
    let settings: {
        endpoint: string;
        region: string;
        maxAttempts: number;
        credentials: { accessKeyId: string; secretAccessKey: string };
    };

    before(async () => {
        harness = await startHarness();
        const credentials = { accessKeyId: "AKIASANDBOXSDK", secretAccessKey: "secret" };
        settings = { endpoint: harness.endpoint, region: "us-east-1", maxAttempts: 1, credentials };
    });
    after(() => harness.stop());
    afterEach(() => harness.world.faults.clear());

    const post = (headers: Record<string, string>, body: string) =>
        fetch(harness.endpoint, { method: "POST", headers: { "x-amz-date": "20250601T120000Z", ...headers }, body });
    const odb = (headers: Record<string, string>, body = "{}", operation = "GetOciOnboardingStatus") =>
        post({ "x-amz-target": `Odb.${operation}`, "content-type": "application/x-amz-json-1.0", ...headers }, body);

    describe("holds every call to a signature", () => {
        it("and answers a JSON call without one in JSON", async () => {
            const answer = await odb({});
            expect(answer.status).to.equal(400);
            expect(answer.headers.get("content-type")).to.equal("application/x-amz-json-1.0");
            const body = (await answer.json()) as { __type: string };
            expect(body.__type).to.equal("com.amazonaws.odb#MissingAuthenticationTokenException");
        });

        it("and a Query call without one in XML", async () => {
            const answer = await post({}, "Action=ListRoles&Version=2010-05-08");
            expect(answer.status).to.equal(403);
            expect(await answer.text()).to.contain("<Code>MissingAuthenticationToken</Code>");
        });

        it("that is complete, dated and covers the host", async () => {
            const good = authorization("odb");
            const garbled: Record<string, Record<string, string>[]> = {
                IncompleteSignatureException: [
                    { authorization: "Bearer token" },
                    { authorization: good.replace(/Signature=.*/, "Signature=zz") },
                    { authorization: good, "x-amz-date": "yesterday" },
                ],
                InvalidSignatureException: [
                    { authorization: good.replace("20250601", "20240601") },
                    { authorization: good.replace("host;", "") },
                    { authorization: authorization("kms") },
                ],
            };
            for (const [code, requests] of Object.entries(garbled)) {
                for (const headers of requests) {
                    const body = (await (await odb(headers)).json()) as { __type: string };
                    expect(body.__type, JSON.stringify(headers)).to.equal(`com.amazonaws.odb#${code}`);
                }
            }
            expect((await odb({ authorization: good })).status).to.equal(200);
        });

        it("but for the operations that AWS leaves unsigned", async () => {
            await role(harness, "web-identity");
            const sts = new STSClient({ ...settings, credentials: undefined });
            const assumed = await sts.send(
                new AssumeRoleWithWebIdentityCommand({
                    RoleArn: "arn:aws:iam::111122223333:role/web-identity",
                    RoleSessionName: "session",
                    WebIdentityToken: "eyJhbGciOiJub25lIn0.e30.",
                }),
            );
            expect(assumed.Credentials?.AccessKeyId).to.match(/^ASIA/);
        });
    });

    it("refuses what no service of the sandbox is asked", async () => {
        const answer = await post({ authorization: authorization("s3"), "x-amz-target": "S3.ListBuckets" }, "{}");
        expect(answer.status).to.equal(404);
        const unknown = await odb({ authorization: authorization("odb") }, "{}", "RebootDbNode");
        expect(await unknown.json()).to.include({ reason: "unknownOperation" });
    });

    it("refuses a body that is no JSON, and members that the model lacks", async () => {
        const headers = { authorization: authorization("odb") };
        expect(await (await odb(headers, "{")).json()).to.include({ reason: "cannotParse" });
        const unknown = (await (await odb(headers, `{"verbose": true}`)).json()) as { fieldList: object[] };
        expect(unknown.fieldList).to.deep.equal([{ name: "verbose", message: "Unknown member" }]);
    });

    it("takes a member that is null as absent", async () => {
        const body = JSON.stringify({ maxResults: null });
        expect((await odb({ authorization: authorization("odb") }, body, "ListOdbNetworks")).status).to.equal(200);
    });

    it("serves KMS, IAM and STS in the account of the sandbox", async () => {
        const identity = await new STSClient(settings).send(new GetCallerIdentityCommand({}));
        expect(identity.Account).to.equal("111122223333");
        const roles = await new IAMClient(settings).send(new ListRolesCommand({}));
        expect(roles.Roles).to.be.an("array");
        expect((await new KMSClient(settings).send(new ListKeysCommand({}))).Keys).to.be.an("array");
    });

    it("answers what moto lacks with an error of the protocol instead of a web page", async () => {
        const error = await harness.boto.refusal("kms", "get_parameters_for_import", {
            KeyId: "alias/none",
            WrappingAlgorithm: "RSAES_OAEP_SHA_256",
            WrappingKeySpec: "RSA_2048",
        });
        expect(error).to.include({ code: "KMSInternalException", status: 500 });
        expect(error.message).to.contain("GetParametersForImport");
    });

    describe("keeps an audit log", () => {
        it("of who called what, with which outcome, and whether it could change something", async () => {
            const since = harness.world.audit.last;
            const made = await harness.boto.call("odb", "create_odb_network", networkInput);
            await harness.boto.refusal("odb", "get_cloud_vm_cluster", { cloudVmClusterId: "vmc_unknown" });
            await new KMSClient(settings).send(new DescribeKeyCommand({ KeyId: "alias/none" })).catch(() => undefined);
            await role(harness, "audited");
            const entries = harness.world.audit.entries(since);
            expect(entries.map(({ region }) => region)).to.deep.equal(Array(4).fill("us-east-1"));
            expect(entries.map(({ sequence: _, time: __, region: ___, ...entry }) => entry)).to.deep.equal([
                {
                    caller: "user",
                    service: "odb",
                    operation: "CreateOdbNetwork",
                    mutating: true,
                    principal: "AKIASANDBOXBOTO3",
                    status: 200,
                    resource: made.odbNetworkId,
                },
                {
                    caller: "user",
                    service: "odb",
                    operation: "GetCloudVmCluster",
                    mutating: false,
                    principal: "AKIASANDBOXBOTO3",
                    status: 400,
                    code: "ResourceNotFoundException",
                    resource: "vmc_unknown",
                },
                {
                    caller: "user",
                    service: "kms",
                    operation: "DescribeKey",
                    mutating: false,
                    principal: "AKIASANDBOXSDK",
                    status: 400,
                    code: "NotFoundException",
                    resource: "alias/none",
                },
                {
                    caller: "user",
                    service: "iam",
                    operation: "CreateRole",
                    mutating: true,
                    principal: "AKIASANDBOXBOTO3",
                    status: 200,
                    resource: "audited",
                },
            ]);
        });
    });

    describe("misbehaves as planned", () => {
        it("with errors in each service's own shape, once", async () => {
            const error = { status: 400, code: "ThrottlingException", message: "Rate exceeded" };
            for (const operation of ["ListOdbNetworks", "ListKeys", "ListRoles"]) {
                harness.world.faults.set({ operation, error });
            }
            expect(await harness.boto.refusal("odb", "list_odb_networks")).to.include(error);
            expect(await harness.boto.refusal("kms", "list_keys")).to.include(error);
            expect(await harness.boto.refusal("iam", "list_roles")).to.include(error);
            await harness.boto.call("odb", "list_odb_networks");
        });

        it("without an effect when the error comes, and with retry-after when told", async () => {
            const before = harness.world.networks.size;
            harness.world.faults.set({
                operation: "CreateOdbNetwork",
                error: { status: 503, code: "InternalServerException", message: "Try again", retryAfter: 7 },
            });
            const body = JSON.stringify(networkInput);
            const answer = await odb({ authorization: authorization("odb") }, body, "CreateOdbNetwork");
            expect(answer.status).to.equal(503);
            expect(answer.headers.get("retry-after")).to.equal("7");
            expect(harness.world.networks.size).to.equal(before);
        });

        it("by cutting the connection before or after the effect", async () => {
            const before = harness.world.networks.size;
            harness.world.faults.set({ operation: "CreateOdbNetwork", reset: "before" });
            harness.world.faults.set({ operation: "CreateOdbNetwork", reset: "after", nth: 2 });
            expect((await harness.boto.refusal("odb", "create_odb_network", networkInput)).status).to.equal(0);
            expect(harness.world.networks.size).to.equal(before);
            expect((await harness.boto.refusal("odb", "create_odb_network", networkInput)).status).to.equal(0);
            expect(harness.world.networks.size).to.equal(before + 1);
            const [entry] = harness.world.audit.entries().slice(-1);
            expect(entry).to.include({ status: 0, code: "ConnectionReset" });
        });

        it("by taking its time", async () => {
            harness.world.faults.set({ service: "iam", operation: "ListRoles", delayMilliseconds: 120 });
            const start = Date.now();
            await harness.boto.call("iam", "list_roles");
            expect(Date.now() - start).to.be.at.least(120);
        });
    });
});
