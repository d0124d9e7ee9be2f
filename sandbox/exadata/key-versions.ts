import { randomBytes, timingSafeEqual } from "node:crypto";
import { Refusal } from "../core/exadata";
import { masterKeyId } from "../core/ids";
import type { KeyRing, MasterKeyVersion } from "../core/records";
import type { RoleSession } from "./aws/session";

const dataKeyBytes = 32;

/** A master key version in the wallet: nobody outside of the database takes part. */
export function newWalletVersion(): MasterKeyVersion {
    const id = `A${randomBytes(16).toString("base64").replace(/[+/=]/g, "")}`.padEnd(52, "A");
    return { id, keystore: "WALLET", activatedAt: new Date().toISOString() };
}

/** A master key version under an AWS key. It counts only when KMS gives back what it wrapped. */
export async function newAwsVersion(session: RoleSession, keyArn: string): Promise<MasterKeyVersion> {
    const id = masterKeyId();
    const dataKey = randomBytes(dataKeyBytes);
    const wrapped = await session.encrypt(keyArn, id, dataKey);
    const unwrapped = await session.decrypt(keyArn, id, wrapped);
    if (unwrapped.length !== dataKeyBytes || !timingSafeEqual(unwrapped, dataKey))
        throw new Refusal("KMSInternalException", `KMS gave back another data key than it wrapped under ${id}.`);
    return { id, keystore: "AWS", keyArn, wrapped, activatedAt: new Date().toISOString() };
}

export function currentVersion(ring: KeyRing): MasterKeyVersion | undefined {
    return ring.versions.at(-1);
}
