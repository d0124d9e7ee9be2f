import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, stackIn } from "../support/engine";
import { succeeded } from "../support/example";
import { calls, mutations, sandboxFor } from "../support/sandbox";

const principal = "arn:aws:iam::111122223333:root";

function program(description: string, options = ""): string {
    return `
import * as aws from "@pulumi/aws";
import * as oci from "@pulumi/oci";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

const config = new pulumi.Config();
const compartmentId = config.require("compartment");
const policy = (actions: string[]) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { AWS: "${principal}" }, Action: actions, Resource: "*" }] });

const key = new aws.kms.Key("key", { description: ${JSON.stringify(description)}, policy: policy(["kms:*"]), tags: { owner: "dba" } });
const alias = new aws.kms.Alias("alias", { name: "alias/providers/test", targetKeyId: key.arn });
const issuer = new aws.iam.OpenIdConnectProvider("issuer", { url: "https://issuer.example.com", clientIdLists: ["DBMC/"] });
const role = new aws.iam.Role("role", {
    assumeRolePolicy: issuer.arn.apply((arn) =>
        JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Federated: arn }, Action: "sts:AssumeRoleWithWebIdentity" }] }),
    ),
}${options});
const statements = [\`Allow any-user to read oracle-db-aws-keys in compartment id \${compartmentId} where all { request.principal.type = 'cloudvmcluster' }\`];
const reading = new oci.identity.Policy("reading", { compartmentId, description: "clusters read keys", statements });
const password = new random.RandomPassword("password", { length: 20, minNumeric: 2 });

export const keyId = key.keyId;
export const aliasName = alias.name;
export const roleName = role.name;
export const policyId = reading.id;
export const secretWord = password.result;
export const account = aws.getCallerIdentityOutput().accountId;
export const cluster = aws.odb.getCloudVmClusterOutput({ id: "vmc_sales00001" }).displayName;
export const domains = oci.identity.getDomainsOutput({ compartmentId: config.require("tenancy") }).domains.length;
`;
}

describe("the plugins of aws, oci and random, under the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;

    const config = () => {
        const { compartmentId, tenancyId } = sandbox.world.settings;
        return { "program:compartment": compartmentId, "program:tenancy": tenancyId };
    };

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: { "index.ts": program("first") }, config: config() });
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    it("preview without touching the clouds", async () => {
        const since = sandbox.world.audit.last;
        const { changes } = succeeded(await stack.preview());
        expect(changes).to.deep.equal({ create: 7 });
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    it("deploy, look up, and keep a password out of sight", async () => {
        succeeded(await stack.up());
        const outputs = await stack.outputs();
        expect(outputs).to.deep.include({
            account: sandbox.world.settings.accountId,
            aliasName: "alias/providers/test",
            cluster: "sales",
            domains: 1,
        });
        expect(outputs.secretWord).to.match(/^.{20}$/);
        const state = JSON.stringify(await stack.export());
        expect(state).not.to.contain(JSON.stringify(outputs.secretWord).slice(1, -1));
    });

    it("find nothing to do the second time, and nothing to refresh", async () => {
        const since = sandbox.world.audit.last;
        expect(succeeded(await stack.preview("--diff")).changes).to.deep.equal({});
        expect(succeeded(await stack.up()).changes).to.deep.equal({});
        expect(succeeded(await stack.refresh()).changes).to.deep.equal({});
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    it("change in place what can be changed, with the calls that it takes", async () => {
        stack.edit("index.ts", program("second"));
        const since = sandbox.world.audit.last;
        const { changes, steps } = succeeded(await stack.up());
        expect(changes).to.deep.equal({ update: 1 });
        expect(steps.find(({ op }) => op === "update")).to.deep.include({ name: "key", differs: ["description"] });
        expect(mutations(sandbox, since).map(({ operation }) => operation)).to.deep.equal(["UpdateKeyDescription"]);
    });

    it("say no word of their own among the diagnostics", async () => {
        // What a plugin writes to its streams arrives as information of the run.
        const { diagnostics } = succeeded(await stack.up());
        expect(diagnostics.filter(({ severity }) => severity.startsWith("info"))).to.deep.equal([]);
    });

    it("take over by id what exists, without a change", async () => {
        const { roleName, policyId, keyId } = await stack.outputs();
        const policyName = sandbox.world.policies.get(String(policyId))?.value.name;
        const adopting = `
import * as aws from "@pulumi/aws";
import * as oci from "@pulumi/oci";
import * as pulumi from "@pulumi/pulumi";

const found = aws.iam.getRoleOutput({ name: ${JSON.stringify(roleName)} });
new aws.kms.Key("key", { description: "second", tags: { owner: "dba" } }, { import: ${JSON.stringify(keyId)} });
new aws.kms.Alias("alias", { name: "alias/providers/test", targetKeyId: ${JSON.stringify(keyId)} }, { import: "alias/providers/test" });
new aws.iam.Role("role", { name: ${JSON.stringify(roleName)}, assumeRolePolicy: found.assumeRolePolicy }, { import: ${JSON.stringify(roleName)} });
const compartmentId = new pulumi.Config().require("compartment");
const statements = [\`Allow any-user to read oracle-db-aws-keys in compartment id \${compartmentId} where all { request.principal.type = 'cloudvmcluster' }\`];
new oci.identity.Policy("reading", { compartmentId, name: ${JSON.stringify(policyName)}, description: "clusters read keys", statements }, { import: ${JSON.stringify(policyId)} });
`;
        const second = await stackIn(sandbox, { program: { "index.ts": adopting }, config: config() });
        try {
            const since = sandbox.world.audit.last;
            const run = succeeded(await second.up());
            expect(run.changes).to.deep.equal({ create: 1, import: 4 });
            expect(mutations(sandbox, since)).to.deep.equal([]);
            expect(succeeded(await second.up()).changes).to.deep.equal({});
        } finally {
            second.remove();
        }
    });

    it("refuse a bad input at preview, in the words of the native plugin", async () => {
        stack.edit("index.ts", program("second").replace('"alias/providers/test"', '"providers/test"'));
        const run = await stack.preview();
        expect(run.code).not.to.equal(0);
        expect(run.stdout + run.stderr).to.contain("must begin with 'alias/'");
    });

    it("name what they have when a program wants more", async () => {
        stack.edit("index.ts", `import * as aws from "@pulumi/aws";\nnew aws.s3.Bucket("bucket");\n`);
        const run = await stack.preview();
        expect(run.code).not.to.equal(0);
        expect(run.stdout + run.stderr)
            .to.contain("aws:s3/bucket:Bucket")
            .and.to.contain("aws:kms/key:Key");
        stack.edit("index.ts", program("second"));
    });

    it("destroy, and leave no key but one that waits for its deletion", async () => {
        const since = sandbox.world.audit.last;
        succeeded(await stack.destroy());
        expect(calls(sandbox, "ScheduleKeyDeletion", since)).to.equal(1);
        expect(sandbox.world.policies.size).to.equal(0);
        expect((await stack.export()).map(({ type }) => type)).to.deep.equal([]);
    });
});
