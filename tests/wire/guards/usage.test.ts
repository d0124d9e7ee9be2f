import {
    CreateKeyCommand,
    type CreateKeyCommandInput,
    KMSClient,
    ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { expect } from "chai";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { provider as useGuard } from "../../../sdk/guards/use-guard";
import { provider as keyStore } from "../../../sdk/resources/cluster-key-store-registration/operations";
import { provider as databaseKey } from "../../../sdk/resources/database-key/operations";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import * as usage from "../../../sdk/usage/usage-of";
import { usageOfOidcProvider } from "../../../sdk/usage/usage-of-trust";
import { failure } from "../../unit/sdk/failure";
import { type Lab, openLab } from "../sdk/lab";
import { refusals } from "./watching";

/** The one that `allowReading` makes. */
const policyId = "ocid1.policy.oc1..aaaareadkeys";
const region = "us-east-1";
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("what databases use, asked of both clouds", function () {
    this.timeout(60_000);
    let lab: Lab;
    let connectorId: string;
    let registeredKeyId: string;
    let keyArn: string;
    let providerArn: string;

    before(async () => {
        lab = await openLab();
        await lab.associate();
        const { vmClusterArn, clusterOcid: vmClusterOcid, compartmentId, roleArn } = lab;
        connectorId = String(
            (await gate.create({ vmClusterArn, vmClusterOcid, compartmentId, roleArn })).outs.connectorId,
        );
        registeredKeyId = await lab.registerKey(connectorId);
        keyArn = lab.sandbox.world.awsKeys.get(registeredKeyId)!.value.awsKeyArn!;
        lab.allowReading();
        await keyStore.create({ vmClusterOcid, connectorId });
        providerArn = `arn:aws:iam::111122223333:oidc-provider/${lab.sandbox.world.settings.domainUrl.replace("https://", "").replace(":443", "")}`;
    });
    after(() => lab.close());
    afterEach(() => {
        lab.sandbox.world.faults.clear();
        forget();
    });

    /** Answers are shared for some seconds; a change of settings ends that. */
    const forget = () => useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] });

    const clusterArn = () => lab.sandbox.world.clusters.get("vmc_sales00001")!.cloudVmClusterArn;
    const questions: Record<string, () => Promise<usage.UsingDatabase[]>> = {
        key: () => usage.usageOfKey(keyArn, region),
        role: () => usage.usageOfRole(lab.roleArn, region),
        association: () => usage.usageOfAssociation(lab.roleArn, clusterArn(), region),
        "OIDC provider": () => usageOfOidcProvider(providerArn, region),
        "OIDC provider with its audience": () => usageOfOidcProvider(providerArn, region, { audiences: ["DBMC/"] }),
        connector: () => usage.usageOfConnector(connectorId, region),
        "registered key": () => usage.usageOfRegisteredKey(registeredKeyId, region),
        cluster: () => usage.usageOfCluster(lab.clusterOcid, region),
        "cluster by ARN": () => usage.usageOfCluster(clusterArn(), region),
        "cluster by its id in AWS": () => usage.usageOfClusterId("vmc_sales00001", region),
        infrastructure: () => usage.usageOfInfrastructure("exa_sales00001", region),
        network: () => usage.usageOfNetwork("odbnet_sales00001", region),
        "policy of a compartment": () => usage.usageOfCompartmentPolicy(policyId, lab.compartmentId, region),
    };

    for (const [subject, ask] of Object.entries(questions)) {
        it(`${subject}: nothing while the database is in the wallet`, async () => {
            expect(await ask()).to.deep.equal([]);
        });
    }

    it("a guard may then be removed, and lets everything be changed", async () => {
        const subjects = [{ kind: "key", keyArn }];
        await useGuard.delete("guard", { subjects });
        expect((await useGuard.check({ subjects }, { subjects: [] })).failures).to.deep.equal([]);
        expect(await refusals("key", { keyArn }, { keyArn, enabled: false })).to.equal("");
    });

    it("the database moves to AWS KMS", async () => {
        const { clusterOcid: vmClusterOcid } = lab;
        await databaseKey.create({ vmClusterOcid, databaseName: "SALES01", registeredKeyId });
    });

    for (const [subject, ask] of Object.entries(questions)) {
        it(`${subject}: the database by name, OCID and cluster`, async () => {
            expect(await ask()).to.deep.equal([
                {
                    id: lab.databaseOcid,
                    name: "SALES01",
                    clusterName: "sales",
                    clusterOcid: lab.clusterOcid,
                    registeredKeyId: registeredKeyId,
                    version: "19.28.0.0",
                },
            ]);
        });
    }

    it("others of the same kind are not in use", async () => {
        expect(await usage.usageOfKey(keyArn.replace(/[0-9a-f]{4}$/, "0000"), region)).to.deep.equal([]);
        expect(await usage.usageOfRole(`${lab.roleArn}-2`, region)).to.deep.equal([]);
        expect(await usage.usageOfNetwork("odbnet_other", region)).to.deep.equal([]);
        expect(await usage.usageOfInfrastructure("exa_other", region)).to.deep.equal([]);
        expect(await usage.usageOfClusterId("vmc_other", region)).to.deep.equal([]);
        expect(await usageOfOidcProvider(`${providerArn}-2`, region)).to.deep.equal([]);
        expect(await usageOfOidcProvider(providerArn, region, { audiences: ["other"] })).to.deep.equal([]);
        expect(await usage.usageOfCompartmentPolicy(policyId, "ocid1.compartment.oc1..other", region)).to.deep.equal(
            [],
        );
    });

    it("a policy is needed by nobody while another says the same, and otherwise for what it is asked for", async () => {
        const { policies } = lab.sandbox.world;
        const subjects = [
            { kind: "compartmentPolicy", policyId, compartmentId: lab.compartmentId, label: "read-keys" },
        ];
        const refused = (await useGuard.check({ subjects }, { subjects: [] })).failures;
        expect(refused[0]?.reason)
            .to.contain("the OCI policy that lets VM clusters read keys read-keys")
            .and.to.contain("SALES01 of VM cluster sales")
            .and.to.contain("could no longer get a key or be rotated");
        const { etag, value } = policies.get("policy")!;
        policies.set("other", { etag, value: { ...value, id: "ocid1.policy.oc1..aaaaother" } });
        expect((await useGuard.check({ subjects }, { subjects: [] })).failures).to.deep.equal([]);
        policies.delete("other");
    });

    it("many questions share one LIST of clusters, and one of databases", async () => {
        lab.forget();
        await Promise.all(Object.values(questions).map((ask) => ask()));
        expect(lab.calls("ListCloudVmClusters")).to.equal(1);
        expect(lab.calls("ListDatabases")).to.equal(1);
    });

    it("a question that cannot be asked is an error with the service's words, never an empty answer", async () => {
        const error = { status: 400, code: "AccessDeniedException", message: "not authorized" };
        lab.sandbox.world.faults.set({ operation: "ListCloudVmClusters", error, times: 9 });
        for (const subject of ["key", "role", "network"])
            expect(await failure(questions[subject]!())).to.contain("not authorized");
        const reason = (await useGuard.check({ subjects: [{ kind: "key", keyArn }] }, { subjects: [] })).failures[0]!
            .reason;
        expect(reason).to.contain("cannot find out whether databases use it").and.to.contain("not authorized");
    });

    it("a guard stays, and so does each of its subjects", async () => {
        const subjects = [{ kind: "key", keyArn, label: "alias/exadata/tde" }];
        expect(await failure(useGuard.delete("guard", { subjects }))).to.match(
            /^KMS key alias\/exadata\/tde \(arn:.*\) is in use: without it database SALES01 of VM cluster sales \(ocid1\.database\..*take-a-cluster-off-aws-kms\.md/,
        );
        expect((await useGuard.check({ subjects }, { subjects: [] })).failures).to.have.lengthOf(1);
        expect((await useGuard.check({ subjects }, { subjects })).failures).to.deep.equal([]);
    });

    it("a subject that would be made anew is told from one that is known only later", async () => {
        const later = async (before: object, after: object) =>
            (await useGuard.check({ subjects: [before] }, { subjects: [after] })).failures
                .map(({ reason }) => reason)
                .join();
        const urns = { urn: "urn:pulumi:prod::x::A$aws:kms/key:Key::tde", parentName: "tde" };
        const key = { kind: "key", keyArn, ...urns };
        const id = keyArn.split("/")[1];
        expect(await later(key, { ...key, keyArn: unknown }))
            .to.contain("is in use")
            .and.contain(`pulumi import --parent parent='urn:pulumi:prod::x::A::tde' aws:kms/key:Key tde ${id}`)
            .and.contain(`pulumi state untaint '${urns.urn}'`);
        const other = keyArn.replace(/[0-9a-f]{4}$/, "0000");
        expect(await later(key, { ...key, keyArn: other })).to.contain(`sed 's/${other.split("/")[1]}/${id}/g'`);
        const vmClusterArn = clusterArn();
        expect(await later({ kind: "cluster", vmClusterArn }, { kind: "cluster", vmClusterArn: unknown })).to.equal("");
        const association = { kind: "association", roleArn: lab.roleArn, vmClusterArn };
        expect(await later(association, { ...association, vmClusterArn: unknown })).to.equal("");
        expect(await later(association, { ...association, roleArn: "another", vmClusterArn: unknown })).to.contain(
            "the association of IAM role",
        );
    });

    it("a grant stays while it is the program's, and may go once the program has let it go in a run before", async () => {
        const grant = { kind: "grant", keyArn, roleArn: lab.roleArn };
        const gone = async (subject: object) =>
            (await useGuard.check({ subjects: [subject] }, { subjects: [] })).failures.length;
        expect(await gone(grant)).to.equal(1);
        expect(await gone({ ...grant, released: false })).to.equal(1);
        expect(await gone({ ...grant, released: true })).to.equal(0);
        await useGuard.delete("guard", { subjects: [{ ...grant, released: true }] });
    });

    it("is asked in the Region and from the account that it was made in", async () => {
        const subjects = [{ kind: "key", keyArn }];
        const abroad: Record<string, string> = { "aws:region": "us-west-2" };
        useConfig({ get: (key) => abroad[key] ?? lab.sandbox.pulumiConfig[key] });
        const home = { region, accountId: "111122223333" };
        expect(await failure(useGuard.delete("guard", { subjects, home }))).to.contain("SALES01");
        const database = { kind: "database", databaseId: lab.databaseOcid };
        expect(await failure(useGuard.delete("guard", { subjects: [database], home }))).to.contain("with its data");
        forget();
        const stranger = { ...home, accountId: "444455556666" };
        expect(await failure(useGuard.delete("guard", { subjects, home: stranger }))).to.contain(
            "this was made in account 444455556666",
        );
    });

    it("a key keeps what its databases need", async () => {
        const own = { keyArn, alias: "alias/exadata/tde", accountId: "111122223333", userRoleArns: [lab.roleArn] };
        const taken = await refusals("key", own, { ...own, userRoleArns: [] });
        expect(taken).to.match(/takes DescribeKey, Encrypt or Decrypt from arn:aws:iam::111122223333:role\/sales-tde/);
        expect(await refusals("key", own, { ...own, enabled: true, multiRegion: false })).to.equal("");
    });

    it("a registration keeps key and connector, and takes no key that TDE cannot use", async () => {
        const { compartmentId } = lab;
        const before = { keyArn, connectorId, compartmentId };
        const check = async (change: object) => refusals("registration", before, { ...before, ...change });
        expect(await check({})).to.equal("");
        expect(await check({ connectorId: `${connectorId}x` })).to.contain(
            "deregister this one, which database SALES01",
        );
        expect(await check({ keyArn: keyArn.replace("us-east-1", "eu-west-1") })).to.contain("the key is in eu-west-1");
        const { value } = lab.sandbox.world.awsKeys.get(registeredKeyId)!;
        value.compartmentId = "ocid1.compartment.oc1..aaaamoved";
        forget();
        expect(await check({ connectorId: `${connectorId}x` }), "moved").to.contain(
            "deregister this one, which database SALES01",
        );
        value.compartmentId = compartmentId;
    });

    it("a key is measured by the Region of the connector, not of the stack, also one that is registered", async () => {
        const connector = lab.sandbox.world.connectors.get(connectorId)!.value;
        const told = (inputs: object) => refusals("registration", {}, inputs);
        const { compartmentId } = lab;
        const location = connector.awsLocation;
        for (const inputs of [{ keyArn, connectorId, compartmentId }, { registeredKeyId: registeredKeyId }]) {
            connector.awsLocation = "eu-west-1";
            expect(await told(inputs)).to.contain("the key is in us-east-1, the VM cluster in eu-west-1");
            connector.awsLocation = "Ireland";
            expect(await told(inputs), "no Region").to.equal("");
            connector.awsLocation = location;
            expect(await told(inputs)).to.equal("");
        }
        expect(await told({ keyArn, connectorId: unknown, compartmentId })).to.equal("");
        expect(await told({ registeredKeyId: `${registeredKeyId}gone` })).to.equal("");
    });

    it("a key of the wrong kind, or one that is to be deleted, is not registered", async () => {
        const kms = new KMSClient({ endpoint: lab.sandbox.awsEndpoint, region: "us-east-1" });
        const made = async (input: CreateKeyCommandInput) =>
            (await kms.send(new CreateKeyCommand(input))).KeyMetadata!.Arn!;
        const told = (arn: string, before: object = {}) =>
            refusals("registration", before, { keyArn: arn, connectorId, compartmentId: lab.compartmentId });
        const signing = await made({ KeySpec: "RSA_2048", KeyUsage: "SIGN_VERIFY" });
        expect(await told(signing)).to.contain("is a key with the spec RSA_2048 for SIGN_VERIFY");
        const doomed = await made({});
        expect(await told(doomed)).to.equal("");
        await kms.send(new ScheduleKeyDeletionCommand({ KeyId: doomed, PendingWindowInDays: 7 }));
        expect(await told(doomed))
            .to.contain("is scheduled for deletion")
            .and.to.contain("cancel-key-deletion");
        expect(await told(doomed, { keyArn: doomed }), "registered already").to.equal("");
    });

    it("nothing any more once the database is terminated", async () => {
        lab.sandbox.world.databases.get(lab.databaseOcid)!.oci.value.lifecycleState = "TERMINATED";
        for (const ask of Object.values(questions)) expect(await ask()).to.deep.equal([]);
    });
});
