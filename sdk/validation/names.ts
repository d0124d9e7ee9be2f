import { type Fault, quote } from "./faults";
import { checkOcid } from "./ocids";
import { checkText } from "./text";

/** DB_NAME of a container database. */
export function checkDatabaseName(path: string, value: unknown): Fault[] {
    return checkText(path, value, (name) =>
        /^[a-z][a-z0-9]{0,7}$/i.test(name)
            ? undefined
            : {
                  reason: `${quote(name)} is not a database name`,
                  remedy: "use at most 8 letters and digits, starting with a letter",
              },
    );
}

/** Name of a pluggable database. */
export function checkPluggableDatabaseName(path: string, value: unknown): Fault[] {
    return checkText(path, value, (name) => {
        if (/^(?:cdb\$root|pdb\$seed)$/i.test(name)) {
            return {
                reason: `${quote(name)} belongs to every container database and is not rotated by itself`,
                remedy: "name a pluggable database; a rotation of the container database rotates the root",
            };
        }
        if (/^[a-z][a-z0-9_$#]{0,29}$/i.test(name)) return undefined;
        return {
            reason: `${quote(name)} is not the name of a pluggable database`,
            remedy: 'use at most 30 letters, digits, "_", "$" and "#", starting with a letter',
        };
    });
}

/** Name of a pluggable database that OCI creates. */
export function checkNoSpecial(path: string, value: unknown): Fault[] {
    return checkText(path, value, (name) =>
        /^[^$#]*$/.test(name)
            ? undefined
            : {
                  reason: `${quote(name)} has a character that OCI does not take in a new name`,
                  remedy: 'use letters, digits and "_"',
              },
    );
}

/** A pluggable database by name or by OCID. */
export function checkPluggableDatabase(path: string, value: unknown): Fault[] {
    return typeof value === "string" && value.startsWith("ocid1.")
        ? checkOcid(path, value, "pluggabledatabase")
        : checkPluggableDatabaseName(path, value);
}

/** Version of Oracle Database. AWS KMS supports 19c and later. */
export function checkDatabaseVersion(path: string, value: unknown): Fault[] {
    return checkText(path, value, (version) => {
        const [, major] = /^(\d+)(?:\.\d+){3,4}$/.exec(version) ?? [];
        if (major === undefined) {
            const reason = `${quote(version)} is not a version of Oracle Database`;
            return { reason, remedy: 'give all its parts, e.g. "19.0.0.0"' };
        }
        if (Number(major) >= 19) return undefined;
        return { reason: `${quote(version)} is older than 19c`, remedy: 'give 19c or later, e.g. "19.0.0.0"' };
    });
}

/** Id of a VM cluster in AWS, which is neither its OCID nor its ARN. */
export function checkVmClusterId(path: string, value: unknown): Fault[] {
    return checkText(path, value, (id) => {
        if (isResourceId(id)) return undefined;
        return {
            reason: `${quote(id)} is not the id of a VM cluster in AWS`,
            remedy: `give it as ${quote(/^arn:.*\/([\w~.-]+)$/.exec(id)?.[1] ?? "vmc_4k2p0wz1ab")}, as AWS lists it`,
        };
    });
}

/** Id or ARN of an ODB network. */
export const checkNetworkId = idOrArnCheck("an ODB network", "odb-network", "odbnet_4k2p0wz1ab");
/** Id or ARN of an Exadata infrastructure. */
export const checkInfrastructureId = idOrArnCheck(
    "an Exadata infrastructure",
    "cloud-exadata-infrastructure",
    "exa_4k2p0wz1ab",
);

/** The form in the service's model. An OCID may match it but is not an id. */
function isResourceId(id: string): boolean {
    return /^(?!ocid1\.)[a-zA-Z0-9_~.-]{6,64}$/.test(id);
}

function idOrArnCheck(what: string, type: string, example: string): (path: string, value: unknown) => Fault[] {
    const arn = new RegExp(`^arn:aws(?:-[a-z]+)*:odb:[a-z0-9-]+:\\d{12}:${type}/[a-zA-Z0-9_~.-]{6,64}$`);
    return (path, value) =>
        checkText(path, value, (id) =>
            isResourceId(id) || arn.test(id)
                ? undefined
                : { reason: `${quote(id)} is not the id of ${what}`, remedy: `give it as ${quote(example)}` },
        );
}

/** URL of an OCI identity domain. Port 443 and a trailing slash are allowed, because OCI lists it like that. */
export function checkIdentityDomainUrl(path: string, value: unknown): Fault[] {
    return checkText(path, value, (url) => {
        if (/^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::443)?\/?$/i.test(url)) return undefined;
        return {
            reason: `${quote(url)} is not the URL of an identity domain`,
            remedy: 'give it as "https://idcs-….identity.oraclecloud.com", without path or query',
        };
    });
}
