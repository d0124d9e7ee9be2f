import { generateKeyPairSync } from "node:crypto";
import { defaultSettings } from "../../../../sandbox/core/settings";

export interface SigningKey {
    keyId: string;
    tenancy: string;
    user: string;
    fingerprint: string;
    privateKey: string;
    publicKey: string;
}

export function newKey(fingerprint: string): SigningKey {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", {
        modulusLength: 2048,
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
        publicKeyEncoding: { type: "spki", format: "pem" },
    });
    const tenancy = defaultSettings.tenancyId;
    const user = "ocid1.user.oc1..aaaasandboxuser";
    return { keyId: `${tenancy}/${user}/${fingerprint}`, tenancy, user, fingerprint, privateKey, publicKey };
}

/** The key that the server knows, made once for a test process. */
export const registeredKey = newKey("20:3b:97:13:55:1c:0a:7e:2f:90:11:d4:66:8b:c1:02");
