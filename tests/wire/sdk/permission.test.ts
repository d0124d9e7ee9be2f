import { expect } from "chai";
import { databaseClient } from "../../../sdk/clouds/oci/clients";
import { withoutPermission } from "../../support/permissions";
import { failure } from "../../unit/sdk/failure";
import { type Lab, openLab } from "./lab";

describe("OCI without a permission", () => {
    let lab: Lab;

    before(async () => {
        lab = await openLab();
    });
    after(() => lab.close());

    it("answers every call as if nothing were there, until the permission is back", async () => {
        const client = await databaseClient(lab.clusterOcid);
        const look = () => client.getCloudVmCluster({ cloudVmClusterId: lab.clusterOcid });
        await look();
        const giveBack = withoutPermission(lab.sandbox);
        for (let attempt = 0; attempt < 3; attempt++)
            expect(await failure(look())).to.contain("NotAuthorizedOrNotFound");
        giveBack();
        expect((await look()).cloudVmCluster.id).to.equal(lab.clusterOcid);
    });
});
