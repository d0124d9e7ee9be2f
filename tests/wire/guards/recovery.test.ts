import { DeleteOpenIDConnectProviderCommand } from "@aws-sdk/client-iam";
import { expect } from "chai";
import { connectorKept } from "../../../sdk/guards/kinds/registration-connector";
import { provider as useGuard } from "../../../sdk/guards/use-guard";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import { Estate, set } from "../chain/estate";
import { judged, refusals } from "./watching";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("what somebody deleted, on its way back", function () {
    this.timeout(60_000);
    let estate: Estate;

    before(async () => {
        estate = await Estate.open();
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());

    describe("the connector of a registration in use", () => {
        const wanted = (connectorId: string) => ({
            keyArn: estate.keyArn,
            connectorId,
            compartmentId: estate.registeredKey.compartmentId,
        });
        const successor = () => {
            const { connectors } = estate.lab.sandbox.world;
            const [old] = connectors.values();
            const id = `${old!.value.id}2`;
            connectors.set(id, { etag: "2", value: { ...old!.value, id } });
            return id;
        };

        it("stays that of the registration when it is not known which one it will be", async () => {
            const before = wanted(estate.connector.id);
            const { reasons, inputs } = await judged("registration", before, wanted(unknown));
            expect(reasons).to.deep.equal([]);
            expect(inputs.wanted).to.include({ connectorId: before.connectorId });
        });

        it("is not given up for another one while it is there", async () => {
            const before = wanted(estate.connector.id);
            expect(await refusals("registration", before, wanted(successor()))).to.contain(
                "would register another key",
            );
        });

        it("stays that of the registration when it is gone and its cluster has another one", async () => {
            const before = wanted(estate.connector.id);
            const id = successor();
            const undo = set(estate.connector, { lifecycleState: "DELETED" });
            const { reasons, inputs } = await judged("registration", before, wanted(id));
            expect(reasons).to.deep.equal([]);
            expect(inputs.wanted).to.include({ connectorId: before.connectorId });
            undo();
        });

        it("stays that of the registration, too, when databases of other clusters use the same key", async () => {
            const before = estate.connector.id;
            const after = successor();
            const undo = set(estate.connector, { lifecycleState: "DELETED" });
            const own = { id: "1", name: "SALES01", clusterName: "sales", registeredKeyId: "ocid1.oracledbawskey" };
            const databases = [
                { ...own, clusterOcid: estate.lab.clusterOcid },
                { ...own, id: "2", clusterName: "other", clusterOcid: "ocid1.cloudvmcluster.oc1.iad.another" },
            ];
            expect(await connectorKept({ before, after }, databases)).to.include({ connectorId: before });
            undo();
        });

        it("gives way to none of another cluster, even when it is gone", async () => {
            const before = wanted(estate.connector.id);
            const id = successor();
            const foreign = estate.lab.sandbox.world.connectors.get(id)!.value;
            foreign.resourceId = "ocid1.cloudvmcluster.oc1.iad.another";
            const undo = set(estate.connector, { lifecycleState: "DELETED" });
            expect(await refusals("registration", before, wanted(id))).to.contain("would register another key");
            undo();
        });
    });

    it("a registration in use that was deregistered is not made again under another OCID", async () => {
        const undo = set(estate.registeredKey, { lifecycleState: "DELETED" });
        const { id, compartmentId } = { id: estate.connector.id, compartmentId: estate.registeredKey.compartmentId };
        const wanted = { keyArn: estate.keyArn, connectorId: id, compartmentId };
        const said = await refusals("registration", wanted, wanted);
        undo();
        expect(said).to.match(/is DELETED, but database SALES01 .* uses it: .*Oracle Support/);
    });

    it("the gate of a cluster knows at preview which connector it has", async () => {
        const inputs = {
            vmClusterArn: estate.subject.vmClusterArn,
            vmClusterOcid: estate.subject.vmClusterOcid,
            compartmentId: estate.registeredKey.compartmentId,
            roleArn: estate.subject.roleArn,
        };
        const first = await gate.check({}, inputs);
        expect(first.inputs).to.deep.equal(inputs);
        const later = await gate.check(inputs, { ...inputs, refreshTriggers: { policy: "2" } });
        expect(later.inputs.connectorId).to.equal(estate.connector.id);
        const roleArn = `${estate.subject.roleArn}-2`;
        const moved = await gate.check(later.inputs, { ...inputs, roleArn });
        expect(moved.inputs, "OCI makes another connector for another role").to.deep.equal({ ...inputs, roleArn });
    });

    it("an OIDC provider that is gone is let go by its guard, and one that is there is not", async () => {
        const subjects = [{ kind: "oidcProvider", providerArn: estate.providerArn }];
        const replaced = { subjects: [{ kind: "oidcProvider", providerArn: unknown }] };
        const kept = (await useGuard.check({}, { subjects })).inputs;
        expect((await useGuard.check(kept, replaced)).failures).to.have.length(1);
        await estate.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: estate.providerArn }));
        estate.forget();
        expect((await useGuard.check(kept, replaced)).failures).to.deep.equal([]);
    });
});
