import { expect } from "chai";
import { eventually, type Harness, startHarness } from "./harness";
import { availableNetwork, network, networkInput } from "./odb-resources";

interface ManagedService {
    status: string;
    domainName?: string;
    ipv4Addresses?: string[];
    kmsPolicyDocument?: string;
}

type Managed = Record<"stsAccess" | "kmsAccess" | "s3Access" | "zeroEtlAccess", ManagedService>;

describe("ODB networks over boto3", () => {
    let harness: Harness;

    before(async () => {
        harness = await startHarness();
    });
    after(() => harness.stop());
    afterEach(() => harness.world.jobs.setScale(0));

    const managed = async (id: string) => (await network(harness, id)).managedServices as Managed;

    it("is PROVISIONING first and never AVAILABLE with access that is still ENABLING", async () => {
        harness.world.jobs.setScale(0.0005);
        const created = await harness.boto.call("odb", "create_odb_network", networkInput);
        expect(created).to.include({ displayName: "finance-net", status: "PROVISIONING" });
        const id = created.odbNetworkId as string;
        const seen = new Set<string>();
        await eventually(async () => {
            const body = await network(harness, id);
            const { stsAccess, kmsAccess } = body.managedServices as Managed;
            seen.add(`${body.status} ${stsAccess.status} ${kmsAccess.status}`);
            return body.status === "AVAILABLE" ? true : undefined;
        });
        expect([...seen]).to.deep.equal(["PROVISIONING ENABLING ENABLING", "AVAILABLE ENABLED ENABLED"]);
    });

    it("shows zone, subnets, ARN, OCI network and how KMS and STS are reached", async () => {
        const id = await availableNetwork(harness);
        const body = await network(harness, id);
        expect(body).to.include({
            availabilityZone: "us-east-1d",
            availabilityZoneId: "use1-az4",
            clientSubnetCidr: "10.33.1.0/24",
            odbNetworkArn: `arn:aws:odb:us-east-1:111122223333:odb-network/${id}`,
        });
        expect(body.ociVcnId).to.match(/^ocid1\.vcn\.oc1\.iad\./);
        const { kmsAccess, stsAccess, s3Access, zeroEtlAccess } = await managed(id);
        expect(kmsAccess.domainName).to.equal("kms.us-east-1.amazonaws.com");
        expect(stsAccess.ipv4Addresses).to.have.length(1);
        expect(s3Access).to.deep.equal({ status: "DISABLED" });
        expect(zeroEtlAccess).to.deep.equal({ status: "DISABLED" });
    });

    it("is found by ARN as well as by id", async () => {
        const id = await availableNetwork(harness);
        const { odbNetworkArn } = await network(harness, id);
        expect((await network(harness, odbNetworkArn as string)).odbNetworkId).to.equal(id);
        const foreign = (odbNetworkArn as string).replace("111122223333", "999999999999");
        const error = await harness.boto.refusal("odb", "get_odb_network", { odbNetworkId: foreign });
        expect(error).to.include({ code: "ResourceNotFoundException", status: 400 });
    });

    it("switches access and policy by an update, through UPDATING", async () => {
        const id = await availableNetwork(harness);
        harness.world.jobs.setScale(0.001);
        const document = JSON.stringify({ Version: "2012-10-17", Statement: [] });
        const updated = await harness.boto.call("odb", "update_odb_network", {
            odbNetworkId: id,
            displayName: "renamed",
            kmsAccess: "DISABLED",
            s3Access: "ENABLED",
            kmsPolicyDocument: document,
            peeredCidrsToBeAdded: ["10.1.0.0/16"],
        });
        expect(updated).to.include({ status: "UPDATING", displayName: "renamed" });
        expect((await managed(id)).kmsAccess.status).to.equal("DISABLING");
        const busy = await harness.boto.refusal("odb", "update_odb_network", {
            odbNetworkId: id,
            kmsAccess: "ENABLED",
        });
        expect(busy).to.include({ code: "ConflictException" });
        expect(busy.members).to.include({ resourceId: id, resourceType: "odb-network" });
        const body = await eventually(async () => {
            const current = await network(harness, id);
            return current.status === "AVAILABLE" ? current : undefined;
        });
        const { kmsAccess, s3Access, stsAccess } = body.managedServices as Managed;
        expect(kmsAccess).to.deep.equal({ status: "DISABLED", kmsPolicyDocument: document });
        expect(s3Access.status).to.equal("ENABLED");
        expect(stsAccess.status).to.equal("ENABLED");
        expect(body.peeredCidrs).to.deep.equal(["10.1.0.0/16"]);
    });

    it("goes through TERMINATING and is not found afterwards", async () => {
        const id = await availableNetwork(harness);
        harness.world.jobs.setScale(0.001);
        await harness.boto.call("odb", "delete_odb_network", { odbNetworkId: id, deleteAssociatedResources: true });
        expect((await network(harness, id)).status).to.equal("TERMINATING");
        const error = await eventually(async () => {
            const refusal = await harness.boto
                .refusal("odb", "get_odb_network", { odbNetworkId: id })
                .catch(() => null);
            return refusal ?? undefined;
        });
        expect(error.code).to.equal("ResourceNotFoundException");
        expect(error.members).to.include({ resourceId: id });
    });

    it("makes one network for one client token, and refuses other parameters under it", async () => {
        const input = { ...networkInput, clientToken: "token-0001" };
        const first = await harness.boto.call("odb", "create_odb_network", input);
        const again = await harness.boto.call("odb", "create_odb_network", input);
        expect(again.odbNetworkId).to.equal(first.odbNetworkId);
        const other = { ...input, displayName: "other" };
        const error = await harness.boto.refusal("odb", "create_odb_network", other);
        expect(error.code).to.equal("ConflictException");
    });

    it("lists in pages, without a repeat when a network goes in between", async () => {
        await availableNetwork(harness);
        const ids: string[] = [];
        let nextToken: string | undefined;
        const page = async () => {
            const answer = await harness.boto.call("odb", "list_odb_networks", {
                maxResults: 2,
                ...(nextToken && { nextToken }),
            });
            nextToken = answer.nextToken as string | undefined;
            return (answer.odbNetworks as { odbNetworkId: string }[]).map((item) => item.odbNetworkId);
        };
        ids.push(...(await page()));
        expect(ids).to.have.length(2);
        harness.world.networks.delete(ids[0]!);
        do ids.push(...(await page()));
        while (nextToken);
        expect(new Set(ids).size).to.equal(ids.length);
        expect(ids).to.include.members([...harness.world.networks.keys()]);
        const error = await harness.boto.refusal("odb", "list_odb_networks", { nextToken: "made-up" });
        expect(error.members.reason).to.equal("fieldValidationFailed");
    });

    it("names every member that does not fit, at once", async () => {
        const error = await harness.boto.refusal("odb", "create_odb_network", {
            displayName: "9 lives",
            clientSubnetCidr: "10.0.0.0/24",
            stsAccess: "ENABLED",
            defaultDnsPrefix: "waytoolongforaprefix",
        });
        expect(error).to.include({ code: "ValidationException", status: 400 });
        expect(error.members.reason).to.equal("fieldValidationFailed");
        const fields = (error.members.fieldList as { name: string }[]).map((field) => field.name);
        expect(fields).to.have.members(["displayName", "defaultDnsPrefix"]);
    });

    it("refuses subnets that overlap or are none, unknown zones, and zones that contradict each other", async () => {
        const faults = [
            [{ clientSubnetCidr: "10.0.0.0/33" }, "clientSubnetCidr"],
            [{ backupSubnetCidr: "10.33.1.128/25" }, "backupSubnetCidr"],
            [{ availabilityZoneId: "euw1-az1" }, "availabilityZoneId"],
            [{ availabilityZone: "us-east-1a" }, "availabilityZoneId"],
            [{ kmsPolicyDocument: "{not json" }, "kmsPolicyDocument"],
        ] as const;
        for (const [change, member] of faults) {
            const error = await harness.boto.refusal("odb", "create_odb_network", { ...networkInput, ...change });
            expect(error.members.fieldList, member).to.have.nested.property("[0].name", member);
        }
    });

    it("refuses networks in an account that is not onboarded", async () => {
        harness.world.onboarding.status = "PENDING_CUSTOMER_ACTION";
        const error = await harness.boto.refusal("odb", "create_odb_network", networkInput);
        harness.world.onboarding.status = "ACTIVE";
        expect(error.code).to.equal("AccessDeniedException");
        expect(error.message).to.contain("PENDING_CUSTOMER_ACTION");
    });

    it("ends FAILED with the reason when a fault says so", async () => {
        harness.world.faults.set({ operation: "CreateOdbNetwork", failWorkRequest: "No capacity in the zone." });
        const made = await harness.boto.call("odb", "create_odb_network", networkInput);
        const body = await eventually(async () => {
            const current = await network(harness, made.odbNetworkId as string);
            return current.status === "FAILED" ? current : undefined;
        });
        expect(body.statusReason).to.equal("No capacity in the zone.");
        expect((body.managedServices as Managed).kmsAccess.status).to.equal("DISABLED");
    });
});
