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

    it("have no endpoint only when there is no such name: a name service that does not answer, or knows no name outside, tells nothing", () => {
        const environment = { AWS_ENDPOINT_URL_ODB: undefined, AWS_ENDPOINT_URL: undefined, AWS_REGION: "us-east-1" };
        return withEnvironment(environment, async () => {
            const { lookup } = dns;
            const asked: unknown[] = [];
            const told = async (code?: string, lost = /me-south-1/) => {
                Object.assign(dns, {
                    lookup: async (host: string) => {
                        asked.push(host);
                        if (code && lost.test(host)) throw Object.assign(new Error(code), { code });
                    },
                });
                return hasOdbEndpoint("me-south-1");
            };
            try {
                expect(await told()).to.equal(true);
                expect(await told("ENOTFOUND")).to.equal(false);
                expect(await told("EAI_AGAIN")).to.equal(true);
                expect(await told("ENOTFOUND", /./)).to.equal(true);
            } finally {
                Object.assign(dns, { lookup });
            }
            expect(asked[0]).to.equal("odb.me-south-1.amazonaws.com");
        });
    });
});
