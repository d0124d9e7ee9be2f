import * as pulumi from "@pulumi/pulumi";
import { faultsOf, isMisspelt, memberAt, type Schema } from "../../sdk/validation";
import { type Fault, renderFaults } from "../../sdk/validation/faults";
import { stackRegion } from "../internal/checks";
import { estate } from "../schema/estate";
import type { ExadataKeyManagementArgs } from "./args";

type Data = Record<string, unknown>;

/**
 * The arguments of ExadataKeyManagement from stack config, each by its name: `keys`, `clusters`, and optionally `oidcProvider`,
 * `keyReadPolicy`, `configureIdentityDomain`, `tags` and `protect`. Passwords of new databases are secret values of their own, named by
 * `adminPasswordConfig`. What stands there is checked by the component; only what it cannot see ends the program here, together
 * with all that is wrong besides: names that are misspelt, and passwords that stand among the arguments or are missing.
 * @example new ExadataKeyManagement("prod", readEstate(new pulumi.Config()))
 */
export function readEstate(config: pulumi.Config): ExadataKeyManagementArgs {
    const read = Object.entries(estate.members).flatMap(([name, schema]): [string, unknown][] => {
        const text = config.get(name);
        return text === undefined ? [] : [[name, parsed(schema, text)]];
    });
    const given: Data = Object.fromEntries(read);
    const faults = misspelt(config, Object.keys(given));
    const args = withPasswords(config, given, faults);
    if (faults.length > 0) {
        const all = [...faults, ...faultsOf(estate, args, "", { region: stackRegion() })];
        throw new pulumi.RunError(renderFaults(`Stack config of ${config.name}`, all));
    }
    return args as unknown as ExadataKeyManagementArgs;
}

/** The engine hands every value over as text. One that cannot be read stays text, and is a fault of its argument. */
function parsed(schema: Schema, text: string): unknown {
    try {
        const value: unknown = JSON.parse(text);
        return schema.kind === "flag" && typeof value !== "boolean" ? text : value;
    } catch {
        return text;
    }
}

/** Words that programs use, and that are like the name of an argument. */
const otherWords = ["project"];

/** A program may have values of its own beside the estate's: only those that look like one that is absent are told. */
function misspelt(config: pulumi.Config, given: readonly string[]): Fault[] {
    const absent = Object.keys(estate.members).filter((name) => !given.includes(name));
    const prefix = `${config.name}:`;
    return Object.keys(pulumi.runtime.allConfig())
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length))
        .filter((name) => !Object.hasOwn(estate.members, name) && !otherWords.includes(name))
        .flatMap((name) => {
            const meant = absent.find((one) => isMisspelt(name, one));
            if (meant === undefined) return [];
            return [{ path: name, reason: "is no argument of an estate", remedy: `did you mean "${meant}"?` }];
        });
}

/** Puts each password beside the name of its secret, and notes what is wrong with it. */
function withPasswords(config: pulumi.Config, given: Data, faults: Fault[]): Data {
    return changed(given, "clusters", "", (cluster, place) =>
        changed(cluster, "databases", place, (database, at) => {
            if (!isData(database.create)) return database;
            return { ...database, create: withPassword(config, database.create, memberAt(at, "create"), faults) };
        }),
    );
}

function withPassword(config: pulumi.Config, create: Data, place: string, faults: Fault[]): Data {
    const { adminPassword, adminPasswordConfig: name } = create;
    if (adminPassword !== undefined && adminPassword !== null) {
        const remedy = "make it a secret value of its own, and name that as `adminPasswordConfig`";
        faults.push({ path: memberAt(place, "adminPassword"), reason: "is a password among the arguments", remedy });
        return create;
    }
    if (typeof name !== "string" || name === "") return create;
    const password = config.getSecret(name);
    if (password !== undefined) return { ...create, adminPassword: password };
    const path = memberAt(place, "adminPasswordConfig");
    const remedy = `pulumi config set --secret ${name}`;
    faults.push({ path, reason: `the stack config has no value "${name}"`, remedy });
    return { ...create, adminPassword: pulumi.secret("") };
}

/** The data with every entry of a list in it changed. What is no list, or no entry, stays for the check. */
function changed(data: Data, member: string, place: string, change: (entry: Data, at: string) => Data): Data {
    const list = data[member];
    if (!Array.isArray(list)) return data;
    const at = memberAt(place, member);
    const entries = list.map((one, index) => (isData(one) ? change(one, `${at}[${index}]`) : one));
    return { ...data, [member]: entries };
}

function isData(value: unknown): value is Data {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
