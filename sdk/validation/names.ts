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
                  remedy: "use at most 8 letters and digits, a letter first",
              },
    );
}

/** Name of a pluggable database. */
export function checkPluggableDatabaseName(path: string, value: unknown): Fault[] {
    return checkText(path, value, (name) => {
        if (/^(?:cdb\$root|pdb\$seed)$/i.test(name)) {
            return {
                reason: `${quote(name)} is a part of every container database`,
                remedy: "name a pluggable database; the root is rotated with the container database",
            };
        }
        if (/^[a-z][a-z0-9_]{0,29}$/i.test(name)) return undefined;
        return {
            reason: `${quote(name)} is not the name of a pluggable database`,
            remedy: 'use at most 30 letters, digits and "_", a letter first',
        };
    });
}

/** A pluggable database by name or by OCID. */
export function checkPluggableDatabase(path: string, value: unknown): Fault[] {
    return typeof value === "string" && value.startsWith("ocid1.")
        ? checkOcid(path, value, "pluggabledatabase")
        : checkPluggableDatabaseName(path, value);
}

/** Id of a VM cluster in AWS, which is not its OCID. */
export function checkVmClusterId(path: string, value: unknown): Fault[] {
    return checkText(path, value, (id) => {
        if (/^[\w-]{6,64}$/.test(id)) return undefined;
        return {
            reason: `${quote(id)} is not the id of a VM cluster in AWS`,
            remedy: 'give it as "vmc_4k2p0wz1ab", as AWS lists it',
        };
    });
}

/** URL of an OCI identity domain; a port 443 and a trailing slash, as OCI lists it, are fine. */
export function checkIdentityDomainUrl(path: string, value: unknown): Fault[] {
    return checkText(path, value, (url) => {
        if (/^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::443)?\/?$/i.test(url)) return undefined;
        return {
            reason: `${quote(url)} is not the URL of an identity domain`,
            remedy: 'give it as "https://idcs-….identity.oraclecloud.com", without path or query',
        };
    });
}
