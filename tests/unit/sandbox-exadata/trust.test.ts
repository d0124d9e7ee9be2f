import { expect } from "chai";
import { parsePolicy } from "../../../sandbox/exadata/iam/document";
import { allowsToken } from "../../../sandbox/exadata/iam/trust";

const host = "idcs-5b0c.identity.oraclecloud.com";
const providerArn = `arn:aws:iam::111122223333:oidc-provider/${host}`;
const claims = { iss: `https://${host}`, aud: "DBMC/", sub: "ocid1.cloudvmcluster.oc1.iad.aaaa" };
const call = {
    roleArn: "arn:aws:iam::111122223333:role/OdbKmsTde",
    providerArn,
    sessionName: "sales-q7xvd1",
    region: "us-east-1",
};
const bound = { StringEquals: { [`${host}:aud`]: claims.aud, [`${host}:sub`]: claims.sub } };

function allows(...statements: object[]): boolean {
    const usual = { Effect: "Allow", Principal: { Federated: providerArn }, Action: "sts:AssumeRoleWithWebIdentity" };
    const text = JSON.stringify({ Statement: statements.map((one) => ({ ...usual, ...one })) });
    return allowsToken(parsePolicy("the trust policy", text), claims, call);
}

describe("Trust in a token of a VM cluster", () => {
    it("is given for issuer, audience and subject", () => expect(allows({ Condition: bound })).to.equal(true));
    it("is given without conditions", () => expect(allows({})).to.equal(true));
    it("is given to a pattern of subjects", () =>
        expect(allows({ Condition: { StringLike: { [`${host}:sub`]: "ocid1.cloudvmcluster.*" } } })).to.equal(true));

    const refused: [string, object[]][] = [
        ["another audience", [{ Condition: { StringEquals: { [`${host}:aud`]: "DBMC/aws" } } }]],
        [
            "another subject",
            [{ Condition: { StringEquals: { [`${host}:sub`]: "ocid1.cloudvmcluster.oc1.iad.bbbb" } } }],
        ],
        ["conditions on another issuer", [{ Condition: { StringEquals: { "idcs-0.example.com:aud": claims.aud } } }]],
        ["another provider", [{ Principal: { Federated: `${providerArn}2` } }]],
        ["a role as principal", [{ Principal: { AWS: call.roleArn } }]],
        ["another action", [{ Action: "sts:AssumeRole" }]],
        ["a Deny beside", [{}, { Effect: "Deny", Condition: bound }]],
    ];
    for (const [title, statements] of refused)
        it(`is refused for ${title}`, () => expect(allows(...statements)).to.equal(false));

    it("ends with the date that a condition names", () => {
        expect(allows({ Condition: { DateLessThan: { "aws:CurrentTime": "2999-01-01" } } })).to.equal(true);
        expect(allows({ Condition: { DateLessThan: { "aws:EpochTime": "1700000000" } } })).to.equal(false);
    });
    it("is an error on an operator that is not known", () =>
        expect(() => allows({ Condition: { DateBefore: { "aws:CurrentTime": "2030-01-01" } } })).to.throw(
            "DateBefore",
        ));
});
