import { expect } from "chai";
import { provider } from "../../../sdk/guards/change-guard";
import { type Lab, openLab } from "../sdk/lab";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const other = "444455556666";

describe("the eyes of the native provider", function () {
    this.timeout(60_000);
    let lab: Lab;
    before(async () => {
        lab = await openLab();
    });
    after(() => lab.close());

    const check = async (place: object) => {
        const wanted = { networkId: "odbnet_sales00001" };
        const { failures, inputs } = await provider.check({}, { kind: "network", wanted, ...place });
        return { said: failures.map(({ reason }) => reason), names: Object.keys(inputs).sort() };
    };

    it("are those of the package, or are not known yet, and leave no trace in the state", async () => {
        const { accountId, tenancyId } = lab.sandbox.world.settings;
        const seen = { said: [], names: (await check({})).names };
        expect(seen.names).not.to.include.members(["accountId"]);
        for (const place of [{ accountId, tenancyId }, { accountId: unknown, tenancyId: unknown }, { accountId: "" }]) {
            expect(await check(place)).to.deep.equal(seen);
        }
    });

    it("are refused in another AWS account, and in another OCI tenancy", async () => {
        const { accountId, tenancyId } = lab.sandbox.world.settings;
        const { said } = await check({ accountId: other, tenancyId: "ocid1.tenancy.oc1..other" });
        expect(said).to.deep.equal([
            `the aws provider creates this in account ${other}, but the package asks in account ${accountId}: the guard cannot find out from there whether databases use it; ` +
                `give both the same credentials: set the aws:* settings of the stack for account ${other}, or leave out the explicit provider`,
            `the oci provider creates this in tenancy ocid1.tenancy.oc1..other, but the package asks in tenancy ${tenancyId}: the guard cannot find out from there whether databases use it; ` +
                "give both the same credentials: set the oci:* settings of the stack for tenancy ocid1.tenancy.oc1..other, or leave out the explicit provider",
        ]);
    });
});
