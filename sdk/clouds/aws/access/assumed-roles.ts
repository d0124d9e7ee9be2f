import { SettingsError, settingFile } from "../../core/settings";
import { entries } from "../settings";

/** Input of AssumeRole or AssumeRoleWithWebIdentity, from the settings. */
interface RoleParams {
    RoleArn: string;
    RoleSessionName?: string;
    ExternalId?: string;
    DurationSeconds?: number;
    Policy?: string;
    PolicyArns?: { arn: string }[];
    Tags?: { Key: string; Value: string }[];
    TransitiveTagKeys?: string[];
    SourceIdentity?: string;
}

/** Turns the value of a member into input. `undefined` if the value has another type. */
type Reader = (value: unknown) => Partial<RoleParams> | undefined;

const text = (name: keyof RoleParams): Reader => {
    return (value) => (typeof value === "string" ? { [name]: value } : undefined);
};

const forWebIdentity = {
    roleArn: text("RoleArn"),
    sessionName: text("RoleSessionName"),
    policy: text("Policy"),
    duration: (value) => {
        const DurationSeconds = typeof value === "string" ? secondsOf(value) : undefined;
        return DurationSeconds === undefined ? undefined : { DurationSeconds };
    },
    policyArns: (value) => (isTexts(value) ? { PolicyArns: value.map((arn) => ({ arn })) } : undefined),
} as const satisfies Record<string, Reader>;

const forRole: Record<string, Reader> = {
    ...forWebIdentity,
    externalId: text("ExternalId"),
    sourceIdentity: text("SourceIdentity"),
    transitiveTagKeys: (value) => (isTexts(value) ? { TransitiveTagKeys: value } : undefined),
    tags: (value) => {
        if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
        if (!isTexts(Object.values(value))) return undefined;
        return { Tags: Object.entries(value as Record<string, string>).map(([Key, Value]) => ({ Key, Value })) };
    },
};

/** The roles of `aws:assumeRoles`. Each role is assumed with the credentials of the role before. */
export function assumedRoles(): RoleParams[] {
    return entries("aws:assumeRoles").map((entry, index) => params(`aws:assumeRoles[${index}]`, entry, forRole));
}

/** A role that is assumed with the token of an identity outside of AWS. */
interface WebIdentity {
    readonly params: RoleParams;
    /** Reads the token each time: its file gets a new one before the old one ends. */
    token(): string;
}

/** `aws:assumeRoleWithWebIdentity`, if it is set. */
export function configuredWebIdentity(): WebIdentity | undefined {
    const key = "aws:assumeRoleWithWebIdentity";
    const [entry] = entries(key);
    if (entry === undefined) return undefined;
    const { webIdentityToken, webIdentityTokenFile, ...members } = entry;
    const read = tokenReader(webIdentityToken, webIdentityTokenFile, key);
    return { params: params(key, members, forWebIdentity), token: read };
}

function tokenReader(token: unknown, file: unknown, key: string): () => string {
    if (typeof token === "string" && token !== "") return () => token;
    if (typeof file === "string" && file !== "") return () => settingFile(file, `${key}.webIdentityTokenFile`);
    throw new SettingsError(`${key} has no token: set its webIdentityToken or webIdentityTokenFile`);
}

function params(
    place: string,
    entry: Readonly<Record<string, unknown>>,
    readers: Readonly<Record<string, Reader>>,
): RoleParams {
    const read: Partial<RoleParams> = {};
    const faults = Object.entries(entry)
        .filter(([, value]) => value !== null && value !== undefined && value !== "")
        .flatMap(([name, value]) => {
            const reader = readers[name];
            if (reader === undefined) return [`${place}.${name} is not supported by this package: leave it out`];
            const part = reader(value);
            if (part === undefined)
                return [`${place}.${name} is not of the form that @pulumi/aws documents: correct it`];
            Object.assign(read, part);
            return [];
        });
    const { RoleArn } = read;
    if (RoleArn === undefined) faults.push(`${place}.roleArn is missing: name the role to assume`);
    if (RoleArn === undefined || faults.length > 0) throw new SettingsError(faults.join("\n"));
    return { ...read, RoleArn };
}

function isTexts(value: unknown): value is string[] {
    return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}

const units: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** Seconds of a duration as Go writes it: "1h", "15m30s". */
function secondsOf(duration: string): number | undefined {
    if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(duration)) return undefined;
    const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
    return Math.trunc(parts.reduce((sum, [, number, unit]) => sum + Number(number) * units[unit!]!, 0));
}
