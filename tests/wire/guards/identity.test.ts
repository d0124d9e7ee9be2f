import { CreatePolicyCommand, IAMClient, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import { expect } from "chai";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { policyText, trustPolicy } from "../../../sdk/policies";
import { provider as keyStore } from "../../../sdk/resources/cluster-key-store-registration/operations";
import { provider as databaseKey } from "../../../sdk/resources/database-key/operations";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import * as usage from "../../../sdk/usage/usage-of";
import { usageOfOidcProvider } from "../../../sdk/usage/usage-of-trust";
import { failure } from "../../unit/sdk/failure";
import { type Lab, openLab } from "../sdk/lab";
import { judged } from "./watching";

const elsewhere = "ocid1.compartment.oc1..aaaaelsewhere";

describe("the identity of a cluster in use, asked of both clouds", function () {
    this.timeout(60_000);
    let lab: Lab;
    let iam: IAMClient;
    let oidcProviderArn: string;
    let vmClusterArn: string;

    before(async () => {
        lab = await openLab();
        const { sandbox, clusterOcid: vmClusterOcid, compartmentId, roleArn } = lab;
        iam = new IAMClient({ endpoint: sandbox.awsEndpoint, region: "us-east-1" });
        await lab.associate();
        const host = sandbox.world.settings.domainUrl.replace("https://", "").replace(":443", "");
        oidcProviderArn = `arn:aws:iam::111122223333:oidc-provider/${host}`;
        vmClusterArn = cluster().cloudVmClusterArn;
        const { outs } = await gate.create({ vmClusterArn, vmClusterOcid, compartmentId, roleArn });
        const connectorId = String(outs.connectorId);
        const registeredKeyId = await lab.registerKey(connectorId);
        lab.allowReading();
        await keyStore.create({ vmClusterOcid, connectorId });
        await databaseKey.create({ vmClusterOcid, databaseName: "SALES01", registeredKeyId });
    });
    after(async () => {
        iam?.destroy();
        await lab.close();
    });
    beforeEach(() => useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] }));

    const cluster = () => lab.sandbox.world.clusters.get("vmc_sales00001")!;
    const connector = () => [...lab.sandbox.world.connectors.values()][0]!.value;
    const wanted = (changes: object = {}) => ({
        vmClusterOcid: lab.clusterOcid,
        vmClusterArn,
        oidcProviderArn,
        audience: "DBMC/",
        subject: lab.clusterOcid,
        ...changes,
    });
    const refused = async (before: object, after: object) =>
        (await judged("identity", { ...before }, { ...after })).reasons;
    const trust = async (changes: object) => {
        const issuerUrl = `https://${oidcProviderArn.split("/")[1]}`;
        const document = trustPolicy({ oidcProviderArn, issuerUrl, subject: lab.clusterOcid, ...changes });
        await iam.send(
            new UpdateAssumeRolePolicyCommand({ RoleName: "sales-tde", PolicyDocument: policyText(document) }),
        );
    };

    it("is taken over as it is", async () => {
        expect(await refused({}, wanted())).to.deep.equal([]);
        expect(await refused(wanted(), wanted())).to.deep.equal([]);
    });

    it("keeps the trust that it works by when a program takes it over", async () => {
        await trust({ audience: "DBMC/other" });
        const [reason, ...others] = await refused({}, wanted());
        expect(others).to.deep.equal([]);
        expect(reason)
            .to.match(
                /^the change of audience in the trust policy of \S+sales-tde from DBMC\/other to DBMC\/ makes the role/,
            )
            .and.to.match(
                /database SALES01 .*; put the live values into the program, or use the role as `existing: { roleArn }`/,
            );
        expect(await refused({}, wanted({ audience: "DBMC/other" }))).to.deep.equal([]);
        const { audience: _, subject: __, ...existing } = wanted({ roleArn: lab.roleArn });
        expect(await refused({}, existing)).to.deep.equal([]);
        expect(await refused({}, wanted({ roleName: "another" })), "a role of another name").to.deep.equal([]);
    });

    for (const change of [
        { audience: "DBMC/other" },
        { subject: "ocid1.cloudvmcluster.oc1.iad.other" },
        { oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/idcs-other.identity.oraclecloud.com" },
    ]) {
        const [member] = Object.keys(change);
        it(`lets a trust be mended in which somebody changed ${member}, whatever AWS still says`, async () => {
            await trust(change);
            for (const status of ["CONNECTED", "DISCONNECTED"] as const) {
                cluster().roles[0]!.status = status;
                expect(await refused(wanted(), wanted()), status).to.deep.equal([]);
                expect(await refused(wanted(), wanted(change)), `${status}, and says what is there`).to.deep.equal([]);
            }
            cluster().roles[0]!.status = "CONNECTED";
            await trust({});
            expect((await refused(wanted(), wanted(change))).join(), "what works").to.contain(`change of ${member}`);
        });
    }

    it("may be named in another way, as long as it is the same role", async () => {
        const { audience: _, subject: __, ...existing } = wanted({ roleArn: lab.roleArn });
        expect(await refused(wanted({ roleName: "sales-tde" }), existing)).to.deep.equal([]);
        expect(await refused(wanted(), wanted({ roleName: "sales-tde" }))).to.deep.equal([]);
        expect((await refused(wanted(), wanted({ roleName: "other" }))).join()).to.contain("replaces the role");
    });

    it("takes a permissions boundary only if it lets the role use the keys of its databases", async () => {
        const boundary = async (PolicyName: string, Action: string[]) => {
            const PolicyDocument = JSON.stringify({
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Action, Resource: "*" }],
            });
            return (await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }))).Policy!.Arn!;
        };
        const narrow = await boundary("narrow", ["s3:*", "kms:Encrypt", "kms:DescribeKey"]);
        const wide = await boundary("wide", ["kms:*"]);
        expect(await refused(wanted(), wanted({ permissionsBoundary: wide }))).to.deep.equal([]);
        const [reason] = await refused(wanted(), wanted({ permissionsBoundary: narrow }));
        expect(reason).to.match(/boundary \S+narrow keeps the role from its keys .*database SALES01/);
        const [unseen] = await refused(wanted(), wanted({ permissionsBoundary: `${narrow}-2` }));
        expect(unseen).to.contain("cannot find out whether databases use it");
        expect(await refused(wanted({ permissionsBoundary: narrow }), wanted()), "dropping it").to.deep.equal([]);
    });

    it("keeps scope and issuer of the tokens", async () => {
        const { oidcScope, issuerUrl } = connector();
        const own = wanted({ oidcScope, issuerUrl });
        expect(await refused(own, own)).to.deep.equal([]);
        expect(await refused(wanted(), own), "a connector taken over").to.deep.equal([]);
        expect((await refused(own, { ...own, oidcScope: "DBMC/x" })).join()).to.contain("tokens of another scope");
        const imported = await refused({}, { ...own, issuerUrl: "https://other" });
        expect(imported.join()).to.match(/issuerUrl in identity connector \S+ from https:\S+ to https:\/\/other gives/);
    });

    it("is found by its connector in another compartment", async () => {
        const { compartmentId, roleArn, clusterOcid: vmClusterOcid } = lab;
        const { compartmentId: home, id } = connector();
        connector().compartmentId = elsewhere;
        const found = await gate.create({ vmClusterArn, vmClusterOcid, compartmentId, roleArn, timeoutSeconds: 10 });
        expect(found.outs.connectorId).to.equal(id);
        connector().compartmentId = home;
    });

    it("counts for its role where that is associated in another Region, by the subject that it trusts", async () => {
        const [role] = cluster().roles.splice(0);
        const [taken] = connector().serviceRoleDetails.splice(0);
        expect(await usage.usageOfRole(lab.roleArn, "us-east-1"), "a cluster here that has not the role").to.deep.equal(
            [],
        );
        expect(await usageOfOidcProvider(oidcProviderArn, "us-east-1")).to.deep.equal([]);
        const { ociUrl, status } = cluster();
        // As good as no cluster here: OCI goes on knowing it.
        delete cluster().ociUrl;
        cluster().status = "PROVISIONING";
        useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] });
        const names = (databases: readonly usage.UsingDatabase[]) => databases.map(({ name }) => name);
        expect(names(await usage.usageOfRole(lab.roleArn, "us-east-1"))).to.deep.equal(["SALES01"]);
        expect(names(await usageOfOidcProvider(oidcProviderArn, "us-east-1"))).to.deep.equal(["SALES01"]);
        await trust({ subject: "nodes" });
        useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] });
        expect(await failure(usageOfOidcProvider(oidcProviderArn, "us-east-1"))).to.contain(
            "delete the role if nothing uses it",
        );
        expect(await usageOfOidcProvider(oidcProviderArn, "us-east-1", { own: lab.roleArn })).to.deep.equal([]);
        Object.assign(cluster(), { ociUrl, status });
        cluster().roles.push(role!);
        connector().serviceRoleDetails.push(taken!);
    });
});
