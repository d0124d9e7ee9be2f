import { expect } from "chai";
import { ExadataKeyManagement, type ExadataKeyManagementArgs } from "../../../components";
import { graphOf } from "../../../tools/docs/layers";
import { type Answers, record, settle } from "../../support/mocks";
import { exampleConfig } from "../../support/sandbox";
import { read } from "./markdown";

const own = /^exadata-aws-kms:index:/;

/** As much of both clouds as the components need to get to the last of their children. */
const ociUrl =
    "https://cloud.oracle.com/dbaas/x/ocid1.cloudvmcluster.oc1.iad.aaaa?region=us-ashburn-1&compartmentId=ocid1.compartment.oc1..aaaa";
const place = { status: "AVAILABLE", ociUrl };
const access = {
    status: "AVAILABLE",
    managedServices: [{ stsAccesses: [{ status: "ENABLED" }], kmsAccesses: [{ status: "ENABLED" }] }],
};
const answers: Answers = {
    calls: {
        "aws:odb/getCloudVmCluster:getCloudVmCluster": place,
        "aws:odb/getNetwork:getNetwork": access,
        "aws:odb/getDbServers:getDbServers": { dbServers: [] },
    },
    resources: {
        "aws:odb/network:Network": () => access,
        "aws:odb/cloudExadataInfrastructure:CloudExadataInfrastructure": () => place,
        "aws:odb/cloudVmCluster:CloudVmCluster": () => place,
        "pulumi-nodejs:dynamic/exadata-aws-kms:OnboardingStatus": () => ({
            issuerUrl: "https://idcs-1.identity.oraclecloud.com",
            tenancyId: "ocid1.tenancy.oc1..aaaa",
            compartmentId: "ocid1.compartment.oc1..aaaa",
        }),
    },
};

describe("the picture of the graph", () => {
    it("names each component of examples/complete, and none besides", async () => {
        const config = exampleConfig("complete");
        const [keys, clusters] = ["keys", "clusters"].map((name) => config[`exadata-aws-kms-complete:${name}`]);
        const registered = record(answers);
        new ExadataKeyManagement("prod", { keys, clusters } as ExadataKeyManagementArgs);
        await settle();
        const components = registered
            .filter(({ type }) => own.test(type))
            .map(({ type, name }) => `${type.replace(own, "")} ${name}`);
        expect(components).to.include("CustomerManagedKey prod-tde");

        const svg = read("docs/graph.svg");
        const boxes = [...svg.matchAll(/font-weight="600" fill="#0969da">(.*)<\/text>\n<text [^>]*>(.*)<\/text>/g)].map(
            ([, type, name]) => `${type} ${name}`,
        );
        expect(["ExadataKeyManagement prod", ...boxes]).to.have.members(components);
        expect(svg).to.contain("ExadataKeyManagement prod</text>");
    });

    it("puts what is needed before what needs it, and leaves detours out", () => {
        const urn = (type: string, name: string) => `urn:pulumi:s::p::exadata-aws-kms:index:${type}::${name}`;
        const component = (type: string, name: string, parent?: string) => ({
            urn: urn(type, name),
            type: `exadata-aws-kms:index:${type}`,
            parent,
        });
        const root = urn("ExadataKeyManagement", "prod");
        const child = (type: string, parent: string, ...needed: string[]) => ({
            urn: `urn:${type}`,
            type: `aws:x/y:${type}`,
            parent,
            dependencies: needed.map((name) => `urn:${name}`),
        });
        const { layers, edges } = graphOf([
            component("ExadataKeyManagement", "prod"),
            component("CustomerManagedKey", "key", root),
            component("ClusterIdentity", "identity", root),
            component("OidcProvider", "trust", root),
            child("Key", urn("CustomerManagedKey", "key"), "Role", "Provider"),
            child("Role", urn("ClusterIdentity", "identity"), "Provider"),
            child("Provider", urn("OidcProvider", "trust")),
        ]);
        expect(layers.map((layer) => layer.map(({ name }) => name))).to.deep.equal([["trust"], ["identity"], ["key"]]);
        expect(edges).to.have.deep.members([
            [urn("OidcProvider", "trust"), urn("ClusterIdentity", "identity")],
            [urn("ClusterIdentity", "identity"), urn("CustomerManagedKey", "key")],
        ]);
    });
});
