import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { assumedRoles } from "../../../sdk/clouds/aws/access/assumed-roles";
import { awsRegion, configuredKeys, odbEndpoint } from "../../../sdk/clouds/aws/settings";
import { hostOverrides } from "../../../sdk/clouds/core/host-overrides";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { ociCredentials } from "../../../sdk/clouds/oci/access/credentials";
import { apiKey, authentication, ociRegion } from "../../../sdk/clouds/oci/settings";
import { failure, withEnvironment } from "./failure";

const variables = [
    ...["tenancy_ocid", "user_ocid", "fingerprint", "private_key", "private_key_path", "private_key_password"],
    ...["region", "auth", "config_file_profile"],
];
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
        "AWS_USE_FIPS_ENDPOINT",
        "AWS_USE_DUALSTACK_ENDPOINT",
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
    const within = <T>(environment: Record<string, string>, work: () => T | Promise<T>) =>
        withEnvironment({ ...unset, HOME: folder, OCI_CONFIG_FILE: join(folder, "config"), ...environment }, work);
    const writeProfiles = () => {
        writeFileSync(join(folder, "key.pem"), "FILE KEY");
        const profile = (name: string) =>
            `[${name}]\ntenancy=tenancy-${name}\nuser=user-${name}\nfingerprint=aa:bb\nregion=region-${name}\n` +
            `key_file=${join(folder, "key.pem")}\n`;
        writeFileSync(join(folder, "config"), profile("DEFAULT") + profile("OTHER"));
    };

    it("come from the stack before the environment, and from there before the config file", async () => {
        writeProfiles();
        configure({ "oci:region": "from-stack", "oci:userOcid": "user-stack", "oci:fingerprint": "cc:dd" });
        const environment = { TF_VAR_region: "from-env", OCI_TENANCY_OCID: "tenancy-env" };
        await within(environment, () => {
            expect(ociRegion()).to.equal("from-stack");
            expect(apiKey()).to.deep.equal({
                userOcid: "user-stack",
                tenancyOcid: "tenancy-env",
                fingerprint: "cc:dd",
                privateKey: "FILE KEY",
            });
        });
    });

    it("name a user in full or not at all: a part beside the config file counts no more than for the native provider", async () => {
        writeProfiles();
        configure({ "oci:userOcid": "user-stack", "oci:privateKey": "-----BEGIN-----\\nSTACK" });
        await within({ OCI_TENANCY_OCID: "tenancy-env" }, () => {
            expect(apiKey()).to.deep.equal({
                userOcid: "user-DEFAULT",
                tenancyOcid: "tenancy-DEFAULT",
                fingerprint: "aa:bb",
                privateKey: "-----BEGIN-----\nSTACK",
            });
        });
    });

    it("come from the config file in the home folder before the one of OCI_CONFIG_FILE", async () => {
        writeProfiles();
        mkdirSync(join(folder, ".oci"));
        writeFileSync(join(folder, ".oci", "config"), "[DEFAULT]\nregion = home\n");
        await within({}, () => expect(ociRegion()).to.equal("home"));
        rmSync(join(folder, ".oci"), { recursive: true });
        await within({}, () => expect(ociRegion()).to.equal("region-DEFAULT"));
    });

    it("sign with the session of a profile that has one instead of a user, with its token of now", async () => {
        const token = join(folder, "token");
        const session = `tenancy=t\nfingerprint=aa:bb\nkey_file=${join(folder, "key.pem")}\nsecurity_token_file=${token}\n`;
        writeProfiles();
        writeFileSync(join(folder, "config"), `[DEFAULT]\nregion=r\n# session\n[SSO]\n${session}`);
        configure({ "oci:configFileProfile": "SSO", "oci:auth": "SecurityToken" });
        await within({}, async () => {
            writeFileSync(token, "first\n");
            const signed = await ociCredentials();
            expect(await signed.getKeyId()).to.equal("ST$first");
            writeFileSync(token, "second\n");
            expect(await signed.getKeyId()).to.equal("ST$second");
            expect(signed.getPrivateKey()).to.equal("FILE KEY");
            configure({ "oci:configFileProfile": "SSO" });
            expect(await (await ociCredentials()).getKeyId()).to.equal("ST$second");
            configure({ "oci:auth": "SecurityToken" });
            expect(await failure(ociCredentials())).to.equal(
                "oci:auth SecurityToken needs a profile: set oci:configFileProfile",
            );
            configure({ "oci:configFileProfile": "DEFAULT", "oci:auth": "SecurityToken" });
            expect(await failure(ociCredentials())).to.contain(
                "has no session: sign in with `oci session authenticate`",
            );
        });
    });

    it("refuse a profile that is not there, and switches that change who is asked or where", async () => {
        writeProfiles();
        configure({ "oci:configFileProfile": "GONE" });
        await within({}, () => {
            expect(() => ociRegion()).to.throw("has no profile of the name that oci:configFileProfile gives");
        });
        configure({});
        await within({ use_obo_token: "true", OCI_DOMAIN_NAME_OVERRIDE: "example.com" }, async () => {
            const message = await failure(ociCredentials());
            expect(message).to.contain("use_obo_token (a delegation token) is not supported by this package: unset it");
            expect(message).to.contain("domain_name_override is not supported by this package: unset it");
        });
    });

    it("take the profile that the stack names", async () => {
        writeProfiles();
        configure({ "oci:configFileProfile": "OTHER" });
        await within({}, () => {
            expect(ociRegion()).to.equal("region-OTHER");
            expect(apiKey()).to.include({ userOcid: "user-OTHER" });
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
            expect(() => authentication()).to.throw("oci:auth is no way to sign in: use one of ApiKey, SecurityToken,");
            configure({ "oci:auth": "WorkloadIdentityFederation" });
            expect(() => authentication()).to.throw(
                "oci:auth WorkloadIdentityFederation is not supported by this package: use one of ApiKey,",
            );
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
            expect(() => configuredKeys()).to.throw("one of the two keys is missing; set both");
        });
    });

    it("list the roles to take, in order, with all that @pulumi/aws takes of them", () => {
        const first = {
            roleArn: "arn:aws:iam::111122223333:role/one",
            sessionName: "deploy",
            externalId: "x",
            duration: "1h15m0.5s",
            policy: "{}",
            policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
            tags: { team: "dba" },
            transitiveTagKeys: ["team"],
            sourceIdentity: "ann",
        };
        configure({ "aws:assumeRoles": JSON.stringify([first, { roleArn: "two" }]) });
        expect(assumedRoles()).to.deep.equal([
            {
                RoleArn: "arn:aws:iam::111122223333:role/one",
                RoleSessionName: "deploy",
                ExternalId: "x",
                DurationSeconds: 4500,
                Policy: "{}",
                PolicyArns: [{ arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
                Tags: [{ Key: "team", Value: "dba" }],
                TransitiveTagKeys: ["team"],
                SourceIdentity: "ann",
            },
            { RoleArn: "two" },
        ]);
    });

    it("refuse roles that are not as @pulumi/aws documents them, each fault with its place and without its value", () => {
        configure({ "aws:assumeRoles": "role" });
        expect(() => assumedRoles()).to.throw("aws:assumeRoles is not JSON");
        configure({ "aws:assumeRoles": '["role"]' });
        expect(() => assumedRoles()).to.throw("aws:assumeRoles is not a list of objects");
        configure({
            "aws:assumeRoles": [{ roleArn: "one" }, { duration: "1 hour", mfaSerial: "secret", tags: ["a"] }],
        });
        expect(() => assumedRoles()).to.throw(
            [
                "aws:assumeRoles[1].duration is not of the form that @pulumi/aws documents: correct it",
                "aws:assumeRoles[1].mfaSerial is not supported by this package: leave it out",
                "aws:assumeRoles[1].tags is not of the form that @pulumi/aws documents: correct it",
                "aws:assumeRoles[1].roleArn is missing: name the role to assume",
            ].join("\n"),
        );
    });

    it("take FIPS and dual-stack endpoints of ODB, unless an endpoint is named", async () => {
        await withEnvironment({ ...unset, AWS_USE_FIPS_ENDPOINT: "true" }, () => {
            configure({ "aws:useDualstackEndpoint": "true" });
            expect(odbEndpoint("us-east-1")).to.equal("https://odb-fips.us-east-1.api.aws");
            configure({ "aws:useFipsEndpoint": "false" });
            expect(odbEndpoint("us-east-1")).to.equal("https://odb.us-east-1.amazonaws.com");
            configure({ "aws:useFipsEndpoint": "yes" });
            expect(() => odbEndpoint("us-east-1")).to.throw("aws:useFipsEndpoint is neither true nor false");
            configure({ "aws:endpoints": [{ odb: "http://odb.test" }] });
            expect(odbEndpoint("us-east-1")).to.equal("http://odb.test");
        });
    });

    it("say which setting is missing", async () => {
        await withEnvironment(unset, () => {
            configure({});
            expect(() => awsRegion()).to.throw("set aws:region");
        });
    });
});
