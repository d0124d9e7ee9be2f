import { expect } from "chai";
import * as exa from "../../../components";
import { record } from "../../support/mocks";

/** The message that a construction ends with. */
function refusal(construct: () => unknown): string {
    try {
        construct();
    } catch (error) {
        return (error as Error).message;
    }
    return "";
}

describe("refused arguments", () => {
    beforeEach(() => {
        record();
    });

    it("an estate tells every fault at once, with path, reason and remedy", () => {
        const message = refusal(
            () =>
                new exa.ExadataKeyManagement("prod", {
                    keys: [{ name: "tde", alias: "aws/tde" }, { name: "tde", alias: "exadata/two" }, { name: "none" }],
                    clusters: [
                        {
                            name: "sales",
                            vmCluster: { existing: { id: "vmc_4k2p0w" } },
                            databases: [{ name: "SALES01", key: "tdee" }],
                        },
                        { name: "crm", vmCluster: {}, keys: ["nope"] },
                        {
                            name: "crm",
                            vmCluster: { existing: { id: "vmc_4k2p0w" } },
                            databases: [{ name: "1BAD", key: "tde" }],
                        },
                    ],
                }),
        );
        expect(message).to.match(/^ExadataKeyManagement prod: 9 faults/);
        for (const path of [
            "keys[0].alias",
            "keys[1].name",
            "keys[2]",
            "clusters[0].databases[0].key",
            "clusters[1].vmCluster",
            "clusters[1].keys[0]",
            "clusters[2].name",
            "clusters[2].vmCluster.existing.id",
            "clusters[2].databases[0].name",
        ]) {
            expect(message).to.contain(path);
        }
        expect(message).to.contain('one of: "tde"');
    });

    it("existing and creation arguments exclude each other, in every component", () => {
        const both: [string, () => unknown][] = [
            [
                "OidcProvider",
                () =>
                    new exa.OidcProvider("x", {
                        issuerUrl: "https://idcs-1.identity.oraclecloud.com",
                        existing: { arn: "arn" },
                    }),
            ],
            [
                "OdbNetwork",
                () => new exa.OdbNetwork("x", { clientSubnetCidr: "10.0.0.0/24", existing: { id: "odbnet_1" } }),
            ],
            [
                "ExadataInfrastructure",
                () => new exa.ExadataInfrastructure("x", { shape: "Exadata.X11M", existing: { id: "exa_00001" } }),
            ],
            ["VmCluster", () => new exa.VmCluster("x", { giVersion: "23.0.0.0", existing: { id: "vmc_4k2p0w" } })],
            [
                "CustomerManagedKey",
                () => new exa.CustomerManagedKey("x", { alias: "exadata/tde", existing: { arn: "arn" } }),
            ],
        ];
        for (const [component, construct] of both) {
            expect(refusal(construct), component).to.contain(component).and.to.contain("existing");
        }
    });

    it("an id of the wrong kind is named before any cloud is asked", () => {
        const registered = record();
        const message = refusal(
            () =>
                new exa.ClusterIdentity("sales", {
                    vmClusterArn: "arn:aws:odb:us-east-1:111122223333:odb-network/odbnet_4k2p0w",
                    vmClusterOcid: "ocid1.database.oc1.iad.aaaa",
                    compartmentId: "compartment",
                    oidcProviderArn: "arn:aws:iam::111122223333:role/Other",
                }),
        );
        expect(message).to.contain("4 faults");
        expect(registered.filter(({ type }) => !type.startsWith("exadata-aws-kms:"))).to.deep.equal([]);
    });

    it("a database is named once", () => {
        const place = {
            vmClusterOcid: "ocid1.cloudvmcluster.oc1.iad.aaaa",
            registeredKeyId: "ocid1.oracledbawskey.oc1.iad.aaaa",
        };
        expect(refusal(() => new exa.EncryptedDatabase("db", place))).to.contain("databaseName");
        const existing = { name: "SALES01", id: "ocid1.database.oc1.iad.aaaa" };
        const twice = refusal(() => new exa.EncryptedDatabase("db", { ...place, existing }));
        expect(twice).to.contain("both `name` and `id` are given");
        const both = { ...place, existing: { name: "SALES01" }, databaseName: "SALES01" };
        expect(refusal(() => new exa.EncryptedDatabase("db", both))).to.contain(
            "both `existing` and creation arguments",
        );
    });
});
