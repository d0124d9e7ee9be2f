import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { ListRolesCommand } from "@aws-sdk/client-iam";
import { ListKeysCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { cloudTrailClient, iamClient, kmsClient } from "../../../sdk/clouds/aws/clients";
import { odbCall } from "../../../sdk/clouds/aws/odb";
import { callerAccount } from "../../../sdk/clouds/aws/sts";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { ociCredentials } from "../../../sdk/clouds/oci/access/credentials";
import { databaseClient, identityClient, multicloudClient } from "../../../sdk/clouds/oci/clients";
import { FakeClock } from "./clock";
import { failure, withEnvironment } from "./failure";
import { certificate, certificateKey } from "./fixtures/tls";
import { type ProxyServer, startProxy } from "./proxy-server";

const services = ["odb", "kms", "iam", "sts", "cloudtrail"];

describe("requests by a proxy", function () {
    this.timeout(30_000);
    let folder: string;
    let proxy: ProxyServer;
    let config: Record<string, unknown>;

    beforeEach(async () => {
        folder = mkdtempSync(join(tmpdir(), "proxied-"));
        writeFileSync(join(folder, "ca.pem"), certificate);
        proxy = await startProxy();
        const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
        config = {
            "aws:region": "us-east-1",
            "aws:accessKey": "AKIA",
            "aws:secretKey": "s",
            "aws:endpoints": [Object.fromEntries(services.map((name) => [name, `https://${name}.exadata.test`]))],
            "aws:customCaBundle": join(folder, "ca.pem"),
            "oci:tenancyOcid": "ocid1.tenancy.oc1..aaaa",
            "oci:userOcid": "ocid1.user.oc1..aaaa",
            "oci:fingerprint": "aa:bb",
            "oci:privateKey": privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
            "oci:region": "us-ashburn-1",
        };
    });
    afterEach(() => {
        proxy.close();
        rmSync(folder, { recursive: true });
        useConfig({ get: () => undefined });
    });

    const within = <T>(environment: Record<string, string>, work: () => Promise<T>) => {
        const names = [
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "AWS_CA_BUNDLE",
        ];
        const unset = Object.fromEntries(names.map((name) => [name, undefined]));
        return withEnvironment({ ...unset, ...environment }, () => {
            useConfig({ get: (key) => config[key] });
            return work();
        });
    };
    const call = () => odbCall("ListOdbNetworks", {}, "us-east-1", new FakeClock());

    it("carry every service of AWS, with the credentials that they need", () =>
        within({ HTTPS_PROXY: proxy.url }, async () => {
            proxy.answer = (host) =>
                host.startsWith("sts")
                    ? "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey>" +
                      "<SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
                    : "{}";
            config["aws:assumeRoles"] = [{ roleArn: "arn:aws:iam::111122223333:role/deploy" }];
            await call();
            expect(proxy.seen).to.deep.equal(["CONNECT sts.exadata.test:443", "CONNECT odb.exadata.test:443"]);
            await (await kmsClient()).send(new ListKeysCommand({}));
            await (await cloudTrailClient()).send(new LookupEventsCommand({}));
            await (await iamClient()).send(new ListRolesCommand({})).catch(() => {});
            expect(proxy.seen.slice(2).sort()).to.deep.equal([
                "CONNECT cloudtrail.exadata.test:443",
                "CONNECT iam.exadata.test:443",
                "CONNECT kms.exadata.test:443",
            ]);
            proxy.answer = () =>
                "<R><GetCallerIdentityResult><Account>111122223333</Account></GetCallerIdentityResult></R>";
            expect(await callerAccount()).to.equal("111122223333");
            expect(new Set(proxy.reached)).to.deep.equal(new Set(services.map((name) => `${name}.exadata.test`)));
        }));

    it("carry every service of OCI", () => {
        const clients = [
            "database.DatabaseClient",
            "identity.IdentityClient",
            "dbmulticloud.DbMulticloudAwsProviderClient",
        ];
        const overrides = clients.map((name) => `oci_${name}=https://${name.split(".")[0]}.exadata.test`).join(";");
        const environment = { CLIENT_HOST_OVERRIDES: overrides, custom_cert_location: join(folder, "ca.pem") };
        return within({ https_proxy: proxy.url, ...environment }, async () => {
            const id = "ocid1.compartment.oc1..aaaa";
            await (await databaseClient(id)).getDatabase({ databaseId: id });
            await (await identityClient(id)).getPolicy({ policyId: id });
            await (await multicloudClient(id)).getOracleDbAwsKey({ oracleDbAwsKeyId: id });
            expect(proxy.seen).to.deep.equal([
                "CONNECT database.exadata.test:443",
                "CONNECT identity.exadata.test:443",
                "CONNECT dbmulticloud.exadata.test:443",
            ]);
            expect(proxy.reached).to.deep.equal(
                ["database", "identity", "dbmulticloud"].map((name) => `${name}.exadata.test`),
            );
        });
    });

    it("carry the sign-in of an instance, whose metadata is asked without one", async () => {
        const told: Record<string, string> = {
            "/instance/region": "us-ashburn-1",
            "/identity/cert.pem": certificate,
            "/identity/key.pem": certificateKey,
            "/identity/intermediate.pem": certificate,
        };
        const metadata = createServer(({ url }, response) => response.end(told[url!]));
        await new Promise<void>((resolve) => metadata.listen(0, "127.0.0.1", () => resolve()));
        const OCI_METADATA_BASE_URL = `http://127.0.0.1:${(metadata.address() as AddressInfo).port}`;
        const environment = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, accept_local_certs: "true" };
        proxy.answer = () => JSON.stringify({ token: "of the instance" });
        config["oci:auth"] = "InstancePrincipal";
        try {
            await within({ ...environment, OCI_METADATA_BASE_URL }, async () => {
                const signed = await ociCredentials();
                expect(await signed.getKeyId()).to.equal("ST$of the instance");
            });
        } finally {
            metadata.closeAllConnections();
            metadata.close();
        }
        expect(proxy.seen).to.deep.equal(["CONNECT auth.us-ashburn-1.oraclecloud.com:443"]);
    });

    it("carry plain http as proxies take it, with the name and password of the proxy", () =>
        within({ HTTP_PROXY: proxy.url.replace("//", "//ann:secret@") }, async () => {
            config["aws:endpoints"] = [{ odb: "http://odb.exadata.test" }];
            expect(await call()).to.deep.equal({});
            expect(proxy.seen).to.deep.equal(["POST http://odb.exadata.test/"]);
            expect(proxy.authorization).to.equal(`Basic ${Buffer.from("ann:secret").toString("base64")}`);
        }));

    it("go by the proxy of the stack rather than by that of the environment, and by one for http where it is the only one", () =>
        within({ NO_PROXY: "*" }, async () => {
            config["aws:noProxy"] = "other.test";
            config["aws:httpProxy"] = proxy.url;
            await call();
            expect(proxy.seen).to.deep.equal(["CONNECT odb.exadata.test:443"]);
            process.env.HTTPS_PROXY = "http://127.0.0.1:1";
            config["aws:httpsProxy"] = proxy.url;
            useConfig({ get: (key) => config[key] });
            await call();
            expect(proxy.seen).to.have.length(2);
        }));

    it("go straight where NO_PROXY says so", () =>
        within({ HTTPS_PROXY: proxy.url, NO_PROXY: "exadata.test" }, async () => {
            expect(await failure(call())).to.match(/^ODB did not answer ListOdbNetworks/);
            expect(proxy.seen).to.deep.equal([]);
        }));

    it("take no certificate that the settings do not trust, unless they trust any", () =>
        within({ HTTPS_PROXY: proxy.url }, async () => {
            delete config["aws:customCaBundle"];
            useConfig({ get: (key) => config[key] });
            expect(await failure(call())).to.contain("DEPTH_ZERO_SELF_SIGNED_CERT");
            config["aws:insecure"] = "true";
            useConfig({ get: (key) => config[key] });
            expect(await call()).to.deep.equal({});
        }));
});
