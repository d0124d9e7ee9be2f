import { expect } from "chai";
import { identify, isMutating } from "../../../sandbox/aws/identify";

describe("what a request asks for", () => {
    const none = Buffer.alloc(0);

    it("is told by the target of a JSON call, with or without a package before it", () => {
        const targetOf = (target: string) => identify({ "x-amz-target": target }, "/", none);
        expect(targetOf("Odb.GetOdbNetwork")).to.deep.equal({
            service: "odb",
            operation: "GetOdbNetwork",
            protocol: "json-1.0",
        });
        expect(targetOf("TrentService.Decrypt")).to.include({ service: "kms", protocol: "json-1.1" });
        expect(targetOf("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents")).to.include({
            service: "cloudtrail",
            operation: "LookupEvents",
        });
        expect(targetOf("DynamoDB_20120810.GetItem")).to.equal(undefined);
    });

    it("is told by action and version of a Query call, in body or path", () => {
        const body = Buffer.from("Action=CreateRole&Version=2010-05-08&RoleName=a");
        expect(identify({}, "/", body)).to.include({ service: "iam", operation: "CreateRole", protocol: "query" });
        expect(identify({}, "/?Action=GetCallerIdentity&Version=2011-06-15", none)).to.include({ service: "sts" });
        expect(identify({}, "/", Buffer.from("Action=DescribeRegions&Version=2016-11-15"))).to.include({
            service: "ec2",
            protocol: "ec2",
        });
        expect(identify({}, "/bucket/key", none)).to.equal(undefined);
    });

    it("changes something unless its verb only reads or uses", () => {
        const reading = ["GetOdbNetwork", "ListAliases", "DescribeKey", "Encrypt", "Decrypt", "GenerateDataKey"];
        const changing = ["CreateKey", "PutKeyPolicy", "AssociateIamRoleToResource", "TagResource", "EnableKey"];
        expect(reading.filter(isMutating)).to.deep.equal([]);
        expect(changing.filter(isMutating)).to.deep.equal(changing);
        expect(isMutating("AssumeRoleWithWebIdentity")).to.equal(false);
    });
});
