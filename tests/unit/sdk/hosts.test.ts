import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { projectRoot } from "../../../sandbox/core/project";
import type { Provider } from "../../../sdk/host/provider";
import * as dynamic from "../../../sdk/resources";
import { known, type Registered, record } from "../../support/mocks";

const { exports: subpaths } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
    exports: Record<string, { default: string }>;
};
const cluster = "ocid1.cloudvmcluster.oc1.iad.aaaacluster";
const key = "ocid1.oracledbawskey.oc1.iad.aaaakey";
const database = "ocid1.database.oc1.iad.aaaadatabase";

const makers: Record<string, () => pulumi.CustomResource> = {
    OnboardingStatus: () => new dynamic.OnboardingStatus("one"),
    IdentityConnectorGate: () =>
        new dynamic.IdentityConnectorGate("one", {
            vmClusterArn: "a",
            vmClusterOcid: cluster,
            compartmentId: "c",
            roleArn: "r",
        }),
    ClusterKeyStoreRegistration: () =>
        new dynamic.ClusterKeyStoreRegistration("one", { vmClusterOcid: cluster, connectorId: "c" }),
    DatabaseKey: () =>
        new dynamic.DatabaseKey("one", { vmClusterOcid: cluster, databaseId: database, registeredKeyId: key }),
    PluggableDatabaseKeyRotation: () =>
        new dynamic.PluggableDatabaseKeyRotation("one", { databaseId: database, pluggableDatabase: "HRPDB" }),
};

describe("hosts of dynamic resources", () => {
    for (const [name, make] of Object.entries(makers)) {
        describe(name, () => {
            const registered = async (): Promise<Registered> => {
                const registrations = record();
                await known(make().urn);
                return registrations[0]!;
            };

            it("is registered as a dynamic resource of the engine", async () => {
                expect((await registered()).type).to.equal(`pulumi-nodejs:dynamic/exadata-aws-kms:${name}`);
            });

            it("keeps at most 1 KB of code in the state, and captures nothing", async () => {
                const text = String((await registered()).inputs.__provider);
                expect(Buffer.byteLength(text)).to.be.at.most(1024);
                expect(text).to.match(/^exports\.handler = \(\) => require\("[\w/-]+"\)\.provider;$/);
            });

            it("leads to a provider with every verb", async () => {
                const provider = evaluate(String((await registered()).inputs.__provider));
                const verbs: (keyof Provider)[] = ["check", "configure", "create", "delete", "diff", "read", "update"];
                expect(Object.keys(provider).sort()).to.deep.equal(verbs);
            });

            it("gets as inputs what its operation knows as inputs", async () => {
                const { inputs } = await registered();
                const given = Object.entries(inputs).filter(([, value]) => value !== undefined);
                const provider = evaluate(String(inputs.__provider));
                const checked = await provider.check({}, Object.fromEntries(given));
                // What the triggers ask for is said by the check.
                const { rotation: _, ...known } = checked.inputs;
                expect({ ...known, __provider: inputs.__provider }).to.deep.equal(Object.fromEntries(given));
            });
        });
    }
});

/** As the engine's host does it, with the package's published path led to this build. */
function evaluate(text: string): Provider {
    const load = (path: string): unknown => {
        const subpath = path.replace(/^pulumi-exadata-aws-kms/, ".");
        expect(subpaths).to.have.property(subpath);
        return require(join(projectRoot, subpaths[subpath]!.default));
    };
    const exports: { handler?: () => Provider } = {};
    compileFunction(text, ["exports", "require"])(exports, load);
    return exports.handler!();
}
