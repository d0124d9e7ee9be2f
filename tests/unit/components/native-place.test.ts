import * as aws from "@pulumi/aws";
import * as oci from "@pulumi/oci";
import { expect } from "chai";
import * as exa from "../../../components";
import { record, settle } from "../../support/mocks";

const guardType = "pulumi-nodejs:dynamic/exadata-aws-kms:ChangeGuard";
const token = "aws:index/getCallerIdentity:getCallerIdentity";
const tenancyOcid = "ocid1.tenancy.oc1..aaaa";

describe("the place of native resources", () => {
    it("is told to their guards: the account by the provider of the component, the tenancy by an explicit one", async () => {
        const registered = record({ calls: { [token]: { accountId: "444455556666" } } });
        const providers = [
            new aws.Provider("other", { region: "us-east-1" }),
            new oci.Provider("home", { tenancyOcid }),
        ];
        new exa.OdbNetwork("sales", { existing: { id: "odbnet_4k2p0wz1ab", enableAccess: true } }, { providers });
        const keyArn = "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e";
        const registration = { keyArn, connectorId: "ocid1.oracledbawsconnector.oc1.iad.aaaa" };
        const compartmentId = "ocid1.compartment.oc1..aaaa";
        new exa.KeyRegistration("tde", { ...registration, compartmentId }, { providers });
        new exa.KeyRegistration("crm", { ...registration, compartmentId });
        await settle();
        const told = registered
            .filter(({ type }) => type === guardType)
            .map(({ name, inputs }) => [name, inputs.accountId, inputs.tenancyId])
            .sort(([one], [other]) => String(one).localeCompare(String(other)));
        expect(told).to.deep.equal([
            ["crm", undefined, undefined],
            ["sales", "444455556666", undefined],
            ["tde", undefined, tenancyOcid],
        ]);
    });

    it("is asked once for each provider", async () => {
        let asked = 0;
        record({
            get calls() {
                asked += 1;
                return { [token]: { accountId: "444455556666" } };
            },
        });
        const provider = new aws.Provider("other", { region: "us-east-1" });
        for (const name of ["a", "b", "c"]) {
            new exa.OidcProvider(name, { issuerUrl: `https://${name}.identity.oraclecloud.com` }, { provider });
        }
        await settle();
        expect(asked).to.equal(1);
    });
});
