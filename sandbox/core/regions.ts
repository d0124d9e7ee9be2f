import type { SandboxSettings } from "./settings";

/** Regions of AWS with Oracle Database@AWS, and the regions of OCI behind them as the sandbox pairs them. */
export const odbRegions: Readonly<Record<string, Pick<SandboxSettings, "ociRegion" | "ociRegionKey">>> = {
    "us-east-1": { ociRegion: "us-ashburn-1", ociRegionKey: "iad" },
    "us-west-2": { ociRegion: "us-phoenix-1", ociRegionKey: "phx" },
    "eu-central-1": { ociRegion: "eu-frankfurt-1", ociRegionKey: "fra" },
};

/** The settings as they are in another Region of AWS. Without a region of OCI behind it, that one stays. */
export function settingsAt(settings: SandboxSettings, awsRegion: string): SandboxSettings {
    if (awsRegion === settings.awsRegion) return settings;
    return { ...settings, ...odbRegions[awsRegion], awsRegion };
}

/** The settings of the Region in which a resource of ODB is. */
export function settingsOf(settings: SandboxSettings, arn: string): SandboxSettings {
    return settingsAt(settings, arn.split(":")[3] ?? "");
}

/** Whether things can be made in a Region. */
export function isOdbRegion(settings: SandboxSettings, awsRegion: string): boolean {
    return awsRegion === settings.awsRegion || settings.otherOdbRegions.includes(awsRegion);
}
