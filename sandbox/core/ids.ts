import { randomBytes } from "node:crypto";
import type { SandboxSettings } from "./settings";

const letters = "abcdefghijklmnopqrstuvwxyz234567";

function base32(length: number): string {
    return Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join("");
}

/** `ocid1.<type>.oc1.<region>.<unique>`; identity resources carry no region. */
export function ocid(settings: SandboxSettings, type: string): string {
    const regional = !["policy", "compartment", "domain", "tenancy", "group", "dynamicgroup"].includes(type);
    return `ocid1.${type}.oc1.${regional ? settings.ociRegionKey : ""}.aaaa${base32(24)}`;
}

/** The OCID of something in the region of another resource. */
export function ocidBeside(type: string, neighbour: string): string {
    return `ocid1.${type}.oc1.${neighbour.split(".")[3] ?? ""}.aaaa${base32(24)}`;
}

/** Ids as Oracle Database@AWS gives them: `vmc_4k2p0wz1ab`. */
export function odbId(prefix: "odbnet" | "exa" | "vmc" | "dbs" | "dbn"): string {
    return `${prefix}_${base32(10)}`;
}

export function odbArn(settings: SandboxSettings, kind: string, id: string): string {
    return `arn:aws:odb:${settings.awsRegion}:${settings.accountId}:${kind}/${id}`;
}

export function etag(): string {
    return randomBytes(8).toString("hex");
}

/** The id that Oracle gives a master key version; it travels to KMS as the encryption context `MKID`. */
export function masterKeyId(): string {
    return `ORACLE.TDE.HSM.MK.06${randomBytes(16).toString("hex").toUpperCase()}`;
}
