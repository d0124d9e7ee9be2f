import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SandboxSettings } from "../core/settings";

const userId = "ocid1.user.oc1..aaaasandboxuser";

/** The one user of the OCI tenancy, with a key that lives as long as the sandbox. */
export interface OciUser {
    tenancyId: string;
    userId: string;
    fingerprint: string;
    privateKeyPath: string;
    publicKeyPem: string;
    /** `<tenancy>/<user>/<fingerprint>`, as it stands in signatures. */
    keyId: string;
}

/** Makes a key pair for the OCI user; the private key goes into the folder, readable by its owner only. */
export function createOciUser(settings: SandboxSettings, directory: string): OciUser {
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const privateKeyPath = join(directory, "oci-api-key.pem");
    mkdirSync(directory, { recursive: true });
    writeFileSync(privateKeyPath, pair.privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    const publicKeyPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
    const { tenancyId } = settings;
    const fingerprint = fingerprintOf(publicKeyPem);
    return {
        tenancyId,
        userId,
        fingerprint,
        privateKeyPath,
        publicKeyPem,
        keyId: `${tenancyId}/${userId}/${fingerprint}`,
    };
}

function fingerprintOf(publicKeyPem: string): string {
    const der = createPublicKey(publicKeyPem).export({ type: "spki", format: "der" });
    return (createHash("md5").update(der).digest("hex").match(/../g) ?? []).join(":");
}
