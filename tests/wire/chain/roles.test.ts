import {
    AttachRolePolicyCommand,
    CreatePolicyCommand,
    DeleteRoleCommand,
    DeleteRolePermissionsBoundaryCommand,
    DeleteRolePolicyCommand,
    DetachRolePolicyCommand,
    PutRolePermissionsBoundaryCommand,
    PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { expect } from "chai";
import { firstBroken } from "../../../sdk/chain/walk";
import { getConnector } from "../../../sdk/clouds/oci/connectors";
import { refreshConnector } from "../../../sdk/resources/identity-connector-gate/refresh-connector";
import { denyingPolicies } from "../../../sdk/resources/identity-connector-gate/role-denials";
import { type Break, Estate, emptied, set } from "./estate";

describe("the way of a cluster into AWS, damaged at its role", function () {
    this.timeout(60_000);
    let estate: Estate;

    before(async () => {
        estate = await Estate.open();
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());

    const document = (statement: object) =>
        JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Resource: "*", ...statement }] });
    const managed = async (PolicyName: string, PolicyDocument: string) =>
        (await estate.iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }))).Policy!.Arn!;
    const inline = async (statement: object) => {
        const policy = { RoleName: estate.roleName, PolicyName: "hand-made" };
        await estate.iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument: document(statement) }));
        return () => estate.iam.send(new DeleteRolePolicyCommand(policy));
    };
    const underAccount = (account: string) => ({
        Action: "kms:Decrypt",
        Condition: { StringEquals: { "kms:CallerAccount": account } },
    });

    const breaks: Record<string, Break> = {
        "a trust policy for another audience": {
            link: "role-trust",
            words: "with audience DBMC/ and subject",
            async damage() {
                await estate.trust({ audience: "other" });
                return () => estate.trust({});
            },
        },
        "a trust policy for another provider": {
            link: "role-trust",
            words: /accept tokens of arn:aws:iam::111122223333:oidc-provider\/idcs-/,
            async damage() {
                await estate.trust({ oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/other" });
                return () => estate.trust({});
            },
        },
        "a role that is gone": {
            link: "role-trust",
            words: "IAM has no role arn:aws:iam::111122223333:role/sales-tde; run `pulumi up --refresh`",
            async damage() {
                await estate.iam.send(new DeleteRoleCommand({ RoleName: estate.roleName }));
                return async () => {
                    await estate.lab.createRole();
                    // The key policy names the role of before until somebody writes it again.
                    await estate.editKeyPolicy(named);
                };
            },
        },
        "a role that was made again under its name": {
            link: "key-policy",
            words: /names AROA[A-Z0-9]+, of a role that is gone; allow arn:aws:iam::111122223333:role\/sales-tde/,
            async damage() {
                await estate.iam.send(new DeleteRoleCommand({ RoleName: estate.roleName }));
                await estate.lab.createRole();
                return () => estate.editKeyPolicy(named);
            },
        },
        "a network document that lets no role be taken": {
            link: "network-access",
            words: /ODB network odbnet_sales00001: .*allow sts:AssumeRoleWithWebIdentity on \S+ to everybody in the policy document for AWS STS/,
            damage: () => set(estate.network, { stsPolicyDocument: only("sts:GetCallerIdentity", { Principal: "*" }) }),
        },
        "a network document that lets no key be reached": {
            link: "network-access",
            words: /allow kms:Encrypt on arn:aws:kms:us-east-1:111122223333:key\S+ to everybody in the policy document for AWS KMS/,
            damage: () => set(estate.network, { kmsPolicyDocument: only("kms:DescribeKey", { Principal: "*" }) }),
        },
        "an association that is gone": {
            link: "role-association",
            words: /aws odb associate-iam-role-to-resource .*--iam-role-arn \S+sales-tde --resource-arn \S+vmc_sales00001/,
            damage: () => set(estate.cluster, { roles: [] }),
        },
        "a refresh that found no node that takes the role": {
            link: "role-association",
            words: "then refresh the identity connector",
            async damage() {
                await estate.trust({ audience: "other" });
                expect(await refreshed()).to.equal("DISCONNECTED");
                await estate.trust({});
                return () => refreshed();
            },
        },
        "a connector whose nodes do not take the role": {
            link: "identity-connector",
            words: /is DISCONNECTED \(\S+ CONNECTION_FAILED.*refreshTriggers/,
            damage() {
                const [role] = estate.connector.serviceRoleDetails;
                const nodes = role!.awsNodes!.map((node) => ({ ...node, status: "CONNECTION_FAILED" }));
                return set(role!, { assumeRoleStatus: "DISCONNECTED", awsNodes: nodes } as object);
            },
        },
        "a connector that somebody deleted": {
            link: "identity-connector",
            words: "names no identity connector; give ClusterIdentity the argument `connector`",
            damage: () => emptied(estate.lab.sandbox.world.connectors),
        },
        "an attached policy that denies": {
            link: "role-permissions",
            words: "aws iam detach-role-policy --role-name sales-tde --policy-arn arn:aws:iam::111122223333:policy/no-keys",
            async damage() {
                const PolicyArn = await managed("no-keys", document({ Action: "kms:*" }));
                const policy = { RoleName: estate.roleName, PolicyArn };
                await estate.iam.send(new AttachRolePolicyCommand(policy));
                return () => estate.iam.send(new DetachRolePolicyCommand(policy));
            },
        },
        "a denial under a condition that databases meet": {
            link: "role-permissions",
            words: "aws iam delete-role-policy --role-name sales-tde --policy-name hand-made",
            damage: () => inline(underAccount("111122223333")),
        },
        "a boundary without KMS": {
            link: "role-permissions",
            words: /allow kms:DescribeKey, .* in the boundary arn:aws:iam::111122223333:policy\/narrow/,
            async damage() {
                const PermissionsBoundary = await managed("narrow", only("s3:GetObject"));
                const RoleName = estate.roleName;
                await estate.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
                return () => estate.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
            },
        },
    };

    /** A document that allows one thing and nothing else. */
    function only(Action: string, others: object = {}): string {
        const statement = { Effect: "Allow", Action, Resource: "*", ...others };
        return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    }

    /** The statements with the role by its ARN again, where they name an id of before. */
    function named(all: object[]): object[] {
        const text = JSON.stringify(all).replace(/"AROA[A-Z0-9]+"/g, `"${estate.lab.roleArn}"`);
        return JSON.parse(text) as object[];
    }

    /** Lets every node try the role again. @returns what the connector says then */
    async function refreshed(): Promise<string> {
        await refreshConnector(await getConnector(estate.connector.id), {
            timeoutSeconds: 30,
            settled: () => getConnector(estate.connector.id),
        });
        return (await getConnector(estate.connector.id)).assumeRoleStatus;
    }

    for (const [title, found] of Object.entries(breaks)) {
        it(`breaks first at ${found.link} with ${title}`, () => estate.expectBreak(found));
    }

    it("is told by the same judgement to the gate, which takes off what surely denies", async () => {
        const denying = async () => {
            const { vmClusterArn, clusterOcid: vmClusterOcid, roleArn } = estate.lab;
            return (await denyingPolicies({ vmClusterArn, vmClusterOcid, roleArn })).policies.map(({ id }) => id);
        };
        for (const [account, expected] of [
            ["111122223333", ["hand-made"]],
            ["999999999999", []],
        ] as const) {
            const undo = await inline(underAccount(account));
            expect(await denying(), account).to.deep.equal(expected);
            await undo();
        }
        const undo = await inline({ Action: "kms:*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } });
        expect(await denying(), "nobody can tell").to.deep.equal([]);
        const found = await firstBroken(estate.subject);
        await undo();
        expect(found).to.include({ link: "role-permissions" });
        expect(found?.finding.state).to.equal("unknown");
    });
});
