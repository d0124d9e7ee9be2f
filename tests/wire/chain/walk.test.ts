import {
    AddClientIDToOpenIDConnectProviderCommand,
    CreateOpenIDConnectProviderCommand,
    DeleteOpenIDConnectProviderCommand,
    DeleteRolePolicyCommand,
    IAMClient,
    PutRolePolicyCommand,
    RemoveClientIDFromOpenIDConnectProviderCommand,
    UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
    CancelKeyDeletionCommand,
    DisableKeyCommand,
    EnableKeyCommand,
    GetKeyPolicyCommand,
    KMSClient,
    PutKeyPolicyCommand,
    ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Subject } from "../../../sdk/chain/link";
import { firstBroken, told, walk } from "../../../sdk/chain/walk";
import { useConfig } from "../../../sdk/clouds/settings";
import { provider as databaseKey } from "../../../sdk/operations/database-key";
import { provider as gate } from "../../../sdk/operations/identity-connector";
import { provider as keyStore } from "../../../sdk/operations/key-store";
import { policyText, trustPolicy } from "../../../sdk/policies";
import { type Lab, openLab } from "../sdk/lab";

interface Break {
    readonly link: string;
    readonly words: string | RegExp;
    /** Does the damage, and gives what undoes it. */
    damage(): Promise<() => Promise<unknown>> | (() => unknown);
}

describe("the chain of a database in use, walked over both clouds", function () {
    this.timeout(60_000);
    let lab: Lab;
    let iam: IAMClient;
    let kms: KMSClient;
    let subject: Subject;
    let providerArn: string;
    const roleName = "sales-tde";

    before(async () => {
        lab = await openLab();
        await lab.associate();
        const { clusterOcid: vmClusterOcid, compartmentId, roleArn, vmClusterArn } = lab;
        const { outs } = await gate.create({ vmClusterArn, vmClusterOcid, compartmentId, roleArn });
        const connectorId = String(outs.connectorId);
        const registeredKeyId = await lab.registerKey(connectorId);
        lab.allowReading();
        await keyStore.create({ vmClusterOcid, connectorId });
        await databaseKey.create({ vmClusterOcid, databaseName: "SALES01", keyId: registeredKeyId });
        const keyArn = lab.sandbox.world.awsKeys.get(registeredKeyId)!.value.awsKeyArn!;
        subject = { vmClusterArn, vmClusterOcid, roleArn, region: "us-east-1", registeredKeyId, keyArn, databases: [] };
        const client = { endpoint: lab.sandbox.awsEndpoint, region: "us-east-1" };
        iam = new IAMClient(client);
        kms = new KMSClient(client);
        const host = lab.sandbox.world.settings.domainUrl.replace("https://", "").replace(":443", "");
        providerArn = `arn:aws:iam::111122223333:oidc-provider/${host}`;
    });
    after(async () => {
        iam?.destroy();
        kms?.destroy();
        await lab.close();
    });
    // Answers are shared for some seconds; a change of settings ends that.
    beforeEach(() => useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] }));

    const cluster = () => lab.sandbox.world.clusters.get("vmc_sales00001")!;
    const network = () => lab.sandbox.world.networks.get("odbnet_sales00001")!;
    const connector = () => [...lab.sandbox.world.connectors.values()][0]!.value;
    const trust = (changes: object) => {
        const issuerUrl = `https://${providerArn.split("/")[1]}`;
        const document = { oidcProviderArn: providerArn, issuerUrl, subject: lab.clusterOcid, ...changes };
        const PolicyDocument = policyText(trustPolicy(document));
        return iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument }));
    };
    const editPolicy = async (edit: (all: { Sid?: string }[]) => object[]) => {
        const KeyId = subject.keyArn;
        const { Policy = "" } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }));
        const document = JSON.parse(Policy) as { Version: string; Statement: { Sid?: string }[] };
        const put = (Statement: object[]) =>
            kms.send(
                new PutKeyPolicyCommand({
                    KeyId,
                    PolicyName: "default",
                    Policy: JSON.stringify({ ...document, Statement }),
                }),
            );
        await put(edit(document.Statement));
        return () => put(document.Statement);
    };
    /** Sets members of something that the sandbox holds. */
    const set = <T extends object>(thing: T, changes: Partial<T>) => {
        const before = { ...thing };
        Object.assign(thing, changes);
        return () => Object.assign(thing, before);
    };

    const breaks: Record<string, Break> = {
        "an audience that somebody took out of the provider": {
            link: "oidc-provider",
            words: "add-client-id-to-open-id-connect-provider",
            async damage() {
                const input = { OpenIDConnectProviderArn: providerArn, ClientID: "DBMC/" };
                await iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand(input));
                return () => iam.send(new AddClientIDToOpenIDConnectProviderCommand(input));
            },
        },
        "a provider that is gone": {
            link: "oidc-provider",
            words: "create-open-id-connect-provider",
            async damage() {
                await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerArn }));
                const Url = `https://${providerArn.split("/")[1]}`;
                return () => iam.send(new CreateOpenIDConnectProviderCommand({ Url, ClientIDList: ["DBMC/"] }));
            },
        },
        "a trust policy for another subject": {
            link: "role-trust",
            words: /the trust policy.*audience DBMC\/ and subject ocid1\.cloudvmcluster/,
            async damage() {
                await trust({ subject: "ocid1.cloudvmcluster.oc1.iad.other" });
                return () => trust({});
            },
        },
        "a network without access to KMS": {
            link: "network-access",
            words: "ODB network odbnet_sales00001: the access to AWS KMS is DISABLED",
            damage: () => set(network(), { kmsAccess: "DISABLED" }),
        },
        "an association that AWS found DISCONNECTED": {
            link: "role-association",
            words: "is DISCONNECTED: no node answers",
            damage: () => set(cluster().roles[0]!, { status: "DISCONNECTED", statusReason: "no node answers" }),
        },
        "a connector that is not ACTIVE": {
            link: "identity-connector",
            words: "is FAILED",
            damage: () => set(connector(), { lifecycleState: "FAILED" }),
        },
        "a denial among the role's policies": {
            link: "role-permissions",
            words: `aws iam delete-role-policy --role-name ${roleName} --policy-name no-keys`,
            async damage() {
                const PolicyDocument = JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Deny", Action: "kms:*", Resource: "*" }],
                });
                await iam.send(new PutRolePolicyCommand({ RoleName: roleName, PolicyName: "no-keys", PolicyDocument }));
                return () => iam.send(new DeleteRolePolicyCommand({ RoleName: roleName, PolicyName: "no-keys" }));
            },
        },
        "a key store that is off": {
            link: "cluster-key-store",
            words: "is NONE, not AWS",
            damage: () => set(cluster().twin!.value, { tdeKeyStoreType: undefined }),
        },
        "an OCI policy that is gone": {
            link: "oci-policy",
            words: "Allow any-user to read oracle-db-aws-keys",
            damage() {
                const { policies } = lab.sandbox.world;
                const all = [...policies];
                policies.clear();
                return () => {
                    for (const [id, policy] of all) policies.set(id, policy);
                };
            },
        },
        "a key that OCI saw disabled": {
            link: "registered-key",
            words: "is disabled, as OCI saw it last",
            damage: () =>
                set(lab.sandbox.world.awsKeys.get(subject.registeredKeyId!)!.value, { isAwsKeyEnabled: false }),
        },
        "a disabled key": {
            link: "kms-key",
            words: "aws kms enable-key",
            async damage() {
                await kms.send(new DisableKeyCommand({ KeyId: subject.keyArn }));
                return () => kms.send(new EnableKeyCommand({ KeyId: subject.keyArn }));
            },
        },
        "a key that waits for its deletion": {
            link: "kms-key",
            words: /is PendingDeletion and will be deleted on .*cancel-key-deletion/,
            async damage() {
                const KeyId = subject.keyArn;
                await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
                return async () => {
                    await kms.send(new CancelKeyDeletionCommand({ KeyId }));
                    await kms.send(new EnableKeyCommand({ KeyId }));
                };
            },
        },
        "a key policy without the role": {
            link: "key-policy",
            words: "allow arn:aws:iam::111122223333:role/sales-tde",
            damage: () => editPolicy((all) => all.filter(({ Sid }) => Sid !== "KeyUsage")),
        },
        "a key policy whose usage has no resource": {
            link: "key-policy",
            words: "allow arn:aws:iam::111122223333:role/sales-tde",
            damage: () =>
                editPolicy((all) => all.map((one) => (one.Sid === "KeyUsage" ? { ...one, Resource: undefined } : one))),
        },
    };

    it("is whole, link by link", async () => {
        const steps = await walk(subject);
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
        expect(await firstBroken(subject)).to.equal(undefined);
    });

    for (const [title, { link, words, damage }] of Object.entries(breaks)) {
        it(`breaks first at ${link} with ${title}, and is whole again after its remedy`, async () => {
            const undo = await damage();
            const found = await firstBroken(subject);
            await undo();
            expect(found?.link, found && told(found)).to.equal(link);
            expect(found && told(found)).to.match(typeof words === "string" ? new RegExp(escaped(words)) : words);
            useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] });
            expect(await firstBroken(subject)).to.equal(undefined);
        });
    }

    it("says what cannot be asked in the words of the service, and takes it for nothing", async () => {
        const error = { status: 400, code: "AccessDeniedException", message: "not authorized to kms:GetKeyPolicy" };
        const undo = lab.sandbox.world.faults.set({ operation: "GetKeyPolicy", error, times: 99 });
        const found = await firstBroken(subject);
        undo();
        expect(found?.finding.state).to.equal("unknown");
        expect(found && told(found)).to.contain("not authorized to kms:GetKeyPolicy");
    });
});

function escaped(text: string): string {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
