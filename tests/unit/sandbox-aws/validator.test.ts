import { expect } from "chai";
import { checkAnswer, checkError, checkRequest, operationNames } from "../../../sandbox/aws/model/validator";

const association = {
    iamRoleArn: "arn:aws:iam::111122223333:role/OracleDatabaseKMS",
    awsIntegration: "KmsTde",
    resourceArn: "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_0123456789",
};

const cluster = {
    cloudExadataInfrastructureId: "exa_0123456789",
    odbNetworkId: "odbnet_0123456789",
    displayName: "finance",
    hostname: "fin",
    giVersion: "23.0.0.0",
    cpuCoreCount: 8,
    sshPublicKeys: ["ssh-rsa AAAA"],
};

describe("requests against the ODB model", () => {
    const names = (operation: string, members: unknown) => checkRequest(operation, members).map(({ name }) => name);

    it("fit when every member does", () => {
        expect(checkRequest("AssociateIamRoleToResource", association)).to.deep.equal([]);
        expect(checkRequest("CreateCloudVmCluster", cluster)).to.deep.equal([]);
        expect(checkRequest("ListOdbNetworks", {})).to.deep.equal([]);
    });

    const faults: [string, string, object, string][] = [
        ["a required member that is absent", "CreateCloudVmCluster", { hostname: undefined }, "hostname"],
        ["a required member that is null", "CreateCloudVmCluster", { hostname: null }, "hostname"],
        ["a member that the operation lacks", "CreateCloudVmCluster", { region: "us-east-1" }, "region"],
        ["a text that is too long", "CreateCloudVmCluster", { clusterName: "a".repeat(12) }, "clusterName"],
        ["a text of another form", "CreateCloudVmCluster", { displayName: "no blanks" }, "displayName"],
        ["a pattern that only a part fits", "CreateCloudVmCluster", { hostname: "ends-with-" }, "hostname"],
        ["a number as text", "CreateCloudVmCluster", { cpuCoreCount: "8" }, "cpuCoreCount"],
        ["a fraction where a whole number belongs", "CreateCloudVmCluster", { cpuCoreCount: 8.5 }, "cpuCoreCount"],
        ["a number out of range", "CreateCloudVmCluster", { scanListenerPortTcp: 80 }, "scanListenerPortTcp"],
        ["an empty list", "CreateCloudVmCluster", { sshPublicKeys: [] }, "sshPublicKeys"],
        ["a wrong item of a list", "CreateCloudVmCluster", { sshPublicKeys: ["ok", 1] }, "sshPublicKeys[1]"],
        ["a single value for a list", "CreateCloudVmCluster", { dbServers: "dbs_1" }, "dbServers"],
        ["a value that is not of the enumeration", "CreateCloudVmCluster", { licenseModel: "FREE" }, "licenseModel"],
        [
            "a wrong member of a nested structure",
            "CreateCloudVmCluster",
            { dataCollectionOptions: { isHealthMonitoringEnabled: "yes" } },
            "dataCollectionOptions.isHealthMonitoringEnabled",
        ],
        ["a tag value that is too long", "CreateCloudVmCluster", { tags: { team: "x".repeat(257) } }, "tags.team"],
        ["an empty tag key", "CreateCloudVmCluster", { tags: { "": "x" } }, "tags (key)"],
    ];
    for (const [what, operation, change, member] of faults) {
        it(`do not fit with ${what}`, () => {
            expect(names(operation, { ...cluster, ...change })).to.deep.equal([member]);
        });
    }

    it("do not fit with an ARN of another kind of resource", () => {
        const resourceArn = association.resourceArn.replace("cloud-vm-cluster", "odb-network");
        expect(names("AssociateIamRoleToResource", { ...association, resourceArn })).to.deep.equal(["resourceArn"]);
    });

    it("tell all faults at once and repeat no value", () => {
        const violations = checkRequest("CreateCloudVmCluster", {
            ...cluster,
            hostname: "secret!",
            giVersion: "",
        });
        expect(violations.map(({ name }) => name)).to.have.members(["giVersion", "hostname"]);
        expect(JSON.stringify(violations)).not.to.contain("secret");
    });
});

describe("answers against the ODB model", () => {
    it("do not fit with strange members or timestamps that are not ISO 8601", () => {
        const answer = (change: object) =>
            checkAnswer("GetCloudVmCluster", { cloudVmCluster: { cloudVmClusterId: "vmc_0123456789", ...change } });
        expect(answer({ createdAt: "2025-06-01T10:00:00.000Z" })).to.deep.equal([]);
        expect(answer({ createdAt: 1748772000 })).to.have.length(1);
        expect(answer({ tdeKeyStoreType: "AWS" })).to.deep.equal([
            { name: "cloudVmCluster.tdeKeyStoreType", message: "Unknown member" },
        ]);
    });

    it("as errors must be listed for the operation and carry their members", () => {
        const conflict = { message: "busy", resourceId: "x", resourceType: "odb-network" };
        expect(checkError("UpdateOdbNetwork", "ConflictException", conflict)).to.deep.equal([]);
        expect(checkError("UpdateOdbNetwork", "ConflictException", { message: "busy" })).to.have.length(2);
        expect(checkError("DeleteOdbNetwork", "ConflictException", conflict)).to.have.length(1);
    });

    it("are known for every operation of the model", () => {
        expect(operationNames()).to.have.length(29);
    });
});
