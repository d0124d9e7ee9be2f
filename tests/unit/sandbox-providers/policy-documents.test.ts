import { expect } from "chai";
import { samePolicy } from "../../../sandbox/providers/aws/policy";

const statement = { Effect: "Allow", Principal: { AWS: ["arn:a", "arn:b"] }, Action: "kms:Encrypt", Resource: "*" };
const document = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });

describe("policy documents in the stand-in for aws", () => {
    const equal: [string, string, string][] = [
        ["the order of keys", document(statement), document(Object.fromEntries(Object.entries(statement).reverse()))],
        ["a list of one", document(statement), document({ ...statement, Action: ["kms:Encrypt"] })],
        [
            "the order of principals",
            document(statement),
            document({ ...statement, Principal: { AWS: ["arn:b", "arn:a"] } }),
        ],
        ["white space", document(statement), JSON.stringify(JSON.parse(document(statement)), null, 2)],
        ["a flag as text", document({ Bool: { a: "true" } }), document({ Bool: { a: true } })],
    ];
    for (const [what, left, right] of equal) {
        it(`mean the same whatever ${what}`, () => expect(samePolicy(left, right)).to.equal(true));
    }

    it("differ by what they allow", () => {
        expect(samePolicy(document(statement), document({ ...statement, Effect: "Deny" }))).to.equal(false);
        expect(samePolicy(document(statement), document(statement, { ...statement, Effect: "Deny" }))).to.equal(false);
        expect(samePolicy(document(statement), "not JSON")).to.equal(false);
    });
});
