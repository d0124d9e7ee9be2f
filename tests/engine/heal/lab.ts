import { IAMClient } from "@aws-sdk/client-iam";
import { GetKeyPolicyCommand, KMSClient, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Sandbox } from "../../../sandbox/start";
import { askDatabases } from "../../../tools/demo/facts";
import { type EngineStack, stackIn } from "../../support/engine";
import { said } from "../../support/safety";
import { awsClientOf, sandboxFor } from "../../support/sandbox";
import { Boto3, BotoProcess } from "../../wire/aws/boto3";
import { awsCommandsIn } from "./aws-commands";

const program = `
import * as pulumi from "@pulumi/pulumi";
import { ExadataKeyManagement } from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const estate = new ExadataKeyManagement("lab", {
    keys: [{ name: "tde", alias: "exadata/lab" }],
    clusters: [
        {
            name: "sales",
            vmCluster: { existing: { id: "vmc_sales00001" }, enableNetworkAccess: true },
            connector: config.getObject<object>("connector"),
            databases: [{ name: "SALES01", key: "tde" }],
        },
    ],
});
export const keyArn = estate.keyArns.apply((arns) => arns.tde);
export const roleArn = estate.roleArns.apply((arns) => arns.sales);
`;

export interface Statement {
    Sid?: string;
    [member: string]: unknown;
}

/** An estate that the package made, with its database on AWS KMS, and what people damage it with by hand. */
export class HealLab {
    keyArn = "";
    roleArn = "";
    readonly iam: IAMClient;
    readonly kms: KMSClient;

    private constructor(
        readonly sandbox: Sandbox,
        readonly stack: EngineStack,
    ) {
        this.iam = new IAMClient(awsClientOf(sandbox));
        this.kms = new KMSClient(awsClientOf(sandbox));
    }

    static async open(): Promise<HealLab> {
        const sandbox = await sandboxFor();
        const lab = new HealLab(sandbox, await stackIn(sandbox, { program: { "index.ts": program } }));
        const run = await lab.stack.up();
        expect(run.code, said(run)).to.equal(0);
        Object.assign(lab, await lab.stack.outputs());
        await lab.expectReadable();
        return lab;
    }

    async close(): Promise<void> {
        this.iam.destroy();
        this.kms.destroy();
        this.stack.remove();
        await this.sandbox.stop();
    }

    get roleName(): string {
        return this.roleArn.split("/").at(-1)!;
    }

    get providerArn(): string {
        const host = this.sandbox.world.settings.domainUrl.replace("https://", "").replace(":443", "");
        return `arn:aws:iam::${this.sandbox.world.settings.accountId}:oidc-provider/${host}`;
    }

    get cluster() {
        return this.sandbox.world.clusters.get("vmc_sales00001")!;
    }

    get network() {
        return this.sandbox.world.networks.get("odbnet_sales00001")!;
    }

    get connector() {
        return [...this.sandbox.world.connectors.values()].find(({ value }) => value.lifecycleState === "ACTIVE")!;
    }

    get registeredKey() {
        return [...this.sandbox.world.awsKeys.values()].find(({ value }) => value.lifecycleState === "ACTIVE")!;
    }

    async editKeyPolicy(edit: (statements: Statement[]) => Statement[]): Promise<void> {
        const key = { KeyId: this.keyArn, PolicyName: "default" };
        const { Policy = "" } = await this.kms.send(new GetKeyPolicyCommand(key));
        const document = JSON.parse(Policy) as { Statement: Statement[] };
        const wanted = { ...document, Statement: edit(document.Statement) };
        await this.kms.send(new PutKeyPolicyCommand({ ...key, Policy: JSON.stringify(wanted) }));
    }

    /** Runs the AWS commands that a message prints, by boto3, which knows names and parameters as the AWS CLI does. */
    async followCommands(text: string): Promise<void> {
        const boto3 = new BotoProcess("us-east-1");
        try {
            for (const { service, operation, parameters } of awsCommandsIn(text)) {
                await new Boto3(boto3, this.sandbox.awsEndpoint).call(service, operation, parameters);
            }
        } finally {
            boto3.stop();
        }
    }

    /** Runs the `pulumi import` that the next refusal prints: a refresh drops a key that is pending deletion from the state. */
    async takeBack(): Promise<void> {
        const refused = await this.stack.preview();
        expect(refused.code, said(refused)).not.to.equal(0);
        const command = /`pulumi (import --parent parent='[^']+' \S+ \S+ [\w-]+)`/.exec(said(refused))?.[1] ?? "";
        const words = command.replaceAll("'", "").split(" ");
        const flags = ["--yes", "--stack", "test", "--generate-code=false", "--protect=true"];
        const imported = await this.stack.pulumi([...words, ...flags]);
        expect(imported.code, imported.stdout + imported.stderr).to.equal(0);
    }

    /** What the database itself says. */
    async database() {
        const [database] = await askDatabases(this.sandbox.controlEndpoint);
        return database!;
    }

    async expectReadable(): Promise<void> {
        expect(await this.database()).to.include({ keyArn: this.keyArn, readable: true });
    }
}
