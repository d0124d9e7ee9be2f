import { expect } from "chai";
import { callerAccount } from "../../../sdk/clouds/aws/sts";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { clustersIn } from "../../../sdk/usage/databases";
import { failure } from "../../unit/sdk/failure";
import { type Lab, openLab } from "./lab";

describe("who asks, and where", function () {
    this.timeout(60_000);
    let lab: Lab;
    before(async () => {
        lab = await openLab();
    });
    after(async () => {
        await lab.close();
    });

    it("tells the account of the credentials, asked once until the configuration changes", async () => {
        const accounts = await Promise.all([callerAccount(), callerAccount()]);
        expect(accounts).to.deep.equal([lab.sandbox.world.settings.accountId, lab.sandbox.world.settings.accountId]);
        const asked = callerAccount();
        expect(callerAccount()).to.equal(asked);
        useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] });
        expect(callerAccount()).not.to.equal(asked);
    });

    it("says service and operation when the account cannot be asked, and asks again then", async () => {
        const config = { ...lab.sandbox.pulumiConfig, "aws:endpoints": [{ sts: "http://127.0.0.1:1" }] };
        useConfig({ get: (key) => (config as Record<string, unknown>)[key] });
        expect(await failure(callerAccount())).to.match(
            /^STS (?:answered GetCallerIdentity with|did not answer GetCallerIdentity)/,
        );
        useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] });
        expect(await callerAccount()).to.equal(lab.sandbox.world.settings.accountId);
    });

    it("asks for VM clusters also where the service is not offered, as long as there is an endpoint", async () => {
        lab.forget();
        await clustersIn("me-south-1");
        expect(lab.calls("ListCloudVmClusters")).to.equal(1);
    });
});
