import {
    AttachRolePolicyCommand,
    CreatePolicyCommand,
    DeleteRolePolicyCommand,
    ListRolePoliciesCommand,
    PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { expect } from "chai";
import type { Properties } from "../../../sdk/host/provider";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import { failure } from "../../unit/sdk/failure";
import { Estate } from "../chain/estate";

const otherKey = "arn:aws:kms:us-east-1:111122223333:key/11111111-a006-4302-92d5-48ecca31d48e";

interface Case {
    readonly title: string;
    /** Statements of an inline policy of the role. */
    readonly policy: (keyArn: string) => readonly object[];
    /** Whether the key policy leaves the role to the account. */
    readonly delegates?: boolean;
    /** What becomes of it: the gate takes no notice, takes it off, or tells how to write it. */
    readonly end: "unnoticed" | "lifted" | "told";
}

const allow = (Resource: string, Action: string | string[] = "kms:*") => ({ Effect: "Allow", Action, Resource });
const deny = (Resource: string, more: object = {}) => ({ Effect: "Deny", Action: "kms:*", Resource, ...more });
const denyBut = (NotResource: string) => ({ Effect: "Deny", Action: "kms:*", NotResource });

describe("policies of a role in use that deny keys, before the gate of its identity", function () {
    this.timeout(60_000);
    let estate: Estate;
    let inputs: Properties;

    before(async () => {
        estate = await Estate.open();
        const { vmClusterArn, clusterOcid: vmClusterOcid, compartmentId, roleArn } = estate.lab;
        inputs = { vmClusterArn, vmClusterOcid, compartmentId, roleArn, ownsRole: true };
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());

    const inline = { RoleName: "sales-tde", PolicyName: "hand-made" };
    const document = (Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
    const put = (Statement: readonly object[]) =>
        estate.iam.send(new PutRolePolicyCommand({ ...inline, PolicyDocument: document(Statement) }));
    const names = async () => (await estate.iam.send(new ListRolePoliciesCommand(inline))).PolicyNames ?? [];
    const isReadable = async () => (await estate.lab.sandbox.exadata.inspect())[0]!.readable;
    const delegated = () => estate.editKeyPolicy((all) => all.filter(({ Sid }) => Sid === "AccountAdministration"));
    /** As `pulumi up --refresh`. */
    const heal = async () => {
        const { id, outs } = await gate.create(inputs);
        estate.forget();
        const { props } = await gate.read(id, outs);
        estate.forget();
        const told = await failure(gate.update(id, props!, inputs)).catch(() => undefined);
        return { denials: props!.roleDenials, told };
    };

    const cases: readonly Case[] = [
        {
            title: "spares the key in use, and lets the role use it",
            policy: (key) => [allow(key), denyBut(key)],
            delegates: true,
            end: "unnoticed",
        },
        { title: "spares the key in use", policy: (key) => [denyBut(key)], end: "unnoticed" },
        { title: "denies another key", policy: () => [deny(otherKey)], end: "unnoticed" },
        { title: "denies the key in use", policy: (key) => [deny(key)], end: "lifted" },
        {
            title: "denies the key in use, and allows what the key policy allows by itself",
            policy: (key) => [allow("*"), deny(key)],
            end: "lifted",
        },
        {
            title: "denies the key in use, and allows something else",
            policy: (key) => [allow("*", "s3:*"), deny(key)],
            end: "lifted",
        },
        {
            title: "denies the key in use, which the role uses by it alone",
            policy: (key) => [allow(key), deny("*")],
            delegates: true,
            end: "told",
        },
        {
            title: "denies one action on the key in use, which the role uses by it alone",
            policy: (key) => [
                allow(key, ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey"]),
                deny(key, { Action: "kms:Encrypt" }),
            ],
            delegates: true,
            end: "told",
        },
    ];
    for (const { title, policy, delegates = false, end } of cases) {
        it(`${{ unnoticed: "leaves", lifted: "takes off", told: "tells how to write" }[end]} one that ${title}`, async () => {
            const undo = delegates ? await delegated() : () => undefined;
            await put(policy(estate.keyArn));
            const wasReadable = await isReadable();
            const { denials, told } = await heal();
            const left = await names();
            const readable = await isReadable();
            await estate.iam.send(new DeleteRolePolicyCommand(inline)).catch(() => undefined);
            await undo();
            expect(denials, "noticed").to.deep.equal(end === "unnoticed" ? undefined : ["hand-made"]);
            expect(left, "left").to.deep.equal(end === "lifted" ? [] : ["hand-made"]);
            expect(readable, "readable").to.equal(end === "lifted" ? true : wasReadable);
            if (end !== "told") {
                expect(told).to.equal(undefined);
                return;
            }
            const rest = document(policy(estate.keyArn).slice(0, 1));
            expect(told)
                .to.contain(
                    "is denied the use of KMS keys by hand-made, and other statements in them allow the role to use keys",
                )
                .and.to.contain(
                    `aws iam put-role-policy --role-name sales-tde --policy-name hand-made --policy-document '${rest}'`,
                );
        });
    }

    it("tells how to write one that is attached, and touches nothing else", async () => {
        const undo = await delegated();
        const Statement = [allow(estate.keyArn), deny(estate.keyArn)];
        const made = new CreatePolicyCommand({ PolicyName: "both", PolicyDocument: document(Statement) });
        const { Arn: PolicyArn } = (await estate.iam.send(made)).Policy!;
        await estate.iam.send(new AttachRolePolicyCommand({ RoleName: "sales-tde", PolicyArn }));
        await put([deny("*")]);
        const { denials, told } = await heal();
        await undo();
        expect(denials).to.deep.equal([PolicyArn, "hand-made"].sort());
        expect(told).to.contain(
            `aws iam create-policy-version --policy-arn ${PolicyArn} --set-as-default --policy-document '${document(Statement.slice(0, 1))}'`,
        );
        expect(await names()).to.deep.equal(["hand-made"]);
    });
});
