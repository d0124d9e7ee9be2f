import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, stackIn } from "../support/engine";
import { succeeded } from "../support/example";
import { expectRefusal, said, upWithPreview } from "../support/safety";
import { calls, mutations, sandboxFor } from "../support/sandbox";

/** A cluster and infrastructure that the program makes, and a cluster on a network and an infrastructure that are given by ARN. */
const program = `
import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const cluster = config.getObject<object>("cluster") ?? {};
const machine = config.getObject<object>("infrastructure") ?? {};
const protect = false;
const sshPublicKeys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB0 dba"];
const network = new exa.OdbNetwork("crm", {
    availabilityZoneId: "use1-az6", clientSubnetCidr: "10.44.1.0/24", backupSubnetCidr: "10.44.0.0/24", defaultDnsPrefix: "crm", protect,
});
const infrastructure = new exa.ExadataInfrastructure("crm", {
    availabilityZoneId: "use1-az6", shape: "Exadata.X11M", databaseServerType: "X11M", storageServerType: "X11M-HC", protect, ...machine,
});
const crm = new exa.VmCluster("crm", {
    networkId: network.networkId, infrastructureId: infrastructure.infrastructureId,
    giVersion: "23.0.0.0", hostnamePrefix: "crm", sshPublicKeys, protect, ...cluster,
});
const shared = new exa.VmCluster("shared", {
    networkId: config.require("networkArn"), infrastructureId: config.require("infrastructureId"),
    giVersion: "23.0.0.0", hostnamePrefix: "shared", sshPublicKeys, protect,
});
const sales = new exa.VmCluster("sales", { existing: { id: "vmc_sales00001" } });
const salesNetwork = new exa.OdbNetwork("sales", { existing: { id: "odbnet_sales00001" } });

export const crmOcid = crm.ocid;
export const sharedNetwork = shared.networkId;
export const salesOcid = sales.ocid;
export const salesNetworkId = salesNetwork.networkId;
`;

describe("places that the clouds change and maintain, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    const infrastructures = () => [...sandbox.world.infrastructures.values()];
    const made = (name: string) =>
        [...sandbox.world.clusters.values()].find(({ displayName }) => displayName === name)!;
    const machine = () => infrastructures().find(({ displayName }) => displayName === "crm")!;

    before(async () => {
        sandbox = await sandboxFor();
        const [network] = sandbox.world.networks.values();
        const [infrastructure] = infrastructures();
        const config = {
            "program:networkArn": network!.odbNetworkArn,
            "program:infrastructureId": infrastructure!.cloudExadataInfrastructureId,
        };
        stack = await stackIn(sandbox, { program: { "index.ts": program }, config });
        succeeded(await stack.preview());
        succeeded(await stack.up());
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    it("what is given by ARN, the other one by id, shows no change later on, refreshed or not", async () => {
        const { sharedNetwork } = await stack.outputs();
        expect(sharedNetwork).to.equal("odbnet_sales00001");
        succeeded(await stack.up("--expect-no-changes"));
        succeeded(await stack.up("--refresh", "--expect-no-changes"));
        const [network] = sandbox.world.networks.values();
        const [infrastructure] = infrastructures();
        stack.setConfig("program:infrastructureId", infrastructure!.cloudExadataInfrastructureArn);
        const since = sandbox.world.audit.last;
        succeeded(await upWithPreviewRun());
        stack.setConfig("program:networkArn", network!.odbNetworkId);
        succeeded(await upWithPreviewRun());
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    const upWithPreviewRun = () => stack.up("--skip-preview=false");

    it("places that are changed or maintained pass, refreshed or not, and what FAILED does not", async () => {
        const [network] = sandbox.world.networks.values();
        const all = [...sandbox.world.clusters.values(), ...infrastructures(), network!];
        const since = sandbox.world.audit.last;
        for (const status of ["MAINTENANCE_IN_PROGRESS", "UPDATING"] as const) {
            for (const one of all) one.status = status;
            succeeded(await stack.preview());
            const run = succeeded(await stack.up("--refresh"));
            expect(Object.keys(run.changes)).not.to.include.members(["create", "replace", "delete"]);
        }
        for (const one of all) one.status = "AVAILABLE";
        sandbox.world.clusters.get("vmc_sales00001")!.status = "FAILED";
        const failed = await stack.preview();
        expect(failed.code).not.to.equal(0);
        expect(said(failed)).to.contain("VM cluster vmc_sales00001 is FAILED");
        sandbox.world.clusters.get("vmc_sales00001")!.status = "AVAILABLE";
        succeeded(await stack.up("--refresh"));
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    it("a cluster and an infrastructure that were scaled and upgraded elsewhere: the program follows, and nothing changes", async () => {
        Object.assign(made("crm").inputs, { cpuCoreCount: 32, dataStorageSizeInTBs: 40, giVersion: "26.0.0.0" });
        Object.assign(machine().inputs, { computeCount: 3 });
        const since = sandbox.world.audit.last;
        const behind = succeeded(await stack.up("--refresh", "--skip-preview=false"));
        expect(said(behind))
            .to.contain("cpuCoreCount is 32, not 16 as in the program")
            .and.to.contain("giVersion is 26.0.0.0, not 23.0.0.0 as in the program")
            .and.to.contain("computeCount is 3, not 2 as in the program");
        stack.setConfig("program:cluster", { cpuCoreCount: 32, dataStorageSizeInTbs: 40, giVersion: "26.0.0.0" });
        stack.setConfig("program:infrastructure", { computeCount: 3 });
        const followed = succeeded(await stack.up("--skip-preview=false"));
        expect(said(followed)).not.to.contain("as in the program");
        succeeded(await stack.up("--refresh", "--expect-no-changes"));
        expect(mutations(sandbox, since)).to.deep.equal([]);
        expect(calls(sandbox, "CreateCloudVmCluster", since)).to.equal(0);
    });

    it("what the program does not say stays as it is in the console", async () => {
        const isHealthMonitoringEnabled = true;
        const options = { ...(made("crm").inputs.dataCollectionOptions as object), isHealthMonitoringEnabled };
        const network = [...sandbox.world.networks.values()].find(({ displayName }) => displayName === "crm")!;
        Object.assign(made("crm").inputs, { dataCollectionOptions: options, memorySizeInGBs: 120 });
        Object.assign(machine().inputs, {
            customerContactsToSendToOCI: [{ email: "dba@example.com" }],
        });
        network.s3Access = "ENABLED";
        const since = sandbox.world.audit.last;
        succeeded(await stack.up("--refresh", "--skip-preview=false"));
        succeeded(await stack.up("--expect-no-changes"));
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    it("a program that asks for what is not there is refused at preview, and told where to change it", async () => {
        stack.setConfig("program:cluster", { cpuCoreCount: 48, dataStorageSizeInTbs: 40, giVersion: "26.0.0.0" });
        const since = sandbox.world.audit.last;
        const run = await upWithPreview(stack);
        const reason = "cpuCoreCount is 32, not 48 as in the program, and the native provider cannot change it";
        expectRefusal(sandbox, since, run, reason, "in the console of OCI or of Oracle Database@AWS");
        expect(run.began).to.equal(false);
        Object.assign(made("crm").inputs, { cpuCoreCount: 48 });
        succeeded(await stack.up("--skip-preview=false"));
        succeeded(await stack.up("--refresh", "--expect-no-changes"));
    });

    it("a cluster that was deleted by hand is made anew as the program says", async () => {
        const { cloudVmClusterId } = made("crm");
        sandbox.world.clusters.delete(cloudVmClusterId);
        stack.setConfig("program:cluster", { cpuCoreCount: 24 });
        succeeded(await stack.up("--refresh"));
        expect(made("crm").cloudVmClusterId).not.to.equal(cloudVmClusterId);
        expect(made("crm").inputs.cpuCoreCount).to.equal(24);
    });
});
