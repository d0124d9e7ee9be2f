import { expect } from "chai";
import { defaultSettings } from "../../sandbox/core/settings";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, stackIn } from "../support/engine";
import { mutations, sandboxFor } from "../support/sandbox";

const { accountId: other, accessKeyId, secretAccessKey } = defaultSettings.otherAccount;

const program = `
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const keys = new pulumi.Config().getObject<object>("keys");
const provider = new aws.Provider("explicit", {
    region: "us-east-1",
    skipCredentialsValidation: true,
    skipMetadataApiCheck: true,
    skipRequestingAccountId: true,
    ...keys,
});
new exa.CustomerManagedKey("tde", { alias: "exadata/tde", userRoleArns: [] }, { providers: [provider] });
`;

describe("explicit providers, under the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: { "index.ts": program } });
    });
    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    it("of another account are told at preview, before anything is made", async () => {
        stack.setConfig("program:keys", { accessKey: accessKeyId, secretKey: secretAccessKey });
        const since = sandbox.world.audit.last;
        const { code, stdout, stderr } = await stack.preview();
        expect(code).not.to.equal(0);
        expect(stdout + stderr)
            .to.contain(`the aws provider creates this in account ${other}`)
            .and.to.contain(`set the aws:* settings of the stack for account ${other}`);
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    it("work with the default providers of the native packages disabled, and not with all disabled", async () => {
        stack.setConfig("program:keys", {});
        stack.setConfig("pulumi:disable-default-providers", ["*"]);
        const refused = await stack.preview();
        expect(refused.code).not.to.equal(0);
        expect(refused.stdout + refused.stderr).to.contain("Default provider for 'pulumi-nodejs' disabled");
        stack.setConfig("pulumi:disable-default-providers", ["aws", "oci", "random"]);
        const run = await stack.up();
        expect(run.code, run.stdout + run.stderr).to.equal(0);
        expect((await stack.up("--expect-no-changes")).code).to.equal(0);
    });
});
