import {
    CreateAliasCommand,
    CreateKeyCommand,
    DescribeKeyCommand,
    GetKeyPolicyCommand,
    KMSClient,
    PutKeyPolicyCommand,
} from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import type { PolicyDocument } from "../../sdk/policies";
import { type EngineStack, stackIn } from "../support/engine";
import { deniedMasterKeyIds, usersOf } from "../support/key-policies";
import { mutations, sandboxFor } from "../support/sandbox";

/**
 * Role and provider by the vendor's template; a key made by hand, one of the stack with a replica, and one in a CloudHSM key
 * store, all for that role.
 */
const program = `
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import * as exa from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const domain = new exa.IdentityDomain("domain");
const setup = new exa.AccountSetupStack("sales", {
    templateUrl: domain.accountSetupTemplateUrl,
    identityDomainUrl: domain.url,
    protect: false,
});
const cluster = new exa.VmCluster("sales", { existing: { id: "vmc_sales00001" } });
const identity = new exa.ClusterIdentity("sales", {
    vmClusterArn: cluster.arn,
    vmClusterOcid: cluster.ocid,
    compartmentId: cluster.compartmentId,
    oidcProviderArn: setup.oidcProviderArn,
    existing: { roleArn: setup.roleArn },
    protect: false,
});
const byHand = new exa.CustomerManagedKey("by-hand", {
    existing: { alias: config.require("byHand"), extendPolicy: config.requireBoolean("extend") },
    userRoleArns: [identity.roleArn],
    retiredMasterKeyIds: config.requireObject<string[]>("retired"),
    protect: false,
});
const global = new exa.CustomerManagedKey("global", {
    alias: config.require("alias"),
    description: config.require("alias"),
    userRoleArns: [identity.roleArn],
    replicas: { "us-west-2": {} },
});
const kmsuser = new random.RandomPassword("kmsuser", { length: 16, special: false });
const store = new exa.CustomKeyStore("hsm", {
    cloudHsmClusterId: "cluster-abcdefg2345",
    keyStorePassword: kmsuser.result,
    trustAnchorCertificate: "-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----",
});
const hsm = new exa.CustomerManagedKey("hsm", { alias: "exadata/hsm", customKeyStoreId: store.id });

export const roleArn = identity.roleArn;
export const nodes = identity.nodes;
export const arns = { byHand: byHand.arn, global: global.arn, hsm: hsm.arn };
export const replicaArns = global.replicaArns;
`;

const retired = "ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9";
const root = "arn:aws:iam::111122223333:root";
const foreign: PolicyDocument = {
    Version: "2012-10-17",
    Id: "by-hand",
    Statement: [{ Effect: "Allow", Principal: { AWS: root }, Action: "kms:*", Resource: "*" }],
};

interface Outputs {
    roleArn: string;
    nodes: { status: string }[];
    arns: Record<"byHand" | "global" | "hsm", string>;
    replicaArns: Record<string, string>;
}

describe("keys of every kind with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    let kms: KMSClient;
    let byHand: string;

    before(async () => {
        sandbox = await sandboxFor();
        const credentials = { accessKeyId: "AKIASANDBOX", secretAccessKey: "sandbox" };
        kms = new KMSClient({ endpoint: sandbox.awsEndpoint, region: "us-east-1", credentials });
        byHand = await key("exadata/by-hand", { Policy: JSON.stringify(foreign) });
        await key("exadata/rsa", { KeySpec: "RSA_2048", KeyUsage: "SIGN_VERIFY" });
        stack = await stackIn(sandbox, {
            program: { "index.ts": program },
            config: {
                "program:alias": "exadata/global",
                "program:byHand": "exadata/rsa",
                "program:extend": false,
                "program:retired": [],
            },
        });
    });

    after(async () => {
        kms?.destroy();
        stack?.remove();
        await sandbox?.stop();
    });

    const key = async (alias: string, input: object) => {
        const { KeyMetadata } = await kms.send(new CreateKeyCommand(input));
        await kms.send(new CreateAliasCommand({ AliasName: `alias/${alias}`, TargetKeyId: KeyMetadata!.KeyId! }));
        return KeyMetadata!.Arn!;
    };
    const policy = async () => (await kms.send(new GetKeyPolicyCommand({ KeyId: byHand }))).Policy!;
    const outputs = () => stack.outputs() as Promise<unknown> as Promise<Outputs>;
    const up = async (...flags: string[]) => {
        const run = await stack.up(...flags);
        expect(run.code, run.stdout + run.stderr).to.equal(0);
        return run;
    };

    it("an existing key of the wrong kind is refused at preview", async () => {
        const run = await stack.preview();
        expect(run.code).not.to.equal(0);
        expect(run.stdout + run.stderr)
            .to.contain("is a key for SIGN_VERIFY")
            .and.to.contain("Remedy");
        stack.setConfig("program:byHand", "exadata/by-hand");
    });

    it("an existing key whose policy is only looked at stops the run when it does not let the role use it", async () => {
        const run = await stack.up();
        expect(run.code).not.to.equal(0);
        expect(run.stdout + run.stderr).to.contain("extendPolicy: true");
        expect(JSON.parse(await policy())).to.deep.equal(foreign);
        stack.setConfig("program:extend", true);
        stack.setConfig("program:retired", [retired]);
    });

    it("the role of the vendor's template connects the cluster, and uses a key whose policy is extended", async () => {
        await up();
        const { roleArn, nodes, arns } = await outputs();
        expect(nodes.map(({ status }) => status)).to.deep.equal(["CONNECTED", "CONNECTED"]);
        expect(arns.byHand).to.equal(byHand);
        expect(usersOf(await policy())).to.deep.equal([roleArn]);
        expect(deniedMasterKeyIds(await policy())).to.deep.equal([retired]);
        expect((JSON.parse(await policy()) as PolicyDocument).Statement[0]).to.deep.equal(foreign.Statement[0]);
    });

    it("a key has its replica in the other Region, and one in a CloudHSM key store is there", async () => {
        const { arns, replicaArns } = await outputs();
        expect(replicaArns["us-west-2"]).to.equal(arns.global.replace("us-east-1", "us-west-2"));
        const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: arns.hsm }));
        expect(KeyMetadata).to.include({ Origin: "AWS_CLOUDHSM", KeyState: "Enabled" });
    });

    it("a second up and a refresh change nothing", async () => {
        const since = sandbox.world.audit.last;
        await up("--expect-no-changes");
        const refresh = await stack.refresh("--expect-no-changes");
        expect(refresh.code, refresh.stdout + refresh.stderr).to.equal(0);
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    it("another alias and description leave the key and its replica what they are", async () => {
        const before = await outputs();
        stack.setConfig("program:alias", "exadata/worldwide");
        const { steps } = await up();
        const keys = steps.filter(({ type }) => /^aws:kms\/(?:replicaK|k)ey:/.test(type));
        expect(keys.map(({ op }) => op).filter((op) => op !== "same")).to.deep.equal(["update", "update"]);
        const after = await outputs();
        expect([after.arns, after.replicaArns]).to.deep.equal([before.arns, before.replicaArns]);
        const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: "alias/exadata/worldwide" }));
        expect(KeyMetadata?.Arn).to.equal(after.arns.global);
    });

    it("what somebody took out of the policy is seen by a refresh and put back; what is not named any more goes", async () => {
        await kms.send(
            new PutKeyPolicyCommand({ KeyId: byHand, PolicyName: "default", Policy: JSON.stringify(foreign) }),
        );
        const refresh = await stack.refresh();
        expect(refresh.changes).to.have.property("update", 1);
        stack.setConfig("program:retired", []);
        await up();
        expect(usersOf(await policy())).to.deep.equal([(await outputs()).roleArn]);
        expect(deniedMasterKeyIds(await policy())).to.deep.equal([]);
    });

    it("a policy that is only looked at from now on stays as it is, and is the program's again after that", async () => {
        const extended = await policy();
        stack.setConfig("program:extend", false);
        const since = sandbox.world.audit.last;
        await up("--skip-preview=false");
        await up("--expect-no-changes");
        expect(mutations(sandbox, since)).to.deep.equal([]);
        stack.setConfig("program:extend", true);
        stack.setConfig("program:retired", [retired]);
        await up();
        expect(usersOf(await policy())).to.deep.equal(usersOf(extended));
        expect(deniedMasterKeyIds(await policy())).to.deep.equal([retired]);
    });
});
