import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as exa from "../../../components";
import { known, record } from "../../support/mocks";

const keys = [{ name: "tde", alias: "exadata/tde" }];
const database = { name: "CRM01", key: "tde" };
const clusters = (...databases: unknown[]) => [
    { name: "sales", vmCluster: { existing: { id: "vmc_4k2p0wz1ab" } }, databases },
];
const create = { dbVersion: "19.0.0.0", adminPasswordConfig: "crmPassword" };

/** The estate of a stack config, whose values the engine hands over as text. */
function read(config: Record<string, unknown>, secrets: string[] = []): exa.ExadataKeyManagementArgs {
    record();
    const texts = Object.entries(config).map(([name, value]) => [
        name.includes(":") ? name : `project:${name}`,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    pulumi.runtime.setAllConfig(Object.fromEntries(texts), secrets);
    return exa.readEstate(new pulumi.Config("project"));
}

/** The lines that the estate is refused with, by its reader or by its component. */
function refused(config: Record<string, unknown>): string[] {
    try {
        new exa.ExadataKeyManagement("prod", read(config));
        return [];
    } catch (error) {
        if (!pulumi.RunError.isInstance(error) && !pulumi.ResourceError.isInstance(error)) throw error;
        return error.message.split("\n").slice(1);
    }
}

describe("an estate in stack config", () => {
    afterEach(() => {
        pulumi.runtime.setAllConfig({});
    });

    it("is read by the names of the arguments, with passwords from secret values", async () => {
        const config = {
            keys,
            clusters: clusters({ ...database, create }, { ...database, name: "SALES01" }),
            oidcProvider: { arn: "arn:aws:iam::111122223333:oidc-provider/idcs-1.identity.oraclecloud.com" },
            keyReadPolicy: { adopt: true },
            configureIdentityDomain: "true",
            protect: "false",
            crmPassword: "AAbb11_#secret",
        };
        const estate = read(config, ["project:crmPassword"]);
        expect(estate).to.deep.include({ keys, keyReadPolicy: { adopt: true }, protect: false });
        expect(estate).to.deep.include({ oidcProvider: config.oidcProvider, configureIdentityDomain: true });
        const [crm, sales] = estate.clusters[0]!.databases!;
        expect(sales).to.deep.equal({ ...database, name: "SALES01" });
        const password = pulumi.output(crm!.create!.adminPassword);
        expect(await known(password)).to.equal("AAbb11_#secret");
        expect(await pulumi.isSecret(password)).to.equal(true);
    });

    it("may stand beside values of the program's own, and of others", () => {
        expect(
            refused({
                keys,
                clusters: clusters(),
                vmClusterId: "x",
                key: "x",
                project: "x",
                "other:keyz": "x",
                note: "x",
            }),
        ).to.deep.equal([]);
    });

    const wrong: [what: string, config: Record<string, unknown>, place: string, words: RegExp][] = [
        ["a name that is misspelt", { keyz: keys, clusters: clusters() }, "keyz", /did you mean "keys"\?/],
        ["a name that is given in the singular", { keys, cluster: clusters() }, "cluster", /did you mean "clusters"\?/],
        [
            "an option that is misspelt",
            { keys, clusters: clusters(), keyReadPolcy: {} },
            "keyReadPolcy",
            /"keyReadPolicy"/,
        ],
        ["text for a list", { keys: "tde", clusters: clusters() }, "keys", /"tde" is text, not a list/],
        ["a map for a list", { keys: { tde: {} }, clusters: clusters() }, "keys", /a map, not a list/],
        ["no clusters", { keys }, "clusters", /is missing/],
        ["clusters of another kind", { keys, clusters: ["sales"] }, "clusters[0]", /"sales" is text/],
        ["databases of another kind", { keys, clusters: clusters("SALES01") }, "clusters[0].databases[0]", /is text/],
        ["text for a flag", { keys, clusters: clusters(), protect: "maybe" }, "protect", /true or false/],
        ["text for a map", { keys, clusters: clusters(), tags: "dba" }, "tags", /not a map/],
        [
            "a password among the arguments",
            {
                keys,
                clusters: clusters({ ...database, create: { dbVersion: "19.0.0.0", adminPassword: "AAbb11_#secret" } }),
            },
            "clusters[0].databases[0].create.adminPassword",
            /`adminPasswordConfig`/,
        ],
        [
            "a password that is not set",
            { keys, clusters: clusters({ ...database, create }) },
            "clusters[0].databases[0].create.adminPasswordConfig",
            /pulumi config set --secret crmPassword/,
        ],
        [
            "the name of a password that is no text",
            { keys, clusters: clusters({ ...database, create: { ...create, adminPasswordConfig: 7 } }) },
            "clusters[0].databases[0].create.adminPasswordConfig",
            /not text/,
        ],
    ];
    for (const [what, config, place, words] of wrong) {
        it(`is refused with the place of ${what}, and never with the password`, () => {
            const lines = refused(config);
            expect(
                lines.find((line) => line.startsWith(`  ${place} `)),
                lines.join("\n"),
            ).to.match(words);
            expect(lines.join("\n")).not.to.contain("AAbb11");
        });
    }

    it("is refused with all that is wrong at once", () => {
        const lines = refused({ keyz: keys, clusters: clusters({ ...database, keey: "tde" }), protect: "maybe" });
        expect(lines.map((line) => line.trim().split(" ")[0])).to.have.members([
            "keyz",
            "keys",
            "clusters[0].databases[0].keey",
            "clusters[0].databases[0].key",
            "protect",
        ]);
    });
});
