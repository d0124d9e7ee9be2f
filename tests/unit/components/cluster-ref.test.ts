import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as exa from "../../../components";
import { known, record, settle } from "../../support/mocks";

const ids = {
    vmClusterArn: "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab",
    vmClusterOcid: "ocid1.cloudvmcluster.oc1.iad.aaaa",
    compartmentId: "ocid1.compartment.oc1..aaaa",
};
const cluster = {
    arn: pulumi.output(ids.vmClusterArn),
    ocid: pulumi.output(ids.vmClusterOcid),
    compartmentId: pulumi.output(ids.compartmentId),
};
const connectorId = "ocid1.oracledbawsconnector.oc1.iad.aaaa";
const oidcProviderArn = "arn:aws:iam::111122223333:oidc-provider/idcs-0123.identity.oraclecloud.com";
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e";

/** A step with the ids one by one, and with the cluster as one value. */
const steps: Record<string, { ids: readonly (keyof typeof ids)[]; make: (place: object) => unknown }> = {
    ClusterIdentity: {
        ids: ["vmClusterArn", "vmClusterOcid", "compartmentId"],
        make: (place) => new exa.ClusterIdentity("sales", { oidcProviderArn, ...place }),
    },
    ClusterKeyStore: {
        ids: ["vmClusterOcid"],
        make: (place) => new exa.ClusterKeyStore("sales", { connectorId, ...place }),
    },
    KeyRegistration: {
        ids: ["compartmentId"],
        make: (place) => new exa.KeyRegistration("tde", { keyArn, connectorId, ...place }),
    },
};

function faults(make: () => unknown): string {
    try {
        make();
    } catch (error) {
        return (error as Error).message;
    }
    return "";
}

describe("a cluster as one value", () => {
    for (const [name, { ids: named, make }] of Object.entries(steps)) {
        const each = Object.fromEntries(named.map((id) => [id, ids[id]]));

        it(`makes of ${name} what the ids one by one make`, async () => {
            const made = async (place: object) => {
                const registered = record();
                make(place);
                await settle();
                return registered;
            };
            expect(await made({ cluster })).to.deep.equal(await made(each));
        });

        it(`is told beside the ids of ${name}, and so are ids that are missing without it`, () => {
            const both = faults(() => make({ cluster, ...each }));
            const none = faults(() => make({}));
            for (const id of named) {
                expect(both).to.match(new RegExp(`^ +${id} +is given together with \`cluster\``, "m"));
                expect(none).to.contain(id);
            }
            expect(faults(() => make({ cluster: { arn: ids.vmClusterArn } }))).to.contain("cluster.ocid");
        });
    }

    it("is what VmCluster gives", async () => {
        record({
            calls: {
                "aws:odb/getCloudVmCluster:getCloudVmCluster": {
                    ...{ id: "vmc_4k2p0wz1ab", arn: ids.vmClusterArn, ocid: ids.vmClusterOcid, status: "AVAILABLE" },
                    odbNetworkId: "odbnet_4k2p0wz1ab",
                    ociUrl: `https://cloud.oracle.com/dbaas/cloudVmClusters/${ids.vmClusterOcid}?region=us-ashburn-1&compartmentId=${ids.compartmentId}`,
                },
            },
        });
        const { ref } = new exa.VmCluster("sales", { existing: { id: "vmc_4k2p0wz1ab" } });
        expect(
            await Promise.all([ref.arn, ref.ocid, ref.compartmentId].map((id) => known(pulumi.output(id)))),
        ).to.deep.equal(Object.values(ids));
    });
});

describe("native children", () => {
    it("are members of what was made, and absent from what exists", async () => {
        record();
        const key = new exa.CustomerManagedKey("tde", { alias: "exadata/tde" });
        expect(await known(key.key!.urn)).to.match(/aws:kms\/key:Key::tde$/);
        expect(await known(key.alias!.urn)).to.match(/aws:kms\/alias:Alias::tde$/);
        const made = new exa.ClusterIdentity("sales", { cluster, oidcProviderArn });
        expect(await known(made.role!.urn)).to.match(/Role::sales$/);
        const roleArn = "arn:aws:iam::111122223333:role/by-hand";
        const found = new exa.ClusterIdentity("crm", { cluster, oidcProviderArn, existing: { roleArn } });
        expect([found.role, found.connector]).to.deep.equal([undefined, undefined]);
        expect(found.association).not.to.equal(undefined);
        expect(new exa.OidcProvider("oci", { existing: { arn: oidcProviderArn } }).provider).to.equal(undefined);
        await settle();
    });
});
