import { createPublicKey } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { expect } from "chai";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { ociCredentials } from "../../../sdk/clouds/oci/access/credentials";
import { workloadIdentity } from "../../../sdk/clouds/oci/access/workload-identity";
import { failure, withEnvironment } from "./failure";
import { certificate, certificateKey } from "./fixtures/tls";

/** A token of OCI, good for so many seconds from now on. */
function tokenFor(seconds: number, number: number): string {
    const now = Date.now() / 1000;
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    return `ST$${part({ alg: "RS256" })}.${part({ iat: now - seconds, exp: now + seconds, number })}.s`;
}

describe("the identity of a pod", function () {
    this.timeout(20_000);
    let folder: string;
    let server: Server;
    const asked: { path: string | undefined; authorization: string | undefined; podKey: string }[] = [];

    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "pod-"));
        writeFileSync(join(folder, "ca.crt"), certificate);
        writeFileSync(join(folder, "token"), "of the service account\n");
        server = createServer({ cert: certificate, key: certificateKey }, async (request, response) => {
            const { podKey } = (await json(request)) as { podKey: string };
            asked.push({ path: request.url, authorization: request.headers.authorization, podKey });
            const token = tokenFor(asked.length === 1 ? -1 : 600, asked.length);
            response.end(JSON.stringify(Buffer.from(JSON.stringify({ token })).toString("base64")));
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    });
    after(() => {
        server.closeAllConnections();
        server.close();
        rmSync(folder, { recursive: true });
        useConfig({ get: () => undefined });
    });

    it("signs with a key of its own, for which the cluster gives a token, and with another one when half its time is over", () => {
        const environment = {
            KUBERNETES_SERVICE_HOST: "127.0.0.1",
            KUBERNETES_SERVICE_PORT_PROXYMUX: String((server.address() as AddressInfo).port),
            OCI_KUBERNETES_SERVICE_ACCOUNT_CERT_PATH: join(folder, "ca.crt"),
            HTTPS_PROXY: "http://127.0.0.1:1",
        };
        return withEnvironment(environment, async () => {
            const pod = await workloadIdentity(join(folder, "token"));
            const first = pod.getPrivateKey();
            const [one, two] = await Promise.all([pod.getKeyId(), pod.getKeyId()]);
            expect(one)
                .to.equal(two)
                .and.to.match(/^ST\$ey/);
            expect(pod.getPrivateKey()).not.to.equal(first);
            expect(asked).to.have.length(2);
            expect(asked[1]).to.include({
                path: "/resourcePrincipalSessionTokens",
                authorization: "Bearer of the service account",
            });
            const publicKey = createPublicKey(pod.getPrivateKey()).export({ type: "spki", format: "der" });
            expect(asked[1]!.podKey).to.equal(publicKey.toString("base64"));
        });
    });

    it("is none outside of a cluster", () =>
        withEnvironment({ KUBERNETES_SERVICE_HOST: undefined }, async () => {
            useConfig({ get: (key) => (key === "oci:auth" ? "OKEWorkloadIdentity" : undefined) });
            expect(await failure(ociCredentials())).to.equal(
                "signing in to OCI by OKEWorkloadIdentity (oci:auth) failed on this machine",
            );
        }));
});
