import { spawnSync } from "node:child_process";
import { createPublicKey } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { ConfigFileAuthenticationDetailsProvider } from "oci-common";
import { IdentityClient } from "oci-identity";
import { localDirectory } from "../../../sandbox/core/project";
import { type Sandbox, startSandbox } from "../../../sandbox/start";

describe("startSandbox", () => {
    let directory: string;

    beforeEach(() => {
        mkdirSync(localDirectory, { recursive: true });
        directory = mkdtempSync(join(localDirectory, "start-"));
    });
    afterEach(() => rmSync(directory, { recursive: true, force: true }));

    async function withSandbox(
        use: (sandbox: Sandbox) => void | Promise<void>,
        options: Partial<Parameters<typeof startSandbox>[0]> = {},
    ): Promise<void> {
        const sandbox = await startSandbox({ directory, ...options });
        try {
            await use(sandbox);
        } finally {
            await sandbox.stop();
        }
    }

    it("holds the brownfield estate", () =>
        withSandbox(async ({ world, controlEndpoint }) => {
            expect([...world.networks.keys()]).to.deep.equal(["odbnet_sales00001"]);
            expect([...world.infrastructures.keys()]).to.deep.equal(["exa_sales00001"]);
            expect([...world.clusters.keys()]).to.deep.equal(["vmc_sales00001"]);
            expect(world.connectors.size).to.equal(0);
            const [database] = (await (await fetch(`${controlEndpoint}/databases`)).json()) as { name: string }[];
            expect(database).to.include({ name: "SALES01", keystore: "WALLET", readable: true });
        }));

    it("starts with nothing but the tenancy when asked to", () =>
        withSandbox(
            ({ world }) => {
                for (const left of [world.networks, world.clusters, world.databases]) expect(left.size).to.equal(0);
                expect([...world.domains.keys()]).to.deep.equal([world.settings.domainId]);
                expect([...world.compartments.keys()]).to.deep.equal([
                    world.settings.tenancyId,
                    world.settings.compartmentId,
                ]);
            },
            { seed: "empty" },
        ));

    it("points the official SDKs at itself by environment and stack config alone", () =>
        withSandbox(async ({ environment, pulumiConfig, awsEndpoint, ociEndpoint, controlEndpoint }) => {
            expect(environment).to.include({
                AWS_ENDPOINT_URL: awsEndpoint,
                AWS_REGION: "us-east-1",
                AWS_DEFAULT_REGION: "us-east-1",
                AWS_EC2_METADATA_DISABLED: "true",
                EXADATA_SANDBOX_CONTROL: controlEndpoint,
            });
            const overrides = environment.CLIENT_HOST_OVERRIDES?.split(";") ?? [];
            expect(overrides).to.have.length(5);
            for (const override of overrides)
                expect(override)
                    .to.match(/^oci_\w+\.\w+Client=http/)
                    .and.to.contain(ociEndpoint);
            expect(JSON.parse(pulumiConfig["aws:endpoints"] ?? "")).to.deep.equal([
                Object.fromEntries(
                    ["odb", "kms", "iam", "sts", "cloudformation", "cloudtrail"].map((name) => [name, awsEndpoint]),
                ),
            ]);
            const kms = new KMSClient({
                endpoint: environment.AWS_ENDPOINT_URL,
                region: environment.AWS_REGION,
                credentials: {
                    accessKeyId: environment.AWS_ACCESS_KEY_ID ?? "",
                    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? "",
                },
            });
            expect((await kms.send(new ListKeysCommand({}))).Keys).to.deep.equal([]);
            kms.destroy();
        }));

    it("keeps the OCI key readable by its owner only, and AWS files empty", () =>
        withSandbox(({ environment, pulumiConfig }) => {
            const keyFile = pulumiConfig["oci:privateKeyPath"] ?? "";
            expect(statSync(keyFile).mode & 0o777).to.equal(0o600);
            expect(createPublicKey(readFileSync(keyFile)).asymmetricKeyType).to.equal("rsa");
            for (const file of [environment.AWS_CONFIG_FILE, environment.AWS_SHARED_CREDENTIALS_FILE])
                expect(readFileSync(file ?? "nothing", "utf8")).to.equal("");
        }));

    it("has a profile for OCI's SDKs and CLI, and tells where the home region is", () =>
        withSandbox(
            async ({ environment, ociEndpoint, ociHomeEndpoint, world }) => {
                expect(ociHomeEndpoint).not.to.equal(ociEndpoint);
                expect(environment.CLIENT_HOST_OVERRIDES).to.contain(
                    `;oci_identity.IdentityClient@eu-frankfurt-1=${ociHomeEndpoint}`,
                );
                expect(environment.OCI_CLI_CONFIG_FILE).to.equal(environment.OCI_CONFIG_FILE);
                expect(readFileSync(environment.OCI_CLI_RC_FILE ?? "", "utf8").split("\n")).to.include.members([
                    "[DEFAULT]",
                    `iam.endpoint=${ociEndpoint}/20160918`,
                    `dbmulticloud.endpoint=${ociEndpoint}/20240501`,
                ]);
                const authenticationDetailsProvider = new ConfigFileAuthenticationDetailsProvider(
                    environment.OCI_CONFIG_FILE,
                );
                const client = new IdentityClient({ authenticationDetailsProvider });
                client.endpoint = ociHomeEndpoint;
                const { tenancyId } = world.settings;
                expect((await client.getTenancy({ tenancyId })).tenancy.homeRegionKey).to.equal("FRA");
                client.close();
            },
            { settings: { ociHome: { region: "eu-frankfurt-1", key: "fra" } }, seed: "empty" },
        ));

    it("answers nothing any more after stop, and can be stopped twice", async () => {
        const sandbox = await startSandbox({ directory });
        await sandbox.stop();
        await sandbox.stop();
        for (const endpoint of [sandbox.awsEndpoint, sandbox.ociEndpoint, sandbox.controlEndpoint]) {
            const answered = await fetch(endpoint).then(
                () => true,
                () => false,
            );
            expect(answered, endpoint).to.equal(false);
        }
    });

    it("leaves no timer, socket or child behind, so that a program ends by itself", () => {
        const script = `
            const { startSandbox } = require(${JSON.stringify(require.resolve("../../../sandbox/start"))});
            startSandbox({ directory: ${JSON.stringify(directory)}, settings: { scale: 1 } }).then(async (sandbox) => {
                const [cluster] = sandbox.world.clusters.values();
                sandbox.exadata.associateRole(cluster, "arn:aws:iam::111122223333:role/none");
                await fetch(sandbox.controlEndpoint + "/databases");
                await sandbox.stop();
            });`;
        const run = spawnSync(process.execPath, ["-e", script], { encoding: "utf8", timeout: 30_000 });
        expect(run.stderr).to.equal("");
        expect(run.status).to.equal(0);
    });

    it("says what to do when the virtual environment is missing, and leaves nothing", async () => {
        const failure = await startSandbox({ directory: join(directory, "new"), python: "/nowhere/python" }).catch(
            (error: Error) => error.message,
        );
        expect(failure).to.equal("No Python interpreter at /nowhere/python; run `make setup` first.");
        expect(existsSync(join(directory, "new"))).to.equal(false);
    });
});
