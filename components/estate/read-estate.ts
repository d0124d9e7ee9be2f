import * as pulumi from "@pulumi/pulumi";
import { faultsOf, isMisspelt, memberAt, type Schema } from "../../sdk/validation";
import { type Fault, renderFaults } from "../../sdk/validation/faults";
import { stackRegion } from "../internal/checks";
import { estate } from "../schema/estate";
import type { ExadataKeyManagementArgs } from "./args";

type Data = Record<string, unknown>;

/**
 * Reads the arguments of ExadataKeyManagement from stack config, each by its name: `keys`, `clusters`, and optionally
 * `oidcProvider`, `keyReadPolicy`, `configureIdentityDomain`, `tags` and `protect`. The password of a new database is a secret
 * value of its own, named by `adminPasswordConfig`.
 *
 * Throws for faults that the component cannot see: a misspelt name, a password among the arguments, a missing password. The
 * message then lists every other fault too. If there are none of these faults, the component checks the arguments.
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

/**
 * The engine passes every value as text. A text that cannot be parsed stays text, so the check reports it as a fault of its
 * argument.
 */
function parsed(schema: Schema, text: string): unknown {
    try {
        const value: unknown = JSON.parse(text);
        return schema.kind === "flag" && typeof value !== "boolean" ? text : value;
    } catch {
        return text;
    }
}

/** Config names that programs commonly use and that resemble the name of an argument. */
const otherWords = ["project"];

/** A program may have config values of its own. Only a name that resembles an absent argument is a fault. */
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
            return [{ path: name, reason: "is not an argument of an estate", remedy: `did you mean "${meant}"?` }];
        });
}

/** Puts each password next to the name of its secret, and adds a fault for each password that is wrong. */
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
        const remedy = "store it as a separate secret value, and give the name of that value as `adminPasswordConfig`";
        faults.push({ path: memberAt(place, "adminPassword"), reason: "is a password among the arguments", remedy });
        return create;
    }
    if (typeof name !== "string" || name === "") return create;
    const password = config.getSecret(name);
    if (password !== undefined) return { ...create, adminPassword: password };
    const path = memberAt(place, "adminPasswordConfig");
    const remedy = `run \`pulumi config set --secret ${name}\``;
    faults.push({ path, reason: `the stack config has no value "${name}"`, remedy });
    return { ...create, adminPassword: pulumi.secret("") };
}

/** The data with every entry of one list changed. A value that is not a list or not an entry stays for the check. */
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
