import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import type * as common from "oci-common";
import { Connections } from "../../core/connections";
import { environment, SettingsError, settingFile } from "../../core/settings";

const timeout = 30_000;
const folder = "/var/run/secrets/kubernetes.io/serviceaccount";
const makeKeys = promisify(generateKeyPair);

/** A token of OCI, and the key that signs with it. */
interface Session {
    /** The token with the prefix that makes it the id of a key. */
    readonly keyId: string;
    readonly privateKey: string;
    /** Milliseconds since 1970 at which half of its life is over. */
    readonly renewal: number;
}

/**
 * Signs in as the pod of an OKE cluster that this runs in. The SDK can do this too, but it hands the certificate of the cluster to a
 * `fetch` that ignores it, so Node does not trust the cluster.
 * @param account File with the token of the pod's service account.
 */
export async function workloadIdentity(account = `${folder}/token`): Promise<common.AuthenticationDetailsProvider> {
    let session = await signIn(account);
    let renewing: Promise<Session> | undefined;
    return {
        async getKeyId() {
            if (Date.now() >= session.renewal) {
                renewing ??= signIn(account).finally(() => {
                    renewing = undefined;
                });
                session = await renewing;
            }
            return session.keyId;
        },
        getPrivateKey: () => session.privateKey,
        getPassphrase: () => null,
    };
}

async function signIn(account: string): Promise<Session> {
    const { publicKey, privateKey } = await makeKeys("rsa", {
        modulusLength: 2048,
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const podKey = publicKey.replace(/-----[^-]+-----|\n/g, "");
    const keyId = await askCluster(account, JSON.stringify({ podKey }));
    return { keyId, privateKey, renewal: halfLifeOf(keyId) };
}

/** The cluster answers with JSON text that holds JSON in base64. */
async function askCluster(account: string, body: string): Promise<string> {
    const host = environment("KUBERNETES_SERVICE_HOST");
    if (host === undefined) throw new SettingsError("this machine is no pod of a Kubernetes cluster");
    const port = environment("KUBERNETES_SERVICE_PORT_PROXYMUX") ?? "12250";
    const certificate = environment("OCI_KUBERNETES_SERVICE_ACCOUNT_CERT_PATH") ?? `${folder}/ca.crt`;
    const cluster = new Connections({}, { ca: settingFile(certificate, "the service account of the pod") });
    const authorization = `Bearer ${settingFile(account, "the service account of the pod").trim()}`;
    const sent = { method: "POST", headers: { authorization, "content-type": "application/json" }, body, timeout };
    const url = `https://${host.includes(":") ? `[${host}]` : host}:${port}/resourcePrincipalSessionTokens`;
    const answer = await cluster.send(url, sent);
    const decoded = Buffer.from((await answer.text()).replaceAll('"', ""), "base64").toString();
    const { token } = JSON.parse(decoded) as { token: string };
    return token;
}

/** The times in the token are seconds. */
function halfLifeOf(token: string): number {
    const [, payload = ""] = token.split(".");
    const { iat, exp } = JSON.parse(Buffer.from(payload, "base64url").toString()) as { iat: number; exp: number };
    return ((iat + exp) / 2) * 1000;
}
