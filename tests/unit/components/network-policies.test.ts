import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { networkKmsPolicy, networkStsPolicy } from "../../../components";
import { judgeAccess } from "../../../sdk/chain/network-access";
import { known } from "../../support/mocks";

describe("policy documents of a network", () => {
    const key = (digit: string) => `arn:aws:kms:us-east-1:111122223333:key/${digit}139075d-a006-4302-92d5-48ecca31d48e`;
    const role = "arn:aws:iam::111122223333:role/sales";

    it("let the keys through that they name, known now or later, and no others", async () => {
        const document = await known(networkKmsPolicy([pulumi.output(key("1")), key("2")]));
        const isOpen = (arn: string) =>
            judgeAccess("kms", { status: "ENABLED", policyDocument: document }, [arn]).state;
        expect(["1", "2", "3"].map((digit) => isOpen(key(digit)))).to.deep.equal(["whole", "whole", "broken"]);
        expect(await known(networkKmsPolicy([key("2"), key("1")]))).to.equal(document);
    });

    it("let the roles through that they name", async () => {
        const document = await known(networkStsPolicy(pulumi.output([role])));
        const isOpen = (arn: string) =>
            judgeAccess("sts", { status: "ENABLED", policyDocument: document }, [arn]).state;
        expect([role, `${role}-2`].map(isOpen)).to.deep.equal(["whole", "broken"]);
    });
});
