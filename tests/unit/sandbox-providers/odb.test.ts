import { expect } from "chai";
import { aws } from "../../../sandbox/providers/aws/provider";
import { readSettings } from "../../../sandbox/providers/aws/settings";
import type { Properties } from "../../../sandbox/providers/host/values";
import { Plugin } from "./plugin";
import { type Answer, type Seen, Service } from "./service";

const roleArn = "arn:aws:iam::111122223333:role/tde";
const clusterArn = "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_a";
const association = "aws:odb/iamRoleAssociation:IamRoleAssociation";
const network = "aws:odb/network:Network";
const cluster = "aws:odb/cloudVmCluster:CloudVmCluster";

const networkInputs = {
    availabilityZoneId: "use1-az6",
    backupSubnetCidr: "10.0.1.0/24",
    clientSubnetCidr: "10.0.0.0/24",
    displayName: "net",
    kmsAccess: "ENABLED",
    s3Access: "DISABLED",
    stsAccess: "ENABLED",
    zeroEtlAccess: "DISABLED",
};

function odbNetwork(status: string, kms = "ENABLED"): Answer {
    const managedServices = {
        kmsAccess: { status: kms },
        s3Access: { status: "DISABLED" },
        stsAccess: { status: "ENABLED" },
        zeroEtlAccess: { status: "DISABLED" },
    };
    return { body: { odbNetwork: { ...networkInputs, odbNetworkId: "odbnet_a", status, managedServices } } };
}

async function failure(work: Promise<unknown>): Promise<string> {
    return work.then(
        () => "",
        (error: Error) => error.message,
    );
}

describe("the stand-in for aws, on Oracle Database@AWS", () => {
    let service: Service;
    let plugin: Plugin;

    before(async () => {
        service = await Service.start();
        plugin = await Plugin.start(aws, {
            region: "us-east-1",
            accessKey: "key",
            secretKey: "secret",
            endpoints: JSON.stringify([{ odb: service.endpoint }]),
            skipCredentialsValidation: "true",
        });
    });
    beforeEach(() => service.seen.splice(0));
    after(() => {
        plugin.stop();
        service.stop();
    });

    /** A cluster that lists the role with one status after another; the last one stays. */
    function roleGoesThrough(...statuses: string[]): void {
        service.answer = ({ target }: Seen) => {
            if (target !== "Odb.GetCloudVmCluster") return {};
            const status = statuses.length > 1 ? statuses.shift() : statuses[0];
            const iamRoles = status ? [{ iamRoleArn: roleArn, status, awsIntegration: "KmsTde" }] : [];
            return { body: { cloudVmCluster: { cloudVmClusterId: "vmc_a", iamRoles } } };
        };
    }

    const inputs = { awsIntegration: "KmsTde", iamRoleArn: roleArn, resourceArn: clusterArn };

    it("lets an association that FAILED pass, with the status to tell", async () => {
        roleGoesThrough("", "ASSOCIATING", "FAILED");
        expect((await plugin.create(association, inputs)).state.status).to.equal("FAILED");
    });

    for (const status of ["DISCONNECTED", "PARTIALLY_CONNECTED", "UNKNOWN"]) {
        it(`takes an association that is ${status} for an error`, async () => {
            roleGoesThrough("ASSOCIATING", status);
            expect(await failure(plugin.create(association, inputs))).to.contain(`unexpected state '${status}'`);
        });
    }

    it("disassociates, and takes a role that is not there for done", async () => {
        roleGoesThrough("DISASSOCIATING", "");
        await plugin.delete(association, "id", inputs);
        service.answer = () => ({
            status: 400,
            body: { __type: "x#ValidationException", message: "The resource doesn't have any role associated" },
        });
        await plugin.delete(association, "id", inputs);
    });

    it("imports an association by role and resource", async () => {
        roleGoesThrough("CONNECTED");
        const { state } = await plugin.read(association, `${roleArn},${clusterArn}`);
        expect(state).to.deep.include({ ...inputs, status: "CONNECTED" });
        expect(await failure(plugin.read(association, roleArn))).to.contain("Expected import identifier");
    });

    it("lets a network that FAILED pass, and cannot read one that is just being switched", async () => {
        const answers: Record<string, Answer> = {
            CreateOdbNetwork: { body: { odbNetworkId: "odbnet_a" } },
            GetOdbNetwork: odbNetwork("FAILED"),
        };
        service.answer = ({ target }) => answers[target.replace("Odb.", "")] ?? { body: { tags: {} } };
        const { inputs: checked } = await plugin.check(network, networkInputs);
        const { id, state } = await plugin.create(network, checked);
        expect(state).to.deep.include({ status: "FAILED", kmsAccess: "ENABLED" });
        answers.GetOdbNetwork = odbNetwork("AVAILABLE", "ENABLING");
        expect(await failure(plugin.read(network, id, state, checked))).to.contain("can not convert managed status");
    });

    it("sees a cluster available twice before it is done, and takes either pair of parents", async () => {
        const twin = {
            cloudVmClusterId: "vmc_a",
            giVersion: "23.9.0.25.07",
            hostname: "host-abcde",
            listenerPort: 1521,
        };
        const statuses = ["PROVISIONING", "AVAILABLE", "PROVISIONING", "AVAILABLE", "AVAILABLE"];
        service.answer = ({ target }) => {
            if (target === "Odb.CreateCloudVmCluster") return { body: { cloudVmClusterId: "vmc_a" } };
            if (target === "Odb.ListTagsForResource") return { body: { tags: {} } };
            return { body: { cloudVmCluster: { ...twin, status: statuses.shift() } } };
        };
        const flags = {
            isDiagnosticsEventsEnabled: true,
            isHealthMonitoringEnabled: true,
            isIncidentLogsEnabled: true,
        };
        const news = {
            cpuCoreCount: 4,
            dataCollectionOptions: flags,
            dataStorageSizeInTbs: 2,
            dbServers: ["dbs_a"],
            displayName: "vm",
            giVersion: "23.0.0.0",
            hostnamePrefix: "host",
            sshPublicKeys: ["ssh-rsa A"],
        };
        expect((await plugin.check(cluster, news)).failures.join()).to.contain("neither is present");
        const parents = { cloudExadataInfrastructureId: "exa_a", odbNetworkId: "odbnet_a" };
        const both = { ...parents, cloudExadataInfrastructureArn: "arn:e", odbNetworkArn: "arn:n" };
        expect((await plugin.check(cluster, { ...news, ...both })).failures.join()).to.contain("both are present");
        const { inputs: checked, failures } = await plugin.check(cluster, { ...news, ...parents });
        expect(failures).to.deep.equal([]);
        const { state } = await plugin.create(cluster, checked);
        expect(statuses).to.deep.equal([]);
        expect(state).to.deep.include({ giVersion: "23.0.0.0", hostnamePrefix: "host", scanListenerPortTcp: 1521 });
        expect(service.seen[0]?.body).to.deep.include({ hostname: "host", dataStorageSizeInTBs: 2 });
    });

    it("tries again when the service is busy, and not when it refuses", async () => {
        let busy = 2;
        service.answer = () => {
            if (busy-- > 0) return { status: 400, body: { __type: "x#ThrottlingException", message: "slow down" } };
            return { status: 400, body: { __type: "x#ValidationException", message: "no" } };
        };
        expect(await failure(plugin.create(association, inputs))).to.contain("ValidationException: no");
        expect(service.operations()).to.have.length(3);
    });
});

describe("the settings of the stand-in for aws", () => {
    it("come from configuration, then from the environment", () => {
        const config: Properties = { defaultTags: JSON.stringify({ tags: { team: "dba" } }), endpoints: "[]" };
        expect(readSettings(config, { AWS_REGION: "eu-west-1" })).to.deep.equal({
            region: "eu-west-1",
            endpoints: {},
            defaultTags: { team: "dba" },
            skipCredentialsValidation: false,
        });
    });

    it("refuse what the stand-in would not follow, and a missing region", () => {
        expect(() => readSettings({ region: "r", assumeRoles: '[{"roleArn":"a"}]' }, {})).to.throw("aws:assumeRoles");
        expect(() => readSettings({}, {})).to.throw("Missing region");
    });
});
