import { expect } from "chai";
import { networkProblem, statusProblem, twinProblem } from "../../../components/internal/service-answers";
import { discoveredKeys, discoveryProblem } from "../../../sdk/resources/aws-key-discovery/operations";

const network = {
    id: "odbnet_4k2p0w",
    arn: "arn:aws:odb:us-east-1:111122223333:odb-network/odbnet_4k2p0w",
    status: "AVAILABLE",
    managedServices: [{ stsAccesses: [{ status: "ENABLED" }], kmsAccesses: [{ status: "ENABLED" }] }],
};
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e";

describe("answers that the native resources let pass as success", () => {
    it("a network must be in service and reach STS and KMS", () => {
        expect(networkProblem(network)).to.equal(undefined);
        expect(networkProblem({ ...network, status: "FAILED" }, "no capacity"))
            .to.contain("FAILED: no capacity")
            .and.to.contain("Remedy");
        const off = {
            ...network,
            managedServices: [{ stsAccesses: [{ status: "DISABLED" }], kmsAccesses: [{ status: "ENABLED" }] }],
        };
        expect(networkProblem(off)).to.contain("AWS STS").and.not.to.contain("AWS KMS");
        expect(networkProblem({ ...network, managedServices: [] })).to.contain("AWS STS and AWS KMS");
    });

    it("infrastructure and clusters must be in service, also while they are changed or maintained", () => {
        for (const status of ["AVAILABLE", "UPDATING", "MAINTENANCE_IN_PROGRESS"]) {
            expect(statusProblem("VM cluster", "vmc_4k2p0w", status, undefined)).to.equal(undefined);
            expect(networkProblem({ ...network, status })).to.equal(undefined);
        }
        expect(statusProblem("VM cluster", "vmc_4k2p0w", "FAILED", "out of storage")).to.contain(
            "vmc_4k2p0w is FAILED: out of storage",
        );
    });

    it("what is on its way is waited for and what failed is repaired, and both are read anew by a refresh", () => {
        const said = (status: string) => statusProblem("VM cluster", "vmc_4k2p0w", status, undefined);
        expect(said("PROVISIONING")).to.contain("wait until it is AVAILABLE").and.not.to.contain("repair");
        expect(said("FAILED")).to.contain("repair it").and.not.to.contain("wait until it is AVAILABLE");
        expect(said("TERMINATING")).to.contain("it is being deleted");
        for (const status of ["PROVISIONING", "FAILED", "TERMINATED"]) {
            expect(said(status)).to.contain("`pulumi up --refresh`");
        }
        const closed = { ...network, status: "UPDATING", managedServices: [] };
        expect(networkProblem(closed)).to.contain("yet: it is UPDATING").and.to.contain("wait until it is AVAILABLE");
    });

    it("a key must be among the discovered ones, wherever the ARN stands", () => {
        const ended = { lifecycleState: "SUCCEEDED", resources: [{ id: keyArn, name: "x" }] };
        expect(discoveryProblem(keyArn, ended)).to.equal(undefined);
        const inside = [{ id: "1", name: "x", properties: { awsKeyArn: keyArn } }];
        expect(discoveryProblem(keyArn, { ...ended, resources: inside })).to.equal(undefined);
        expect(discoveryProblem(keyArn, { ...ended, resources: [] })).to.contain("kms:DescribeKey");
        const lost = { ...ended, lifecycleState: "NEEDS_ATTENTION", lifecycleDetails: "role lost" };
        expect(discoveryProblem(keyArn, lost)).to.contain("NEEDS_ATTENTION (role lost)");
    });

    it("discovered keys are told by ARN and Region, wherever these stand", () => {
        const other = keyArn.replace("7139075d", "00000000");
        const found = [
            { id: "1", name: "alias/tde", location: "", properties: { awsKeyArn: keyArn } },
            { id: other, name: "other", location: "us-east-1" },
        ];
        expect(discoveredKeys(found).map(({ arn, region }) => `${arn} ${region}`)).to.deep.equal([
            `${other} us-east-1`,
            `${keyArn} us-east-1`,
        ]);
    });

    it("of a cluster without a link to OCI tell its status, instead of failing to read the link", () => {
        const said = (status: string, url?: string) => twinProblem("VM cluster", "vmc_4k2p0w", status, url, undefined);
        expect(said("AVAILABLE", "https://cloud.oracle.com/")).to.equal(undefined);
        for (const status of ["AVAILABLE", "UPDATING"]) {
            expect(said(status)).to.contain(
                `VM cluster vmc_4k2p0w has no twin in OCI yet: status ${status}. Remedy: wait`,
            );
        }
        expect(said("PROVISIONING")).to.match(/^VM cluster vmc_4k2p0w is PROVISIONING/);
    });
});
