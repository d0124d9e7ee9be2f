import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { assumedRoles, awsRegion, configuredKeys, odbEndpoint } from "../../../sdk/clouds/aws/settings";
import { hostOverrides } from "../../../sdk/clouds/core/host-overrides";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { apiKey, authentication, ociRegion } from "../../../sdk/clouds/oci/settings";
import { withEnvironment } from "./failure";

const variables = ["tenancy_ocid", "user_ocid", "fingerprint", "private_key", "private_key_path", "region", "auth"];
const unset = Object.fromEntries(
    [
        ...variables.flatMap((name) => [`TF_VAR_${name}`, `OCI_${name.toUpperCase()}`]),
        "CLIENT_HOST_OVERRIDES",
        "OCI_CLIENT_HOST_OVERRIDES",
        "TF_VAR_CLIENT_HOST_OVERRIDES",
        "AWS_REGION",
        "AWS_DEFAULT_REGION",
        "AWS_ENDPOINT_URL",
        "AWS_ENDPOINT_URL_ODB",
    ].map((name) => [name, undefined]),
);

function configure(values: Record<string, unknown>): void {
    useConfig({ get: (key) => values[key] });
}

describe("OCI settings", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "oci-settings-"));
        configure({});
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
        configure({});
    });
    const within = <T>(environment: Record<string, string>, work: () => T) =>
        withEnvironment({ ...unset, OCI_CONFIG_FILE: join(folder, "config"), ...environment }, work);
    const writeProfiles = () => {
        writeFileSync(join(folder, "key.pem"), "FILE KEY");
        const profile = (name: string) =>
            `[${name}]\ntenancy=tenancy-${name}\nuser=user-${name}\nfingerprint=aa:bb\nregion=region-${name}\n` +
            `key_file=${join(folder, "key.pem")}\n`;
        writeFileSync(join(folder, "config"), profile("DEFAULT") + profile("OTHER"));
    };

    it("come from the stack before the environment, and from there before the config file", async () => {
        writeProfiles();
        configure({ "oci:region": "from-stack", "oci:userOcid": "user-stack" });
        const environment = { TF_VAR_region: "from-env", OCI_TENANCY_OCID: "tenancy-env" };
        await within(environment, () => {
            expect(ociRegion()).to.equal("from-stack");
            expect(apiKey()).to.deep.equal({
                userOcid: "user-stack",
                tenancyOcid: "tenancy-env",
                fingerprint: "aa:bb",
                privateKey: "FILE KEY",
            });
        });
    });

    it("take the profile that the stack names", async () => {
        writeProfiles();
        configure({ "oci:configFileProfile": "OTHER" });
        await within({}, () => {
            expect(ociRegion()).to.equal("region-OTHER");
            expect(apiKey().userOcid).to.equal("user-OTHER");
        });
    });

    it("are named all at once when they are missing", async () => {
        configure({ "oci:fingerprint": "aa:bb" });
        await within({}, () => {
            expect(() => apiKey()).to.throw(
                "OCI settings are missing: oci:tenancyOcid, oci:userOcid, oci:privateKey or oci:privateKeyPath.",
            );
        });
    });

    it("never show in the message of a key file that cannot be read", async () => {
        configure({ "oci:privateKeyPath": "/nowhere/secret-name.pem" });
        await within({}, () => {
            expect(() => apiKey())
                .to.throw("cannot be read")
                .with.property("message")
                .not.to.contain("secret-name");
        });
    });

    it("sign in by API key unless told otherwise, and refuse a way that is not known", async () => {
        await within({}, () => {
            expect(authentication()).to.equal("ApiKey");
            configure({ "oci:auth": "instanceprincipal" });
            expect(authentication()).to.equal("InstancePrincipal");
            configure({ "oci:auth": "Password" });
            expect(() => authentication()).to.throw("oci:auth is not one of ApiKey, SecurityToken,");
        });
    });
});

describe("host overrides", () => {
    const hosts = (value: string, name = "CLIENT_HOST_OVERRIDES") =>
        withEnvironment({ ...unset, [name]: value }, () => Object.fromEntries(hostOverrides()));

    it("map clients to hosts, with https where no scheme is given", async () => {
        const text = "oci_database.DatabaseClient=http://127.0.0.1:4600;oci_identity.IdentityClient=example.test/";
        expect(await hosts(text)).to.deep.equal({
            "oci_database.DatabaseClient": "http://127.0.0.1:4600",
            "oci_identity.IdentityClient": "https://example.test",
        });
    });

    it("are read under both prefixes of the native provider", async () => {
        expect(await hosts("a=http://b", "TF_VAR_CLIENT_HOST_OVERRIDES")).to.deep.equal({ a: "http://b" });
        expect(await hosts("a=http://b", "OCI_CLIENT_HOST_OVERRIDES")).to.deep.equal({ a: "http://b" });
    });

    it("leave out what the native provider leaves out", async () => {
        expect(await hosts("a;b=http://c?d=e;;f=http://g")).to.deep.equal({ f: "http://g" });
    });
});

describe("AWS settings", () => {
    afterEach(() => configure({}));

    it("take the endpoint of ODB from aws:endpoints, as text or as a list", async () => {
        await withEnvironment({ ...unset, AWS_ENDPOINT_URL: "http://env.test" }, () => {
            configure({ "aws:endpoints": JSON.stringify([{ kms: "http://kms.test" }, { odb: "http://odb.test/" }]) });
            expect(odbEndpoint("us-east-1")).to.equal("http://odb.test");
            configure({ "aws:endpoints": [{ odb: "http://list.test" }] });
            expect(odbEndpoint("us-east-1")).to.equal("http://list.test");
            configure({ "aws:endpoints": JSON.stringify([{ kms: "http://kms.test" }]) });
            expect(odbEndpoint("us-east-1")).to.equal("http://env.test");
        });
        await withEnvironment(unset, () => {
            configure({});
            expect(odbEndpoint("eu-central-1")).to.equal("https://odb.eu-central-1.amazonaws.com");
        });
    });

    it("take Region and keys from the stack first", async () => {
        await withEnvironment({ ...unset, AWS_REGION: "eu-west-1" }, () => {
            configure({ "aws:region": "us-east-1", "aws:accessKey": "AKIA", "aws:secretKey": "s", "aws:token": "t" });
            expect(awsRegion()).to.equal("us-east-1");
            expect(configuredKeys()).to.deep.equal({ accessKeyId: "AKIA", secretAccessKey: "s", sessionToken: "t" });
            configure({ "aws:accessKey": "AKIA" });
            expect(awsRegion()).to.equal("eu-west-1");
            expect(configuredKeys()).to.equal(undefined);
        });
    });

    it("list the roles to take, in order", async () => {
        const roles = [{ roleArn: "arn:aws:iam::111122223333:role/one" }, { roleArn: "two", externalId: "x" }];
        configure({ "aws:assumeRoles": JSON.stringify(roles) });
        expect(assumedRoles()).to.deep.equal(roles);
        configure({ "aws:assumeRoles": "role" });
        expect(() => assumedRoles()).to.throw("aws:assumeRoles is not JSON");
    });

    it("say which setting is missing", async () => {
        await withEnvironment(unset, () => {
            configure({});
            expect(() => awsRegion()).to.throw("set aws:region");
        });
    });
});
