import type { SandboxSettings } from "../../core/settings";
import { invalid, refused } from "./refusals";

export interface Zone {
    availabilityZone: string;
    availabilityZoneId: string;
}

const letters = "abcdef";

/**
 * Zone name and zone id of a request that gives one of them or both. Which name stands for which id differs between
 * real accounts; in this one `a` is `az1`, and so on.
 */
export function resolveZone(settings: SandboxSettings, given: Partial<Zone>): Zone {
    const zones = zonesOf(settings.awsRegion);
    if (given.availabilityZone === undefined && given.availabilityZoneId === undefined) {
        throw refused("Either availabilityZone or availabilityZoneId must be given.");
    }
    const zone = zones.find(
        (candidate) =>
            (given.availabilityZone ?? candidate.availabilityZone) === candidate.availabilityZone &&
            (given.availabilityZoneId ?? candidate.availabilityZoneId) === candidate.availabilityZoneId,
    );
    if (!zone) {
        const member = given.availabilityZoneId === undefined ? "availabilityZone" : "availabilityZoneId";
        throw invalid(member, `The region ${settings.awsRegion} has no such availability zone.`);
    }
    return zone;
}

/** `us-east-1` has the zones `us-east-1a` = `use1-az1` to `us-east-1f` = `use1-az6`. */
function zonesOf(region: string): Zone[] {
    const [area = "", direction = "", number = ""] = region.split("-");
    const compass = direction.replace(/(north|south|east|west|central)/g, (word) => word.charAt(0));
    return [...letters].map((letter, index) => ({
        availabilityZone: `${region}${letter}`,
        availabilityZoneId: `${area}${compass}${number}-az${index + 1}`,
    }));
}
