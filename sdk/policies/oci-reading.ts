import { all, any, type Truth } from "./conditions";

/** A compartment, or the tenancy as the root compartment. */
export interface Compartment {
    readonly id: string;
    /** Absent if the caller may not see it. */
    readonly name?: string;
}

/** Where a key is registered. */
export interface KeyPlace {
    /** Its compartment and the compartments above it, nearest first. */
    readonly path: readonly Compartment[];
    /** Whether the path goes up to the tenancy. */
    readonly isWhole: boolean;
}

/** The VM cluster that reads the key. Absent members are unknown. */
export interface Reader {
    readonly id?: string;
    readonly compartmentId?: string;
}

/** The effect of an OCI policy statement on a VM cluster that reads a registered AWS key. */
type KeyReading = "allows" | "mayAllow" | "mayDeny" | "nothing";

const form =
    /^(allow|deny) (.+?) to (?:(\{[^}]*\})|(\S+) (\S+)) in (tenancy|compartment id \S+|compartment .+?)(?: where (.+))?$/i;

/** Reads a statement. One that is not understood counts as possibly allowing and denying. @param attachedTo compartment of the policy */
export function keyReading(statement: string, attachedTo: string, place: KeyPlace, reader: Reader = {}): KeyReading {
    const text = statement.trim().replace(/\s+/g, " ");
    // These statements are about other tenancies, or only define names.
    if (/^(?:define|endorse|admit) /i.test(text)) return "nothing";
    const parts = form.exec(text);
    if (parts === null) return /^deny /i.test(text) ? "mayDeny" : "mayAllow";
    const [, effect = "", subject = "", permissions, verb = "", resource = "", location = "", where] = parts;
    const isDenial = effect.toLowerCase() === "deny";
    const applies = all([
        meansClusters(subject),
        permissions === undefined ? all([covers(verb, isDenial), isAboutKeys(resource)]) : mayBeReading(permissions),
        reaches(location, attachedTo, place),
        where === undefined ? "yes" : holds(where, reader),
    ]);
    if (applies === "no") return "nothing";
    // Denials count only in tenancies that have enabled them.
    if (isDenial) return "mayDeny";
    return applies === "yes" ? "allows" : "mayAllow";
}

/** A cluster is not a user or a service, and is in no group of users. */
function meansClusters(subject: string): Truth {
    if (/^any-user$/i.test(subject)) return "yes";
    return /^(?:group|service) /i.test(subject) && !/dynamic-group|any-/i.test(subject) ? "no" : "open";
}

function covers(verb: string, isDenial: boolean): Truth {
    if (/^(?:read|use|manage)$/i.test(verb)) return "yes";
    // A principal that may not inspect keys may not read them either.
    return /^inspect$/i.test(verb) && !isDenial ? "no" : "open";
}

function isAboutKeys(resource: string): Truth {
    if (/^(?:oracle-db-aws-keys|all-resources)$/i.test(resource)) return "yes";
    // OCI may change which resource types belong to a family.
    return /-family$/i.test(resource) ? "open" : "no";
}

/** Oracle does not publish the names of the single permissions for keys. */
function mayBeReading(permissions: string): Truth {
    return /aws/i.test(permissions) ? "open" : "no";
}

function reaches(location: string, attachedTo: string, { path, isWhole }: KeyPlace): Truth {
    if (/^tenancy$/i.test(location)) return "yes";
    const id = /^compartment id (\S+)$/i.exec(location)?.[1];
    if (id === undefined) return reachesByName(location.replace(/^compartment /i, ""), attachedTo, path);
    if (path.some((compartment) => compartment.id === id)) return "yes";
    return isWhole ? "no" : "open";
}

/** A name is relative to the policy's compartment: that compartment itself, or a path that starts right below it, such as `Finance:Databases`. */
function reachesByName(names: string, attachedTo: string, path: readonly Compartment[]): Truth {
    const top = path.findIndex(({ id }) => id === attachedTo);
    const down = path.slice(0, top + 1).map(({ name }) => name?.toLowerCase());
    down.reverse();
    const wanted = names
        .replace(/['"]/g, "")
        .toLowerCase()
        .split(":")
        .map((name) => name.trim());
    const isFrom = (start: number) => wanted.every((name, index) => down[start + index] === name);
    if (isFrom(0) || isFrom(1)) return "yes";
    const isKnown = top >= 0 && down.every((name) => name !== undefined);
    return isKnown && !down.some((name) => name === wanted.at(-1)) ? "no" : "open";
}

function holds(where: string, reader: Reader): Truth {
    const group = /^(all|any) ?\{(.*)\}$/i.exec(where);
    const [joined = "all", tests = where] = group === null ? [] : group.slice(1);
    if (/[{}]/.test(tests)) return "open";
    const found = (tests.match(/(?:'[^']*'|"[^"]*"|[^,'"])+/g) ?? []).map((test) => isMet(test.trim(), reader));
    if (found.length === 0) return "open";
    return joined.toLowerCase() === "any" ? any(found) : all(found);
}

function isMet(test: string, { id, compartmentId }: Reader): Truth {
    const parts = /^([\w.-]+) ?(!?=) ?(?:'([^']*)'|"([^"]*)")$/.exec(test);
    const [, variable = "", operator, single, double] = parts ?? [];
    const known: Readonly<Record<string, string | undefined>> = {
        "request.principal.type": "cloudvmcluster",
        "request.principal.id": id,
        "request.principal.compartment.id": compartmentId,
    };
    const actual = known[variable.toLowerCase()];
    if (actual === undefined) return "open";
    const isEqual = actual.toLowerCase() === (single ?? double)?.toLowerCase();
    return isEqual === (operator === "=") ? "yes" : "no";
}
