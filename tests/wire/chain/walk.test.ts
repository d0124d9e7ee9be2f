import {
    AddClientIDToOpenIDConnectProviderCommand,
    CreateOpenIDConnectProviderCommand,
    DeleteOpenIDConnectProviderCommand,
    DeleteRolePolicyCommand,
    PutRolePolicyCommand,
    RemoveClientIDFromOpenIDConnectProviderCommand,
} from "@aws-sdk/client-iam";
import {
    CancelKeyDeletionCommand,
    DisableKeyCommand,
    EnableKeyCommand,
    ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { expect } from "chai";
import { firstBroken, told, walk } from "../../../sdk/chain/walk";
import { type Break, Estate, emptied, set } from "./estate";

describe("the chain of a database in use, walked over both clouds", function () {
    this.timeout(60_000);
    let estate: Estate;

    before(async () => {
        estate = await Estate.open();
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());

    const breaks: Record<string, Break> = {
        "an audience that somebody took out of the provider": {
            link: "oidc-provider",
            words: "add-client-id-to-open-id-connect-provider",
            async damage() {
                const input = { OpenIDConnectProviderArn: estate.providerArn, ClientID: "DBMC/" };
                await estate.iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand(input));
                return () => estate.iam.send(new AddClientIDToOpenIDConnectProviderCommand(input));
            },
        },
        "a provider that is gone": {
            link: "oidc-provider",
            words: "create-open-id-connect-provider",
            async damage() {
                await estate.iam.send(
                    new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: estate.providerArn }),
                );
                const Url = `https://${estate.providerArn.split("/")[1]}`;
                return () => estate.iam.send(new CreateOpenIDConnectProviderCommand({ Url, ClientIDList: ["DBMC/"] }));
            },
        },
        "a trust policy for another subject": {
            link: "role-trust",
            words: /the trust policy.*audience DBMC\/ and subject ocid1\.cloudvmcluster/,
            async damage() {
                await estate.trust({ subject: "ocid1.cloudvmcluster.oc1.iad.other" });
                return () => estate.trust({});
            },
        },
        "a network without access to KMS": {
            link: "network-access",
            words: "ODB network odbnet_sales00001: the access to AWS KMS is DISABLED",
            damage: () => set(estate.network, { kmsAccess: "DISABLED" }),
        },
        "an association that AWS found DISCONNECTED": {
            link: "role-association",
            words: "is DISCONNECTED: no node answers",
            damage: () => set(estate.cluster.roles[0]!, { status: "DISCONNECTED", statusReason: "no node answers" }),
        },
        "a connector that is not ACTIVE": {
            link: "identity-connector",
            words: "is FAILED",
            damage: () => set(estate.connector, { lifecycleState: "FAILED" }),
        },
        "a denial among the role's policies": {
            link: "role-permissions",
            words: `aws iam delete-role-policy --role-name sales-tde --policy-name no-keys`,
            async damage() {
                const PolicyDocument = JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Deny", Action: "kms:*", Resource: "*" }],
                });
                await estate.iam.send(
                    new PutRolePolicyCommand({ RoleName: estate.roleName, PolicyName: "no-keys", PolicyDocument }),
                );
                return () =>
                    estate.iam.send(new DeleteRolePolicyCommand({ RoleName: estate.roleName, PolicyName: "no-keys" }));
            },
        },
        "a key store that is off": {
            link: "cluster-key-store",
            words: "is NONE, not AWS",
            damage: () => set(estate.cluster.twin!.value, { tdeKeyStoreType: undefined }),
        },
        "an OCI policy that is gone": {
            link: "oci-policy",
            words: "Allow any-user to read oracle-db-aws-keys",
            damage: () => emptied(estate.lab.sandbox.world.policies),
        },
        "a key that OCI saw disabled": {
            link: "registered-key",
            words: "is disabled, according to the last discovery of OCI",
            damage: () => set(estate.registeredKey, { isAwsKeyEnabled: false }),
        },
        "a disabled key": {
            link: "kms-key",
            words: "aws kms enable-key",
            async damage() {
                await estate.kms.send(new DisableKeyCommand({ KeyId: estate.keyArn }));
                return () => estate.kms.send(new EnableKeyCommand({ KeyId: estate.keyArn }));
            },
        },
        "a key that waits for its deletion": {
            link: "kms-key",
            words: /is PendingDeletion and will be deleted on .*cancel-key-deletion/,
            async damage() {
                const KeyId = estate.keyArn;
                await estate.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
                return async () => {
                    await estate.kms.send(new CancelKeyDeletionCommand({ KeyId }));
                    await estate.kms.send(new EnableKeyCommand({ KeyId }));
                };
            },
        },
        "a key policy without the role": {
            link: "key-policy",
            words: "allow arn:aws:iam::111122223333:role/sales-tde",
            damage: () => estate.editKeyPolicy((all) => all.filter(({ Sid }) => Sid !== "KeyUsage")),
        },
        "a key policy whose usage has no resource": {
            link: "key-policy",
            words: "allow arn:aws:iam::111122223333:role/sales-tde",
            damage: () =>
                estate.editKeyPolicy((all) =>
                    all.map((one) => (one.Sid === "KeyUsage" ? { ...one, Resource: undefined } : one)),
                ),
        },
    };

    it("is whole, link by link", async () => {
        const steps = await walk(estate.subject);
        expect(steps.map(told).filter((words) => words !== "")).to.deep.equal([]);
        expect(steps.map(({ link }) => link)).to.deep.equal([
            "identity-domain",
            "oidc-provider",
            "role-trust",
            "network-access",
            "role-association",
            "identity-connector",
            "role-permissions",
            "cluster-key-store",
            "oci-policy",
            "registered-key",
            "kms-key",
            "custom-key-store",
            "key-policy",
        ]);
        expect(await firstBroken(estate.subject)).to.equal(undefined);
    });

    for (const [title, { link, words, damage }] of Object.entries(breaks)) {
        it(`breaks first at ${link} with ${title}, and is whole again after its remedy`, () =>
            estate.expectBreak({ link, words, damage }));
    }

    it("says what cannot be asked in the words of the service, and takes it for nothing", async () => {
        const error = { status: 400, code: "AccessDeniedException", message: "not authorized to kms:GetKeyPolicy" };
        const undo = estate.lab.sandbox.world.faults.set({ operation: "GetKeyPolicy", error, times: 99 });
        const found = await firstBroken(estate.subject);
        undo();
        expect(found?.finding.state).to.equal("unknown");
        expect(found && told(found)).to.contain("not authorized to kms:GetKeyPolicy");
    });
});
