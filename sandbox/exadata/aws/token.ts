import { generateKeyPairSync, sign } from "node:crypto";
import type { TokenClaims } from "../iam/trust";

/** Nobody checks this signature: moto takes any token. The claims are judged by the trust policy instead. */
const signer = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;

/** A token as a node of a cluster gets it from the identity domain, good for five minutes. */
export function mintToken(claims: TokenClaims): string {
    const now = Math.floor(Date.now() / 1000);
    const parts = [
        { alg: "ES256", typ: "JWT", kid: "sandbox" },
        { ...claims, iat: now, exp: now + 300 },
    ].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
    const text = parts.join(".");
    const signature = sign("sha256", Buffer.from(text), { key: signer, dsaEncoding: "ieee-p1363" });
    return `${text}.${signature.toString("base64url")}`;
}
