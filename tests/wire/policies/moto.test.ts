import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "chai";
import { evaluate } from "../../../sdk/policies";
import { python } from "../aws/python";

/** Asks moto's evaluation of IAM policies about many documents at once. It knows no principals, `?` and NotResource. */
const judge = `
import json, sys
from moto.iam.access_control import IAMPolicy
cases = json.load(sys.stdin)
print(json.dumps([IAMPolicy(case["policy"]).is_action_permitted(case["action"], case["resource"]).name for case in cases]))
`;

const arn = (kind: string) => `arn:aws:kms:us-east-1:111122223333:${kind}`;
const resource = arn("key/7139075d-a006-4302-92d5-48ecca31d48e");

/** Statements of each kind; every pair of them is a policy. */
const statements = ["Allow", "Deny"].flatMap((Effect) =>
    [
        { Action: "*" },
        { Action: "kms:*" },
        { Action: ["kms:Enc*", "kms:Decrypt"] },
        { NotAction: ["kms:Enc*"] },
    ].flatMap((what) =>
        ["*", resource, arn("key/*"), [arn("alias/a"), arn("key/other")]].map((Resource) => ({
            Effect,
            ...what,
            Resource,
        })),
    ),
);

describe("moto, which judges policies by itself", function () {
    this.timeout(60_000);

    it("agrees on effects, actions and resources of every pair of statements", async () => {
        const cases = statements.flatMap((first) =>
            statements.flatMap((second) =>
                ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey"].map((action) => ({
                    policy: JSON.stringify({ Version: "2012-10-17", Statement: [first, second] }),
                    action,
                    resource,
                })),
            ),
        );
        const asked = promisify(execFile)(python, ["-c", judge], { timeout: 50_000, maxBuffer: 1 << 20 });
        asked.child.stdin?.end(JSON.stringify(cases));
        const answers = JSON.parse((await asked).stdout) as string[];
        expect(new Set(answers)).to.deep.equal(new Set(["PERMITTED", "DENIED", "NEUTRAL"]));
        const differing = cases.filter(({ policy, action }, index) => {
            const { decision } = evaluate(policy, { action, resource, context: {} });
            return (decision === "allowed") !== (answers[index] === "PERMITTED") || decision === "unknown";
        });
        expect(differing).to.deep.equal([]);
    });
});
