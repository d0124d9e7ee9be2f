import { createHash } from "node:crypto";
import type { SandboxSettings } from "../../core/settings";

const letters = "abcdefghijklmnopqrstuvwxyz234567";

/** An OCID that is always the same for the same owner: of parts that the sandbox shows but keeps no record of. */
export function derivedOcid(settings: SandboxSettings, type: string, owner: string): string {
    return `ocid1.${type}.oc1.${settings.ociRegionKey}.aaaa${derivedText(`${type}/${owner}`, 24)}`;
}

export function derivedText(seed: string, length: number): string {
    const bytes = createHash("sha256").update(seed).digest();
    return Array.from({ length }, (_, index) => letters[bytes[index % bytes.length]! % letters.length]).join("");
}

/** Console address of an OCI resource, with the query members that real addresses carry. */
export function consoleUrl(settings: SandboxSettings, path: string): string {
    const { ociRegion, tenancyId, compartmentId } = settings;
    return `https://cloud.oracle.com/${path}?region=${ociRegion}&tenant=${tenancyId}&compartmentId=${compartmentId}`;
}
