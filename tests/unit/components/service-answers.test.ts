import { expect } from "chai";
import { discoveryProblem } from "../../../components/internal/discovery";
import { networkProblem, statusProblem } from "../../../components/internal/service-answers";

const network = {
    id: "odbnet_4k2p0w",
    arn: "arn:aws:odb:us-east-1:111122223333:odb-network/odbnet_4k2p0w",
    status: "AVAILABLE",
    managedServices: [{ stsAccesses: [{ status: "ENABLED" }], kmsAccesses: [{ status: "ENABLED" }] }],
};
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e";

describe("answers that the native resources let pass as success", () => {
    it("a network must be AVAILABLE and reach STS and KMS", () => {
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

    it("infrastructure and clusters must be AVAILABLE", () => {
        expect(statusProblem("VM cluster", "vmc_4k2p0w", "AVAILABLE", undefined)).to.equal(undefined);
        expect(statusProblem("VM cluster", "vmc_4k2p0w", "FAILED", "out of storage")).to.contain(
            "vmc_4k2p0w is FAILED: out of storage",
        );
    });

    it("a key must be among the discovered ones, wherever the ARN stands", () => {
        expect(discoveryProblem(keyArn, "SUCCEEDED", undefined, [{ id: keyArn, name: "x" }])).to.equal(undefined);
        expect(
            discoveryProblem(keyArn, "SUCCEEDED", undefined, [
                { id: "1", name: "x", properties: { awsKeyArn: keyArn } },
            ]),
        ).to.equal(undefined);
        expect(discoveryProblem(keyArn, "SUCCEEDED", undefined, [])).to.contain("kms:DescribeKey");
        expect(discoveryProblem(keyArn, "NEEDS_ATTENTION", "role lost", [{ id: keyArn, name: "x" }])).to.contain(
            "NEEDS_ATTENTION (role lost)",
        );
    });
});
