import { expect } from "chai";
import { keyPolicy, policyText, type Statement, withDenial } from "../../../sdk/policies";
import { deniedMasterKeyIds } from "../../support/key-policies";
import { accountId, firstVersion, keyArn, permutations, salesRole, secondVersion, thirdVersion } from "./samples";

const mkid = "kms:EncryptionContext:MKID";
const current = keyPolicy({ accountId, userRoleArns: [salesRole] });

/** The denial as people write it in the console: without a Sid, for one version, on the key's ARN. */
const byHand: Statement = {
    Effect: "Deny",
    Principal: "*",
    Action: ["kms:Encrypt", "kms:Decrypt"],
    Resource: keyArn,
    Condition: { StringEquals: { "kms:EncryptionContext:MKID": secondVersion } },
};

describe("denial by MKID", () => {
    it("is added to a policy, read back, and taken away without a trace", () => {
        const denied = withDenial(current, [secondVersion, firstVersion]);
        expect(deniedMasterKeyIds(denied)).to.deep.equal([secondVersion, firstVersion].sort());
        expect(withDenial(denied, [])).to.deep.equal(current);
    });

    it("restores one version when its entry is removed", () => {
        const denied = withDenial(current, [firstVersion, secondVersion]);
        const restored = withDenial(denied, [secondVersion]);
        expect(deniedMasterKeyIds(restored)).to.deep.equal([secondVersion]);
    });

    it("is the same for every order of the versions, also when applied again", () => {
        const versions = [firstVersion, secondVersion, thirdVersion];
        const text = policyText(withDenial(current, versions));
        for (const order of permutations(versions)) {
            expect(policyText(withDenial(current, order))).to.equal(text);
            expect(policyText(withDenial(text, [...order, order[0]!]))).to.equal(text);
        }
    });

    it("equals what a policy made with retired versions says", () => {
        const made = keyPolicy({ accountId, userRoleArns: [salesRole], retiredMasterKeyIds: [firstVersion] });
        expect(withDenial(current, [firstVersion])).to.deep.equal(made);
    });

    it("keeps its place and leaves hand-written denials alone", () => {
        const denied = withDenial(current, [firstVersion]);
        const mixed = { ...denied, Statement: [...denied.Statement, byHand] };
        const changed = withDenial(mixed, [thirdVersion]);
        expect(changed.Statement.at(-1)).to.deep.equal(byHand);
        expect(changed.Statement.at(-2)?.Sid).to.equal("DenyRetiredMasterKeys");
        expect(deniedMasterKeyIds(changed)).to.deep.equal([secondVersion, thirdVersion].sort());
        expect(withDenial(mixed, []).Statement).to.deep.equal([...current.Statement, byHand]);
    });

    const ours = withDenial(current, [firstVersion, secondVersion]).Statement.at(-1)!;
    const names = [firstVersion, secondVersion].sort();
    const changed: [title: string, statement: Statement][] = [
        ["in another order", { ...ours, Condition: { StringEquals: { [mkid]: names.toReversed() } } }],
        ["by pattern", { ...ours, Condition: { StringLike: { [mkid]: names } } }],
        [
            "under one more condition",
            { ...ours, Condition: { ...ours.Condition, Bool: { "aws:SecureTransport": "true" } } },
        ],
        ["for one role", { ...ours, Principal: { AWS: salesRole } }],
        ["for one action", { ...ours, Action: ["kms:Encrypt"] }],
    ];
    for (const [title, statement] of changed) {
        it(`leaves a statement with our Sid alone that somebody wrote ${title}`, () => {
            const policy = { ...current, Statement: [...current.Statement, statement] };
            expect(withDenial(policy, [])).to.deep.equal(policy);
            const added = withDenial(policy, [thirdVersion]);
            expect(added.Statement.at(-2)).to.deep.equal(statement);
            expect(added.Statement.at(-1)?.Sid).to.equal("DenyRetiredMasterKeys2");
            expect(withDenial(added, [])).to.deep.equal(policy);
        });
    }

    it("does not change the document it is given", () => {
        const before = policyText(current);
        withDenial(current, [firstVersion]);
        expect(policyText(current)).to.equal(before);
    });
});
