import { expect } from "chai";
import { addressIn, checkSubnets } from "../../../sandbox/aws/odb/cidr";
import { derivedOcid } from "../../../sandbox/aws/odb/derived";
import { ClientTokens } from "../../../sandbox/aws/odb/idempotence";
import { page } from "../../../sandbox/aws/odb/paging";
import { resolveZone } from "../../../sandbox/aws/odb/zones";
import { defaultSettings } from "../../../sandbox/core/settings";

describe("zones of an ODB network", () => {
    it("are completed from name or id, also in Regions with compound directions", () => {
        expect(resolveZone(defaultSettings, { availabilityZone: "us-east-1f" }).availabilityZoneId).to.equal(
            "use1-az6",
        );
        const tokyo = { ...defaultSettings, awsRegion: "ap-northeast-1" };
        expect(resolveZone(tokyo, { availabilityZoneId: "apne1-az4" }).availabilityZone).to.equal("ap-northeast-1d");
    });

    it("must be given", () => {
        expect(() => resolveZone(defaultSettings, {})).to.throw("availabilityZone");
    });
});

describe("subnets of an ODB network", () => {
    it("must be blocks that do not overlap", () => {
        expect(() => checkSubnets("10.0.0.0/24", "10.0.1.0/24")).not.to.throw();
        expect(() => checkSubnets("10.0.0.0/16", "10.0.1.0/24")).to.throw("overlaps");
        expect(() => checkSubnets("10.0.0.1/24", undefined)).to.throw("first of its block");
        expect(() => checkSubnets("10.0.300.0/24", undefined)).to.throw("IPv4 CIDR block");
    });

    it("give addresses until they end", () => {
        expect(addressIn("192.168.255.0/24", 255)).to.equal("192.168.255.255");
        expect(addressIn("192.168.255.0/24", 256)).to.equal(undefined);
    });
});

describe("pages of a list", () => {
    const items = ["e", "a", "d", "b", "c"];
    const names = (item: string) => item;

    it("hold every item once, in order", () => {
        const first = page(items, { maxResults: 2 }, names);
        const second = page(items, { maxResults: 2, nextToken: first.nextToken! }, names);
        const third = page(items, { maxResults: 2, nextToken: second.nextToken! }, names);
        expect([first.items, second.items, third.items]).to.deep.equal([["a", "b"], ["c", "d"], ["e"]]);
        expect(third.nextToken).to.equal(undefined);
    });

    it("promise no page that would be empty", () => {
        expect(page(items, { maxResults: 5 }, names).nextToken).to.equal(undefined);
    });
});

describe("client tokens", () => {
    const request = { clientToken: "token-0001", displayName: "a" };
    let items: Map<string, string>;
    let tokens: ClientTokens;

    beforeEach(() => {
        items = new Map();
        tokens = new ClientTokens();
    });

    const create = () => {
        const id = `id-${items.size + 1}`;
        items.set(id, `item of ${id}`);
        return id;
    };
    const network = (change: object = {}) => tokens.once("odb-network", { ...request, ...change }, items, create);

    it("belong to one kind of resource and one request", () => {
        expect(network()).to.equal("item of id-1");
        expect(network()).to.equal("item of id-1");
        expect(tokens.once("cloud-vm-cluster", request, items, create)).to.equal("item of id-2");
        expect(() => network({ displayName: "b" })).to.throw("other parameters");
    });

    it("do not bring back what was deleted", () => {
        network();
        items.clear();
        expect(() => network()).to.throw("deleted");
    });

    it("are not used up by a request that is refused", () => {
        const refuse = () => {
            throw new Error("refused");
        };
        expect(() => tokens.once("odb-network", request, items, refuse)).to.throw("refused");
        expect(network()).to.equal("item of id-1");
    });
});

describe("OCIDs of parts without a record", () => {
    it("stay the same for one owner and differ between owners", () => {
        const vcn = (owner: string) => derivedOcid(defaultSettings, "vcn", owner);
        expect(vcn("odbnet_a"))
            .to.equal(vcn("odbnet_a"))
            .and.to.match(/^ocid1\.vcn\.oc1\.iad\.aaaa[a-z2-7]{24}$/);
        expect(vcn("odbnet_a")).not.to.equal(vcn("odbnet_b"));
    });
});
