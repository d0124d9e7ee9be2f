import { expect } from "chai";
import {
    type PolicyDocument,
    policyText,
    rolesShutOut,
    type Statement,
    withoutUsers,
    withUsers,
} from "../../../sdk/policies";
import { usersOf } from "../../support/key-policies";
import { accountId, crmRole, hrRole, keyArn, permutations, salesRole, securityRole } from "./samples";

const root: Statement = {
    Sid: "Enable IAM User Permissions",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: "kms:*",
    Resource: "*",
};
const backup: Statement = {
    Sid: "Allow backup",
    Effect: "Allow",
    Principal: { Service: "backup.amazonaws.com" },
    Action: ["kms:CreateGrant", "kms:DescribeKey"],
    Resource: "*",
    Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
};

function policy(...statements: Statement[]): PolicyDocument {
    return { Version: "2012-10-17", Id: "key-default-1", Statement: statements };
}

/** One statement for a role, as people write it. */
function granting(role: string, ...actions: string[]): Statement {
    return { Effect: "Allow", Principal: { AWS: role }, Action: actions, Resource: "*" };
}

describe("roles without a key", () => {
    const other = { ...granting(crmRole, "kms:*"), Resource: `${keyArn}0` };
    const odd: Statement = {
        ...granting("*", "kms:*"),
        Effect: "Deny",
        Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } },
    };
    const shutOut = (...statements: Statement[]) => rolesShutOut(keyArn, policy(...statements), [salesRole, crmRole]);

    it("are those whom no statement with an effect lets use it", () => {
        expect(shutOut(root, granting(salesRole, "kms:*"), other)).to.deep.equal([crmRole]);
        expect(shutOut(granting("*", "kms:*"))).to.deep.equal([]);
    });

    it("are not those who are allowed beside a denial that nobody can judge, but those who are allowed so", () => {
        expect(shutOut(granting(salesRole, "kms:*"), odd)).to.deep.equal([crmRole]);
        const under = { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } };
        expect(shutOut(granting(crmRole, "kms:*"), { ...granting(salesRole, "kms:*"), ...under })).to.deep.equal([
            salesRole,
        ]);
    });

    it("get it where the usual statement has no effect", () => {
        const { Resource: _, ...without } = granting(salesRole, "kms:DescribeKey", "kms:Encrypt", "kms:Decrypt");
        const after = withUsers(keyArn, policy(root, without), [salesRole]);
        expect(after.Statement).to.have.lengthOf(4);
        expect(rolesShutOut(keyArn, after, [salesRole])).to.deep.equal([]);
    });
});

describe("an existing key's policy", () => {
    it("gains users, and keeps every other statement as it is", () => {
        const before = policy(root, backup, granting(securityRole, "kms:List*"));
        const after = withUsers(keyArn, policyText(before), [salesRole, crmRole]);
        expect(after.Id).to.equal("key-default-1");
        expect(after.Statement.slice(0, 3)).to.deep.equal(before.Statement);
        expect(after.Statement.slice(3).map(({ Sid }) => Sid)).to.deep.equal(["KMSKeyMetadata", "KeyUsage"]);
        expect(usersOf(after)).to.deep.equal([crmRole, salesRole]);
    });

    it("does not change again when the same users are asked for, in any order", () => {
        const once = withUsers(keyArn, policy(root, backup), [salesRole, crmRole, hrRole]);
        for (const order of permutations([salesRole, crmRole, hrRole])) {
            expect(policyText(withUsers(keyArn, once, order))).to.equal(policyText(once));
            expect(policyText(withUsers(keyArn, policy(root, backup), order))).to.equal(policyText(once));
        }
    });

    it("does not change for a role that may use the key already, in whatever words", () => {
        const before = policy(root, granting(salesRole, "kms:*"));
        expect(withUsers(keyArn, before, [salesRole])).to.deep.equal(before);
    });

    it("takes one more role into the statements that somebody made in the console", () => {
        const before = policy(
            root,
            { ...granting(salesRole, "kms:DescribeKey"), Sid: "KMSKeyMetadata" },
            { ...granting(salesRole, "kms:Decrypt", "kms:Encrypt"), Sid: "KeyUsage" },
        );
        const after = withUsers(keyArn, before, [crmRole]);
        expect(after.Statement).to.have.lengthOf(3);
        expect(usersOf(after)).to.deep.equal([crmRole, salesRole]);
        expect(after.Statement[2]?.Action).to.deep.equal(["kms:Decrypt", "kms:Encrypt"]);
    });

    it("gets statements with Sids of their own when the usual ones mean something else", () => {
        const other: Statement = { ...backup, Sid: "KeyUsage" };
        const after = withUsers(keyArn, policy(root, other), [salesRole]);
        expect(after.Statement[1]).to.deep.equal(other);
        expect(after.Statement.map(({ Sid }) => Sid)).to.include("KeyUsage2");
        expect(usersOf(after)).to.deep.equal([salesRole]);
    });

    it("loses the users that were added, and nothing else", () => {
        const before = policy(root, backup, granting(securityRole, "kms:*"));
        const extended = withUsers(keyArn, before, [salesRole, crmRole]);
        expect(usersOf(withoutUsers(extended, [salesRole]))).to.have.members([crmRole, securityRole]);
        expect(withoutUsers(extended, [salesRole, crmRole])).to.deep.equal(before);
        expect(withoutUsers(before, [securityRole])).to.deep.equal(before);
    });
});
