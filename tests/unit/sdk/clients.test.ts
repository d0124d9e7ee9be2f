import { generateKeyPairSync } from "node:crypto";
import { expect } from "chai";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { databaseClient, multicloudClient, workRequestClient } from "../../../sdk/clouds/oci/clients";
import { withEnvironment } from "./failure";

describe("clients of OCI", function () {
    // The SDK of the Database service takes a while to load.
    this.timeout(20_000);
    const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const config: Record<string, string> = {
        "oci:tenancyOcid": "ocid1.tenancy.oc1..aaaa",
        "oci:userOcid": "ocid1.user.oc1..aaaa",
        "oci:fingerprint": "aa:bb",
        "oci:privateKey": privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
        "oci:region": "us-ashburn-1",
    };
    const overrides = (value?: string) => ({
        CLIENT_HOST_OVERRIDES: value,
        OCI_CLIENT_HOST_OVERRIDES: undefined,
        TF_VAR_CLIENT_HOST_OVERRIDES: undefined,
    });

    beforeEach(() => useConfig({ get: (key) => config[key] }));
    after(() => useConfig({ get: () => undefined }));

    it("go to the region of what is called upon, whether its OCID has a key or a name for it", () =>
        withEnvironment(overrides(), async () => {
            const endpoint = async (ocid: string) => (await databaseClient(ocid)).endpoint;
            expect(await endpoint("ocid1.database.oc1.phx.aaaa")).to.contain(
                "//database.us-phoenix-1.oraclecloud.com/",
            );
            expect(await endpoint("ocid1.database.oc1.eu-paris-1.aaaa")).to.contain("//database.eu-paris-1.");
        }));

    it("go to the configured region when the OCID tells none", () =>
        withEnvironment(overrides(), async () => {
            const { endpoint } = await multicloudClient("ocid1.compartment.oc1..aaaa");
            expect(endpoint).to.equal("https://dbmulticloud.us-ashburn-1.oci.oraclecloud.com/20240501");
            useConfig({ get: (key) => (key === "oci:region" ? "phx" : config[key]) });
            const other = await multicloudClient("ocid1.compartment.oc1..aaaa");
            expect(other.endpoint).to.contain("//dbmulticloud.us-phoenix-1.oci.");
        }));

    it("go where the host overrides say, work requests with the Database service", () =>
        withEnvironment(overrides("oci_database.DatabaseClient=http://127.0.0.1:4600"), async () => {
            const target = "ocid1.database.oc1.iad.aaaa";
            expect((await databaseClient(target)).endpoint).to.equal("http://127.0.0.1:4600/20160918");
            expect((await workRequestClient(target)).endpoint).to.equal("http://127.0.0.1:4600/20160918");
            expect((await multicloudClient(target)).endpoint).to.contain("//dbmulticloud.us-ashburn-1.oci.");
        }));

    it("are made once for a region, and anew when the configuration changes", () =>
        withEnvironment(overrides(), async () => {
            const one = await databaseClient("ocid1.database.oc1.iad.aaaa");
            expect(await databaseClient("ocid1.cloudvmcluster.oc1.iad.bbbb")).to.equal(one);
            useConfig({ get: (key) => config[key] });
            expect(await databaseClient("ocid1.database.oc1.iad.aaaa")).not.to.equal(one);
        }));

    it("can be made once a missing setting is there", () =>
        withEnvironment(overrides(), async () => {
            const { "oci:fingerprint": _, ...incomplete } = config;
            let settings: Record<string, string> = incomplete;
            useConfig({ get: (key) => settings[key] });
            const target = "ocid1.database.oc1.iad.aaaa";
            const failed = await withEnvironment({ HOME: "/nowhere", OCI_CONFIG_FILE: undefined }, () =>
                databaseClient(target).then(
                    () => undefined,
                    (error: Error) => error.message,
                ),
            );
            expect(failed).to.contain("OCI settings are missing: oci:fingerprint");
            settings = config;
            expect((await databaseClient(target)).endpoint).to.contain("us-ashburn-1");
        }));
});
