import { expect } from "chai";
import { keyPolicy, policyText } from "../../../sdk/policies";
import { deniedMasterKeyIds, usersOf } from "../../support/key-policies";
import {
    accountId,
    auditRole,
    crmRole,
    firstVersion,
    hrRole,
    keyArn,
    permutations,
    salesRole,
    secondVersion,
    securityRole,
    thirdVersion,
} from "./samples";

function statement(policy: ReturnType<typeof keyPolicy>, sid: string) {
    return policy.Statement.find((candidate) => candidate.Sid === sid);
}

describe("key policy", () => {
    it("lets the roles of clusters look at the key, encrypt and decrypt, and nothing more", () => {
        const policy = keyPolicy({ accountId, userRoleArns: [salesRole, crmRole] });
        expect(statement(policy, "KMSKeyMetadata")).to.deep.equal({
            Sid: "KMSKeyMetadata",
            Effect: "Allow",
            Principal: { AWS: [crmRole, salesRole] },
            Action: ["kms:DescribeKey"],
            Resource: "*",
        });
        expect(statement(policy, "KeyUsage")).to.deep.equal({
            Sid: "KeyUsage",
            Effect: "Allow",
            Principal: { AWS: [crmRole, salesRole] },
            Action: ["kms:Encrypt", "kms:Decrypt"],
            Resource: "*",
        });
        expect(usersOf(policy)).to.deep.equal([crmRole, salesRole]);
    });

    it("always leaves the account in charge, so that nobody is locked out", () => {
        const policy = keyPolicy({ accountId, userRoleArns: [] });
        expect(policy.Statement).to.deep.equal([
            {
                Sid: "AccountAdministration",
                Effect: "Allow",
                Principal: { AWS: [`arn:aws:iam::${accountId}:root`] },
                Action: ["kms:*"],
                Resource: "*",
            },
        ]);
    });

    it("gives administrators no use of the key, and its deletion only on request", () => {
        const options = { accountId, userRoleArns: [salesRole], administratorRoleArns: [securityRole] };
        const actions = (policy: ReturnType<typeof keyPolicy>) => statement(policy, "KeyAdministration")?.Action;
        expect(actions(keyPolicy(options))).to.include.members(["kms:Put*", "kms:Describe*"]);
        for (const action of ["kms:*", "kms:Encrypt", "kms:Decrypt", "kms:Delete*", "kms:ScheduleKeyDeletion"]) {
            expect(actions(keyPolicy(options))).not.to.include(action);
        }
        expect(actions(keyPolicy({ ...options, allowAdministratorsToDelete: true }))).to.include.members([
            "kms:ScheduleKeyDeletion",
            "kms:CancelKeyDeletion",
        ]);
        expect(usersOf(keyPolicy(options))).to.deep.equal([salesRole]);
    });

    it("denies retired versions to everybody, after what it allows", () => {
        const policy = keyPolicy({ accountId, userRoleArns: [salesRole], retiredMasterKeyIds: [firstVersion], keyArn });
        expect(policy.Statement.at(-1)).to.deep.equal({
            Sid: "DenyRetiredMasterKeys",
            Effect: "Deny",
            Principal: "*",
            Action: ["kms:Encrypt", "kms:Decrypt"],
            Resource: keyArn,
            Condition: { StringEquals: { "kms:EncryptionContext:MKID": [firstVersion] } },
        });
    });

    it("is the same text for every order, and for repetitions, of roles and versions", () => {
        const users = [salesRole, crmRole, hrRole];
        const versions = [firstVersion, secondVersion, thirdVersion];
        const texts = permutations(users).flatMap((userRoleArns) =>
            permutations(versions).flatMap((retiredMasterKeyIds) =>
                permutations([securityRole, auditRole]).map((administratorRoleArns) =>
                    policyText(
                        keyPolicy({
                            accountId,
                            userRoleArns: [...userRoleArns, userRoleArns[0]!],
                            administratorRoleArns,
                            retiredMasterKeyIds: [...retiredMasterKeyIds, retiredMasterKeyIds[0]!],
                        }),
                    ),
                ),
            ),
        );
        expect(texts).to.have.lengthOf(72);
        expect(new Set(texts)).to.have.lengthOf(1);
        expect(deniedMasterKeyIds(texts[0]!)).to.deep.equal([...versions].sort());
    });

    it("does not reorder the lists it is given", () => {
        const userRoleArns = [salesRole, crmRole];
        const retiredMasterKeyIds = [thirdVersion, firstVersion];
        keyPolicy({ accountId, userRoleArns, retiredMasterKeyIds });
        expect(userRoleArns).to.deep.equal([salesRole, crmRole]);
        expect(retiredMasterKeyIds).to.deep.equal([thirdVersion, firstVersion]);
    });

    const partitions: [given: string, options: Partial<Parameters<typeof keyPolicy>[0]>, expected: string][] = [
        ["nothing", {}, "aws"],
        ["a user", { userRoleArns: ["arn:aws-us-gov:iam::111122223333:role/sales"] }, "aws-us-gov"],
        ["an administrator", { administratorRoleArns: ["arn:aws-cn:iam::111122223333:role/ops"] }, "aws-cn"],
        ["the key", { keyArn: "arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-1" }, "aws-cn"],
        ["a partition", { partition: "aws-iso", userRoleArns: [salesRole] }, "aws-iso"],
    ];
    for (const [given, options, expected] of partitions) {
        it(`takes the account's partition from ${given}: ${expected}`, () => {
            const policy = keyPolicy({ accountId, userRoleArns: [], ...options });
            expect(policy.Statement[0]?.Principal).to.deep.equal({ AWS: [`arn:${expected}:iam::${accountId}:root`] });
        });
    }
});
