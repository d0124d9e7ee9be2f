import {
    AttachRolePolicyCommand,
    CreatePolicyCommand,
    DeleteRoleCommand,
    IAMClient,
    ListAttachedRolePoliciesCommand,
    ListRolePoliciesCommand,
    PutRolePolicyCommand,
    UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { expect } from "chai";
import { issuerOf } from "../../../sandbox/core/settings";
import { releaseAssociation } from "../../../sdk/functions/release-association";
import type { Properties } from "../../../sdk/host/provider";
import { issuerName, policyText, trustPolicy } from "../../../sdk/policies";
import { provider as keyStore } from "../../../sdk/resources/cluster-key-store-registration/operations";
import { provider as databaseKey } from "../../../sdk/resources/database-key/operations";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import { failure } from "../../unit/sdk/failure";
import { type Lab, openLab } from "./lab";

describe("the identity connector gate", function () {
    this.timeout(90_000);
    let lab: Lab;
    let iam: IAMClient;

    beforeEach(async () => {
        lab = await openLab();
        iam = new IAMClient({ endpoint: lab.sandbox.awsEndpoint, region: "us-east-1" });
    });
    afterEach(async () => {
        iam.destroy();
        await lab.close();
    });

    const cluster = () => lab.sandbox.world.clusters.get("vmc_sales00001")!;
    const connector = () => [...lab.sandbox.world.connectors.values()][0]!.value;
    const inputs = (more: object = {}): Properties => {
        const { vmClusterArn, clusterOcid: vmClusterOcid, compartmentId, roleArn } = lab;
        return { vmClusterArn, vmClusterOcid, compartmentId, roleArn, ...more };
    };
    const settled = async () => {
        while (cluster().roles[0]?.status === "ASSOCIATING") await pause();
    };
    const trust = async (subject: string) => {
        const issuerUrl = issuerOf(lab.sandbox.world.settings.domainUrl);
        const oidcProviderArn = `arn:aws:iam::111122223333:oidc-provider/${issuerName(issuerUrl)}`;
        const PolicyDocument = policyText(trustPolicy({ oidcProviderArn, issuerUrl, subject }));
        await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: "sales-tde", PolicyDocument }));
    };
    /** As after `pulumi refresh`: state and inputs. */
    const refreshed = async (id: string, outs: Properties) => {
        const { props, inputs: read } = await gate.read(id, outs);
        return { outs: props!, inputs: read! };
    };
    const database = async (connectorId: unknown) => {
        const vmClusterOcid = lab.clusterOcid;
        const registeredKeyId = await lab.registerKey(String(connectorId));
        lab.allowReading();
        await keyStore.create({ vmClusterOcid, connectorId });
        await databaseKey.create({ vmClusterOcid, databaseName: "SALES01", registeredKeyId });
    };

    it("waits for an association that is made at the same time, and for its connector", async () => {
        const passing = gate.create(inputs({ ownsAssociation: true }));
        setTimeout(() => void lab.associate(), 300);
        const { id, outs } = await passing;
        expect(outs).to.include({ associationStatus: "CONNECTED", lifecycleState: "ACTIVE", ownsAssociation: true });
        expect(outs.connectorId).to.equal(connector().id);
        const found = await refreshed(id, outs);
        expect(found.outs).to.deep.equal(outs);
        expect(await gate.diff(id, found.outs, inputs({ ownsAssociation: true }))).to.include({ changes: false });
    });

    it("takes no association for one that exists where there is none, at once", async () => {
        const started = Date.now();
        expect(await failure(gate.create(inputs({ existingAssociation: true })))).to.match(
            /does not list the association of role \S+ with \S+, .*remove `associated`, and the program creates the association/,
        );
        expect(Date.now() - started).to.be.below(10_000);
    });

    it("tells AWS's reason of an association that goes wrong while it is made, and keeps it for the taking down", async () => {
        const passing = gate.create(inputs({ ownsAssociation: true })).catch((error: unknown) => error);
        setTimeout(() => void lab.associate("ocid1.cloudvmcluster.oc1.iad.aaaaanother"), 300);
        const error = (await passing) as Error & { id: string; properties: Properties };
        expect(error.message)
            .to.match(/^the association of role \S+ with \S+ is DISCONNECTED: .*does not allow a token/)
            .and.to.contain("pulumi import aws:odb/iamRoleAssociation:IamRoleAssociation NAME")
            .and.to.contain("aws odb disassociate-iam-role-from-resource");
        expect(lab.calls("RefreshOracleDbAwsIdentityConnector")).to.equal(0);
        await gate.delete(error.id, error.properties);
        expect(cluster().roles).to.deep.equal([]);
    });

    it("says which nodes cannot take the role, and what to look at, once a refresh did not help", async () => {
        await lab.associate("ocid1.cloudvmcluster.oc1.iad.aaaaanother");
        await settled();
        const message = await failure(gate.create(inputs({ existingAssociation: true })));
        expect(message)
            .to.contain(`is DISCONNECTED after a refresh: 0 of 2 nodes can assume ${lab.roleArn}`)
            .and.to.contain("OCI says: ")
            .and.to.contain("AWS says: DISCONNECTED: ")
            .and.to.contain(`audience DBMC/, subject ${lab.clusterOcid}`);
    });

    it("sees by a refresh of the connector that the trust of its role was mended", async () => {
        await lab.associate("ocid1.cloudvmcluster.oc1.iad.aaaaanother");
        await settled();
        await trust(lab.clusterOcid);
        const { id, outs } = await gate.create(inputs());
        expect(outs).to.include({ associationStatus: "CONNECTED", assumeRoleStatus: "CONNECTED" });

        await trust("another");
        await gate.update(id, outs, inputs({ refreshTriggers: { by: "hand" } })).catch(() => {});
        const lost = await refreshed(id, outs);
        expect(lost.outs).to.include({ associationStatus: "DISCONNECTED", assumeRoleStatus: "DISCONNECTED" });
        expect(lost.outs.associationReason).to.contain("does not allow a token");
        expect((await gate.diff(id, lost.outs, inputs())).changes).to.equal(true);
        await trust(lab.clusterOcid);
        const mended = await gate.update(id, lost.outs, inputs());
        expect(mended.outs).to.include({ associationStatus: "CONNECTED", assumeRoleStatus: "CONNECTED" });
        expect(mended.outs).not.to.have.property("associationReason");
    });

    it("tells a FAILED association without asking anybody to refresh", async () => {
        await lab.associate();
        const { id, outs } = await gate.create(inputs());
        Object.assign(cluster().roles[0]!, { status: "FAILED", statusReason: "The agent stopped" });
        lab.forget();
        const { outs: found } = await refreshed(id, outs);
        expect(await failure(gate.update(id, found, inputs()))).to.match(/ is FAILED: The agent stopped\nWhat to do: /);
        expect(lab.calls("RefreshOracleDbAwsIdentityConnector")).to.equal(0);
    });

    it("may lack a node where the program says so", async () => {
        await lab.associate();
        await gate.create(inputs());
        cluster().roles[0]!.status = "PARTIALLY_CONNECTED";
        connector().serviceRoleDetails[0]!.assumeRoleStatus = "PARTIALLY_CONNECTED";
        const news = inputs({ requireAllNodes: false });
        lab.forget();
        const { id, outs } = await gate.create(news);
        expect(outs).to.include({ associationStatus: "PARTIALLY_CONNECTED" });
        expect(lab.calls("RefreshOracleDbAwsIdentityConnector")).to.equal(0);
        expect(await gate.diff(id, outs, news)).to.deep.equal({ changes: false, replaces: [] });
    });

    it("tells at once that the connector is gone while its association stays, and how to get another", async () => {
        await lab.associate();
        const { id, outs } = await gate.create(inputs({ ownsAssociation: true }));
        lab.sandbox.world.connectors.clear();
        const { outs: found } = await refreshed(id, outs);
        expect(found).to.include({ associationStatus: "CONNECTED", lifecycleState: "DELETED" });
        const started = Date.now();
        expect(await failure(gate.update(id, found, inputs({ ownsAssociation: true }))))
            .to.match(/^VM cluster \S+ has no identity connector, although its association with role \S+ is CONNECTED/)
            .and.to.contain("`connector: {}`")
            .and.to.contain("aws odb disassociate-iam-role-from-resource --aws-integration KmsTde --iam-role-arn")
            .and.to.contain("aws odb associate-iam-role-to-resource --aws-integration KmsTde --iam-role-arn");
        expect(Date.now() - started).to.be.below(10_000);
    });

    it("refreshes the connector once the role is back that somebody deleted", async () => {
        await lab.associate();
        const { id, outs } = await gate.create(inputs());
        await iam.send(new DeleteRoleCommand({ RoleName: "sales-tde" }));
        const { outs: found } = await refreshed(id, outs);
        expect(found).to.include({ associationStatus: "CONNECTED", isRoleGone: true });
        expect((await gate.diff(id, found, inputs())).changes).to.equal(true);
        await lab.createRole();
        lab.forget();
        const { outs: mended } = await gate.update(id, found, inputs());
        expect(lab.calls("RefreshOracleDbAwsIdentityConnector")).to.equal(1);
        expect(mended).to.include({ associationStatus: "CONNECTED" }).and.not.to.have.property("isRoleGone");
    });

    describe("where policies deny the role the use of keys", () => {
        const deny = (resource: string, more: object = {}) =>
            JSON.stringify({
                Version: "2012-10-17",
                Statement: [{ Effect: "Deny", Action: "kms:*", Resource: resource, ...more }],
            });
        const put = (PolicyName: string, PolicyDocument: string) =>
            iam.send(new PutRolePolicyCommand({ RoleName: "sales-tde", PolicyName, PolicyDocument }));
        const names = async () => {
            const RoleName = "sales-tde";
            const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
            const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
            return [...PolicyNames, ...AttachedPolicies.map(({ PolicyName }) => PolicyName)].sort();
        };

        it("finds those that cover keys, and takes exactly these off a role of the program", async () => {
            await lab.associate();
            const news = inputs({ ownsRole: true });
            const { id, outs } = await gate.create(news);
            await database(outs.connectorId);
            const [key] = lab.sandbox.world.awsKeys.values();
            const { Policy } = await iam.send(
                new CreatePolicyCommand({ PolicyName: "no-keys", PolicyDocument: deny(key!.value.awsKeyArn!) }),
            );
            await iam.send(new AttachRolePolicyCommand({ RoleName: "sales-tde", PolicyArn: Policy!.Arn }));
            await put("all-keys", deny("*"));
            await put("other-key", deny("arn:aws:kms:us-east-1:111122223333:key/11111111-a006-4302-92d5-48ecca31d48e"));
            await put(
                "one-version",
                deny("*", { Condition: { StringEquals: { "kms:EncryptionContext:MKID": "06" } } }),
            );
            await put("no-buckets", deny("*", { Action: "s3:*" }));

            const found = await refreshed(id, outs);
            expect(found.inputs.roleDenials).to.deep.equal(["all-keys", Policy!.Arn]);
            expect((await gate.diff(id, found.outs, news)).changes).to.equal(true);
            const { outs: mended } = await gate.update(id, found.outs, news);
            expect(mended).not.to.have.property("roleDenials");
            expect(await names()).to.deep.equal(["no-buckets", "one-version", "other-key"]);
        });

        it("leaves to its owner a role that the program did not make, and tells the commands", async () => {
            await lab.associate();
            const news = inputs({ ownsRole: false });
            const { id, outs } = await gate.create(news);
            await put("all-keys", deny("*"));
            const { outs: found } = await refreshed(id, outs);
            expect(await failure(gate.update(id, found, news)))
                .to.contain("is denied the use of KMS keys by all-keys")
                .and.to.contain("aws iam delete-role-policy --role-name sales-tde --policy-name all-keys");
            expect(await names()).to.deep.equal(["all-keys"]);
        });

        it("leaves one that lets the role use keys besides while no database tells which, and tells the command", async () => {
            await lab.associate();
            const news = inputs({ ownsRole: true });
            const { id, outs } = await gate.create(news);
            const key = "arn:aws:kms:us-east-1:111122223333:key/11111111-a006-4302-92d5-48ecca31d48e";
            const Statement = [
                { Effect: "Allow", Action: "kms:*", Resource: key },
                { Effect: "Deny", Action: "kms:*", NotResource: key },
            ];
            await put("one-key", JSON.stringify({ Version: "2012-10-17", Statement }));
            const { outs: found } = await refreshed(id, outs);
            expect(await failure(gate.update(id, found, news)))
                .to.contain(
                    "is denied the use of KMS keys by one-key, and other statements in them allow the role to use keys",
                )
                .and.to.contain(
                    "aws iam put-role-policy --role-name sales-tde --policy-name one-key --policy-document",
                );
            expect(await names()).to.deep.equal(["one-key"]);
        });
    });

    describe("and the association that it holds for the program", () => {
        it("goes with the gate, also when its role is gone from IAM", async () => {
            await lab.associate();
            const { id, outs } = await gate.create(inputs({ ownsAssociation: true }));
            await iam.send(new DeleteRoleCommand({ RoleName: "sales-tde" }));
            await gate.delete(id, outs);
            expect(cluster().roles).to.deep.equal([]);
            await gate.delete(id, outs);
            expect(await gate.read(id, outs)).to.deep.equal({ id: "" });
        });

        it("stays without an owner, with a successor, and while a database needs it", async () => {
            await lab.associate();
            const { id, outs } = await gate.create(inputs({ ownsAssociation: false }));
            await gate.delete(id, outs);
            const first = await gate.create(inputs({ ownsAssociation: true }));
            await pause();
            const second = await gate.create(inputs({ ownsAssociation: true }));
            await gate.delete(first.id, first.outs);
            expect(cluster().roles.map(({ status }) => status)).to.deep.equal(["CONNECTED"]);
            await database(outs.connectorId);
            lab.forget();
            await gate.delete(second.id, second.outs);
            expect(lab.calls("DisassociateIamRoleFromResource")).to.equal(0);
        });

        it("is released for another role only while no database needs it", async () => {
            await lab.associate();
            const { outs } = await gate.create(inputs());
            await releaseAssociation(lab.vmClusterArn, `${lab.roleArn}-2`);
            expect(lab.calls("DisassociateIamRoleFromResource"), "a role that is not associated").to.equal(0);
            await database(outs.connectorId);
            expect(await failure(releaseAssociation(lab.vmClusterArn, lab.roleArn))).to.match(
                /^the association of role \S+ with \S+ is in use: without it database SALES01 .* could not be opened/,
            );
            expect(lab.calls("DisassociateIamRoleFromResource")).to.equal(0);
        });

        it("is gone when its release ends", async () => {
            await lab.associate();
            await gate.create(inputs());
            await releaseAssociation(lab.vmClusterArn, lab.roleArn);
            expect(cluster().roles).to.deep.equal([]);
        });
    });
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 10));
