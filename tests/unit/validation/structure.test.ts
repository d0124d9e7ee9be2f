import { expect } from "chai";
import {
    checkDuplicates,
    checkEach,
    checkExistingOrNew,
    checkKeyRegion,
    checkOidcProviderIssuer,
    checkRequired,
    checkRoleArn,
    parseOciUrl,
    regionOfOcid,
} from "../../../sdk/validation";

describe("check of names in a list", () => {
    const clusters = [{ name: "sales" }, { name: "crm" }, { name: "sales" }, { name: "Sales" }];

    it("points at the entry that repeats a name, and says which had it first", () => {
        expect(checkDuplicates("clusters", clusters, ({ name }) => name, { member: "name" })).to.deep.equal([
            {
                path: "clusters[2].name",
                reason: '"sales" is already clusters[0].name',
                remedy: "give each entry its own name",
            },
        ]);
    });

    it("takes names of databases for the same in any letter case", () => {
        const paths = checkDuplicates("databases", clusters, ({ name }) => name, { ignoreCase: true });
        expect(paths.map(({ path }) => path)).to.deep.equal(["databases[2]", "databases[3]"]);
    });

    it("compares no names that are known only later", () => {
        const later = Promise.resolve("sales");
        expect(checkDuplicates("clusters", [later, later], (name) => name)).to.deep.equal([]);
    });
});

describe("check of existing or new", () => {
    const creation = { alias: undefined, description: undefined, multiRegion: undefined };
    const existing = { arn: "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e" };

    it("accepts one of both", () => {
        expect(checkExistingOrNew("key", existing, creation, ["alias"])).to.deep.equal([]);
        expect(checkExistingOrNew("key", undefined, { ...creation, alias: "tde" }, ["alias"])).to.deep.equal([]);
    });

    it("refuses both, and names the arguments that contradict", () => {
        const given = { ...creation, alias: "tde", multiRegion: false };
        expect(checkExistingOrNew("clusters[1].vmCluster", existing, given)).to.deep.equal([
            {
                path: "clusters[1].vmCluster",
                reason: "both `existing` and creation arguments (alias, multiRegion) are given",
                remedy: "keep one",
            },
        ]);
    });

    it("refuses neither, and says what creation needs", () => {
        const [fault, ...others] = checkExistingOrNew("key", undefined, creation, ["alias", "description"]);
        expect(others).to.deep.equal([]);
        expect(fault?.reason).to.match(/neither/);
        expect(fault?.remedy).to.equal("give `existing`, or `alias`, `description`");
    });

    it("names each argument that creation lacks", () => {
        const given = { ...creation, multiRegion: true };
        const paths = (path: string) =>
            checkExistingOrNew(path, undefined, given, ["alias"]).map((fault) => fault.path);
        expect(paths("key")).to.deep.equal(["key.alias"]);
        expect(paths("")).to.deep.equal(["alias"]);
    });

    it("asks for what has no default", () => {
        expect(checkRequired("alias", "")).to.have.lengthOf(1);
        expect(checkRequired("alias", undefined, "choose a name")[0]?.remedy).to.equal("choose a name");
        expect(checkRequired("count", 0)).to.deep.equal([]);
        expect(checkRequired("alias", Promise.resolve("tde"))).to.deep.equal([]);
    });
});

describe("check of every entry", () => {
    it("gives each fault the place of its entry", () => {
        const roles = ["arn:aws:iam::111122223333:role/sales", "sales", Promise.resolve("x"), 7];
        const paths = checkEach("userRoleArns", roles, checkRoleArn).map(({ path }) => path);
        expect(paths).to.deep.equal(["userRoleArns[1]", "userRoleArns[3]"]);
        expect(checkEach("userRoleArns", Promise.resolve(roles), checkRoleArn)).to.deep.equal([]);
    });
});

describe("check of a key against its cluster", () => {
    const single = "arn:aws:kms:eu-central-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e";
    const multi = "arn:aws:kms:eu-central-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab";

    it("accepts a key of the cluster's Region, and one that is known only later", () => {
        expect(checkKeyRegion("keyArn", single, "eu-central-1")).to.deep.equal([]);
        expect(checkKeyRegion("keyArn", Promise.resolve(multi), "us-east-1")).to.deep.equal([]);
    });

    it("refuses a key of another Region, and points at the replica where there can be one", () => {
        const [fault] = checkKeyRegion("keyArn", single, "us-east-1");
        expect(fault?.reason).to.equal("the key is in eu-central-1, the VM cluster in us-east-1");
        expect(fault?.remedy).to.equal("use a key in us-east-1");
        expect(checkKeyRegion("keyArn", multi, "us-east-1")[0]?.remedy).to.match(/replica in us-east-1/);
    });
});

describe("check of a provider against the identity domain", () => {
    const issuer = "idcs-5b0c6d1e.identity.oraclecloud.com";

    it("refuses the provider of another issuer", () => {
        const arn = (name: string) => `arn:aws:iam::111122223333:oidc-provider/${name}`;
        expect(checkOidcProviderIssuer("existing.arn", arn(issuer), issuer)).to.deep.equal([]);
        const [fault] = checkOidcProviderIssuer("existing.arn", arn("token.actions.githubusercontent.com"), issuer);
        expect(fault?.reason).to.match(/token\.actions.*idcs-5b0c6d1e/);
    });
});

describe("URL of the OCI side", () => {
    const ocid = "ocid1.cloudvmcluster.oc1.iad.anuwcljt7t3wyuqa";
    const compartmentId = "ocid1.compartment.oc1..aaaaaaaa7q";
    const writings: [title: string, url: string][] = [
        [
            "as AWS gives it",
            `https://cloud.oracle.com/dbaas/cloudVmClusters/${ocid}?region=us-ashburn-1&tenant=acme&compartmentId=${compartmentId}`,
        ],
        [
            "with parameters in other letter case and order",
            `https://cloud.oracle.com/dbaas/CLOUDVMCLUSTERS/${ocid}?CompartmentID=${compartmentId}&Tenant=acme&REGION=us-ashburn-1`,
        ],
        [
            "with a console's hash and escapes",
            `https://cloud.oracle.com/#/dbaas/cloudVmClusters/${ocid}%3Fregion=us-ashburn-1&tenant=acme&compartmentid=${encodeURIComponent(compartmentId)}`,
        ],
    ];
    for (const [title, url] of writings) {
        it(`tells region, tenant, compartment and OCID ${title}`, () => {
            expect(parseOciUrl(url)).to.deep.equal({ region: "us-ashburn-1", tenant: "acme", compartmentId, ocid });
        });
    }

    it("says what it lacks", () => {
        expect(() =>
            parseOciUrl(`https://cloud.oracle.com/dbaas/cloudVmClusters/${ocid}?region=us-ashburn-1`),
        ).to.throw(/lacks compartmentId\./);
        expect(() => parseOciUrl("https://cloud.oracle.com/")).to.throw(/lacks region, compartmentId, the OCID/);
    });

    it("leaves the region of an OCID readable, where it has one", () => {
        expect(regionOfOcid(ocid)).to.equal("iad");
        expect(regionOfOcid(compartmentId)).to.equal(undefined);
    });
});
