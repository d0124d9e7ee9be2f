import dns from "node:dns/promises";
import { expect } from "chai";
import { hasOdbEndpoint, offersOdb } from "../../../sdk/clouds/aws/odb-regions";
import { withEnvironment } from "./failure";

describe("Regions without Oracle Database@AWS", () => {
    it("are those that are known for it; new and unknown ones count as offering it", () => {
        expect(["me-south-1", "af-south-1"].map(offersOdb)).to.deep.equal([false, false]);
        expect(["us-east-1", "eu-west-2", "eu-north-7", "us-gov-west-1", ""].map(offersOdb)).to.deep.equal(
            new Array(5).fill(true),
        );
    });

    it("have no endpoint only when there is no such name: a name service that does not answer tells nothing", () =>
        withEnvironment({ AWS_ENDPOINT_URL_ODB: undefined, AWS_ENDPOINT_URL: undefined }, async () => {
            const { lookup } = dns;
            const asked: unknown[] = [];
            const told = async (code?: string) => {
                Object.assign(dns, {
                    lookup: async (host: unknown) => {
                        asked.push(host);
                        if (code) throw Object.assign(new Error(code), { code });
                    },
                });
                return hasOdbEndpoint("me-south-1");
            };
            try {
                expect([await told(), await told("ENOTFOUND"), await told("EAI_AGAIN")]).to.deep.equal([
                    true,
                    false,
                    true,
                ]);
            } finally {
                Object.assign(dns, { lookup });
            }
            expect(asked[0]).to.equal("odb.me-south-1.amazonaws.com");
        }));
});
