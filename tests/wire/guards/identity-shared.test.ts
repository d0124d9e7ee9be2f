import { setTimeout as sleep } from "node:timers/promises";
import {
    CreatePolicyCommand,
    DeleteRolePermissionsBoundaryCommand,
    PutRolePermissionsBoundaryCommand,
} from "@aws-sdk/client-iam";
import { expect } from "chai";
import { provider as databaseKey } from "../../../sdk/resources/database-key/operations";
import { rotatePluggable } from "../../../sdk/resources/pluggable-database-key-rotation/operations";
import { Estate, set } from "../chain/estate";
import { judged } from "./watching";

const second = "ocid1.cloudvmcluster.oc1.iad.second";
const nobody = "ocid1.cloudvmcluster.oc1.iad.nobody";

/** CloudTrail tells whole seconds: only what is this far apart is told apart. */
const apart = 2100;

describe("a role that more clusters than one have", function () {
    this.timeout(60_000);
    let estate: Estate;

    before(async () => {
        estate = await Estate.open();
        shareWith();
    });
    after(() => estate.close());
    beforeEach(async () => {
        estate.forget();
        await both();
    });

    /** A second cluster with the same role and without a database; that of the lab has one. */
    const shareWith = () => {
        const { cluster } = estate;
        const cloudVmClusterArn = cluster.cloudVmClusterArn.replace("vmc_sales00001", "vmc_second0001");
        estate.lab.sandbox.world.clusters.set("vmc_second0001", {
            ...cluster,
            cloudVmClusterId: "vmc_second0001",
            cloudVmClusterArn,
            displayName: "second",
            ocid: second,
            twin: { etag: "1", value: { ...cluster.twin!.value, id: second } },
            roles: cluster.roles.map((role) => ({ ...role })),
            ...(cluster.ociUrl && { ociUrl: cluster.ociUrl.replaceAll(estate.lab.clusterOcid, second) }),
        });
    };
    const both = () => estate.trust({ subject: [estate.lab.clusterOcid, second] });
    /** What a program says whose cluster is the second one. */
    const mine = (changes: object = {}) => ({
        vmClusterOcid: second,
        vmClusterArn: estate.cluster.cloudVmClusterArn.replace("vmc_sales00001", "vmc_second0001"),
        oidcProviderArn: estate.providerArn,
        audience: "DBMC/",
        subject: second,
        ...changes,
    });
    const refused = async (olds: object, wanted: object) => {
        estate.forget();
        return (await judged("identity", { ...olds }, wanted)).reasons.join("\n");
    };
    const policy = async (...Statement: object[]) => {
        const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
        const PolicyName = `boundary-${Math.random().toString(36).slice(2)}`;
        return (await estate.iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }))).Policy!.Arn!;
    };
    const allow = (...Action: string[]) => ({ Effect: "Allow", Action, Resource: "*" });

    const runs: Record<string, () => [olds: object, wanted: object]> = {
        "drift put back": () => [mine(), mine()],
        "a first run": () => [{}, mine()],
        "a first run with the name of the role": () => [{}, mine({ roleName: estate.roleName })],
        "another audience": () => [mine(), mine({ audience: "other" })],
        "another provider": () => [mine(), mine({ oidcProviderArn: `${estate.providerArn}2` })],
        "a subject that is nobody": () => [mine(), mine({ subject: nobody })],
    };
    for (const [title, run] of Object.entries(runs)) {
        it(`keeps letting in the other cluster, whose database is in use: ${title}`, async () => {
            expect(await refused(...run()))
                .to.contain(`might not accept the tokens of VM cluster ${estate.lab.clusterOcid}, which uses this role`)
                .and.to.contain("database SALES01 of VM cluster sales")
                .and.to.contain("give each VM cluster its own role");
        });
    }

    it("keeps letting in a cluster that takes it by its connector alone, and one of another Region that it names", async () => {
        const undo = set(estate.cluster, { roles: [] });
        expect(await refused(mine(), mine()), "the association is not listed").to.contain("database SALES01");
        const { ociUrl } = estate.cluster;
        delete estate.cluster.ociUrl;
        expect(await refused(mine(), mine()), "AWS does not list the cluster here").to.contain("database SALES01");
        Object.assign(estate.cluster, { ociUrl });
        undo();
    });

    it("keeps letting in a cluster that takes it by its connector, while AWS lists another role that failed", async () => {
        const [role] = estate.cluster.roles;
        const failed = { ...role!, iamRoleArn: `${role!.iamRoleArn}-other`, status: "FAILED" as const };
        const undo = set(estate.cluster, { roles: [failed] });
        expect(await refused(mine(), mine())).to.contain("database SALES01");
        undo();
    });

    it("keeps letting in a cluster whose connector does not show", async () => {
        const { connectors } = estate.lab.sandbox.world;
        const all = [...connectors];
        connectors.clear();
        const refusal = await refused(mine(), mine());
        for (const [id, connector] of all) connectors.set(id, connector);
        expect(refusal).to.contain("database SALES01");
    });

    it("asks the connector of each cluster what it presents", async () => {
        await estate.trust({ audience: ["DBMC/", "NEW/"], subject: [estate.lab.clusterOcid, second] });
        const undo = set(estate.connector, { oidcScope: "NEW/aws" });
        const wanted = mine({ subject: estate.lab.clusterOcid });
        expect(await refused(wanted, wanted)).to.contain("might not accept the tokens");
        undo();
    });

    it("may be written where the other cluster is let in by no statement already: a repair ends with no refusal", async () => {
        await estate.trust({ subject: nobody });
        expect(await refused(mine(), mine())).to.equal("");
        const { faults } = estate.lab.sandbox.world;
        const error = { status: 403, code: "NotAuthorized", message: "not allowed" };
        const undo = faults.set({ operation: "ListDatabases", error, times: 100 });
        const blind = await refused(mine(), mine());
        undo();
        expect(blind, "databases cannot be asked").to.equal("");
    });

    it("may be written where only the program's cluster gets in, or none of the others has a database", async () => {
        await estate.trust({ subject: second });
        expect(await refused(mine(), mine({ audience: "other" }))).to.equal("");
        await both();
        const [database] = [...estate.lab.sandbox.world.databases.values()];
        const undo = set(database!.oci.value, { lifecycleState: "TERMINATED" } as object);
        expect(await refused(mine(), mine())).to.equal("");
        undo();
    });

    it("is not written where the databases of the other cannot be asked", async () => {
        const { faults } = estate.lab.sandbox.world;
        const error = { status: 403, code: "NotAuthorized", message: "not allowed" };
        const undo = faults.set({ operation: "ListDatabases", error, times: 100 });
        const blind = await refused(mine(), mine());
        undo();
        expect(blind).to.contain("cannot find out whether databases use it");
    });

    it("gets no boundary that keeps the other from its keys", async () => {
        const narrow = await policy(allow("s3:*"));
        const wide = await policy(allow("kms:*"));
        await estate.trust({ subject: second });
        expect(await refused(mine(), mine({ permissionsBoundary: narrow }))).to.contain("database SALES01");
        expect(await refused(mine(), mine({ permissionsBoundary: wide }))).to.equal("");
    });

    it("is judged for the cluster that takes the place of another", async () => {
        await estate.trust({});
        const sales = { vmClusterOcid: estate.lab.clusterOcid, vmClusterArn: estate.lab.vmClusterArn };
        const moved = mine({ ...sales, subject: nobody });
        expect(await refused(mine(), moved)).to.contain("database SALES01");
        expect(await refused({}, moved), "as in a first run").to.contain("database SALES01");
    });

    describe("and a boundary that tells versions of the master key apart", () => {
        const identity = (changes: object = {}) => estate.identity(changes);
        const inUse = async () => (await estate.lab.sandbox.exadata.inspect())[0]!.masterKeyId!;
        const deny = (operator: string, masterKeyId: string, key = "kms:EncryptionContext:MKID") => ({
            Effect: "Deny",
            Action: ["kms:Encrypt", "kms:Decrypt"],
            Resource: "*",
            Condition: { [operator]: { [key]: masterKeyId } },
        });
        const put = (PermissionsBoundary: string) =>
            estate.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: estate.roleName, PermissionsBoundary }));
        beforeEach(() => estate.trust({}));
        afterEach(() => estate.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: estate.roleName })));

        const boundaries: Record<string, (used: string) => object[]> = {
            "denies the version in use": (used) => [allow("kms:*"), deny("StringEquals", used)],
            "denies it in another letter case of the key": (used) => [
                allow("kms:*"),
                deny("StringEquals", used, "KMS:encryptioncontext:mkid"),
            ],
            "denies it by a pattern": (used) => [allow("kms:*"), deny("StringLike", `${used.slice(0, -4)}*`)],
            "denies all but another": (used) => [allow("kms:*"), deny("StringNotEquals", `${used.slice(0, -1)}!`)],
            "allows only another": (used) => [
                allow("kms:DescribeKey"),
                { ...deny("StringEquals", `${used.slice(0, -1)}!`), Effect: "Allow" },
            ],
        };
        for (const [title, statements] of Object.entries(boundaries)) {
            it(`is refused where it ${title}`, async () => {
                const used = await inUse();
                const permissionsBoundary = await policy(...statements(used));
                const refusal = await refused(identity(), identity({ permissionsBoundary }));
                await put(permissionsBoundary);
                const [database] = await estate.lab.sandbox.exadata.inspect();
                expect(database!.readable, "what it would do").to.equal(false);
                expect(refusal).to.match(/boundary \S+ keeps the role from its keys .*database SALES01/);
            });
        }

        it("is refused where it denies one that CloudTrail does not show: it may be as old as the databases", async () => {
            const unseen = `${(await inUse()).slice(0, -1)}!`;
            const permissionsBoundary = await policy(allow("kms:*"), deny("StringEquals", unseen));
            expect(await refused(identity(), identity({ permissionsBoundary }))).to.contain(`version ${unseen}`);
        });

        it("passes where it denies a version that every container has replaced", async () => {
            const retired = await inUse();
            await sleep(apart);
            const { vmClusterOcid, registeredKeyId } = estate.subject;
            const { id, outs } = await databaseKey.create({ vmClusterOcid, databaseName: "SALES01", registeredKeyId });
            await databaseKey.update(id, outs, { ...outs, rotationTriggers: { generation: "1" } });
            for (const { value } of estate.lab.sandbox.world.pluggableDatabases.values()) {
                const { pdbName: pluggableDatabase, containerDatabaseId: databaseId } = value;
                const rotation = { databaseId, pluggableDatabase, rotationTriggers: { a: "1" } };
                await rotatePluggable("test", { generation: 0 }, rotation);
            }
            const permissionsBoundary = await policy(allow("kms:*"), deny("StringEquals", retired));
            expect(await inUse()).not.to.equal(retired);
            expect(await refused(identity(), identity({ permissionsBoundary }))).to.equal("");
        });

        it("is the repair of one that denies the version in use", async () => {
            await put(await policy(allow("kms:*"), deny("StringEquals", await inUse())));
            const wide = await policy(allow("kms:*"));
            expect(await refused(identity(), identity({ permissionsBoundary: wide }))).to.equal("");
        });

        it("passes with another one that denies the same version: the database is closed already", async () => {
            await put(await policy(allow("kms:*"), deny("StringEquals", await inUse())));
            const same = await policy(allow("kms:*", "s3:*"), deny("StringEquals", await inUse()));
            expect(await refused(identity(), identity({ permissionsBoundary: same }))).to.equal("");
        });
    });
});
