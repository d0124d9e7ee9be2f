import { type Fault, memberAt, quote, suggestMember } from "../faults";
import { checkExistingOrNew } from "../structure";
import { isLater } from "../text";
import type {
    Context,
    EntrySchema,
    ExistingOrNew,
    ListSchema,
    MapSchema,
    NumberSchema,
    Schema,
    TextSchema,
} from "./declare";
import { kindOf, misshaped } from "./shapes";

/**
 * Finds every fault of a value against its schema. Each has its place as the program or the YAML writes it. It never throws,
 * whatever the value is.
 */
export function faultsOf(schema: Schema, value: unknown, path = "", context: Context = {}): Fault[] {
    if (isLater(value)) {
        if (schema.plain === undefined) return [];
        const reason = "is not known yet, but it decides which resources are created";
        return [{ path, reason, remedy: "give a plain value, not an Output or a Promise" }];
    }
    if (schema.kind === "list" && schema.single && kindOf(value) === schema.item.kind) {
        return faultsOf(schema.item, value, path, context);
    }
    if (kindOf(value) !== schema.kind && !(schema.kind === "entry" && kindOf(value) === "map")) {
        return [{ path, ...misshaped(schema, value) }];
    }
    switch (schema.kind) {
        case "text":
            return textFaults(schema, value as string, path);
        case "number":
            return numberFaults(schema, value as number, path);
        case "flag":
            return [];
        case "list":
            return listFaults(schema, value as readonly unknown[], path, context);
        case "map":
            return mapFaults(schema, value as object, path, context);
        case "entry":
            return entryFaults(schema, value as object, path, context);
    }
}

function textFaults({ check, values, empty, required }: TextSchema, value: string, path: string): Fault[] {
    if (value === "" && !empty) return required ? [missing(path, required)] : [{ path, ...emptyText }];
    if (values !== undefined && !values.includes(value)) {
        return [{ path, reason: `${quote(value)} is not allowed here`, remedy: suggestMember(value, values) }];
    }
    return check?.(path, value) ?? [];
}

const emptyText = { reason: "is empty", remedy: "give a value, or leave it out" };

function numberFaults({ least, most, decimals, check }: NumberSchema, value: number, path: string): Fault[] {
    if (!Number.isFinite(value) || !(decimals || Number.isInteger(value))) {
        const what = decimals ? "number" : "whole number";
        return [{ path, reason: `${value} is not a ${what}`, remedy: `give a ${what}` }];
    }
    if (check !== undefined) return check(path, value);
    const isInside = value >= (least ?? value) && value <= (most ?? value);
    if (isInside) return [];
    const range = most === undefined ? `at least ${least}` : `${least ?? 0} to ${most}`;
    return [{ path, reason: `${value} is outside of the range`, remedy: `give ${range}` }];
}

function listFaults({ item, least = 0 }: ListSchema, value: readonly unknown[], path: string, context: Context) {
    const faults = value.flatMap((one, index) => faultsOf(item, one, `${path}[${index}]`, context));
    if (value.length < least) faults.push({ path, reason: "is empty", remedy: `give at least ${least}` });
    return faults;
}

function mapFaults({ value: of, keys, check, ignoreCase }: MapSchema, value: object, path: string, context: Context) {
    const first = new Map<string, string>();
    const faults = Object.entries(value).flatMap(([key, one]): Fault[] => {
        if (one === undefined) return [];
        const at = memberAt(path, key);
        const id = ignoreCase ? key.toLowerCase() : key;
        const earlier = first.get(id);
        first.set(id, earlier ?? key);
        const again = `is ${memberAt(path, earlier ?? key)} in other letter case`;
        return [
            ...(earlier === undefined ? [] : [{ path: at, reason: again, remedy: "keep one of them" }]),
            ...(keys?.(at, key) ?? []),
            // In YAML, an entry without members is null.
            ...(one === null && of.kind === "entry" ? faultsOf(of, {}, at, context) : faultsOf(of, one, at, context)),
        ];
    });
    return [...faults, ...(check?.(path, value) ?? [])];
}

function entryFaults(schema: EntrySchema, value: object, path: string, context: Context): Fault[] {
    const { members, oneOf, existing, reference, rules = [] } = schema;
    const at = (member: string) => memberAt(path, member);
    const given = Object.fromEntries(
        Object.entries(value).filter(([, one]) => one !== undefined && one !== null),
    ) as Record<string, unknown>;
    const told = reference !== undefined && Object.hasOwn(given, reference.member) ? reference.of : [];
    const inside = { ...context, beside: Object.keys(members) };
    const faults = Object.entries(members).flatMap(([name, member]) => {
        if (Object.hasOwn(given, name)) return faultsOf(member, given[name], at(name), inside);
        return member.required === undefined || told.includes(name) ? [] : [missing(at(name), member.required)];
    });
    const unknown = Object.keys(given)
        .filter((name) => !Object.hasOwn(members, name))
        .map((name) => ({
            path: at(name),
            reason: "is not known here",
            remedy: remedyOfUnknown(name, schema, context),
        }));
    const known = Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(members, name)));
    const sound = Object.fromEntries(
        Object.entries(members).flatMap(([name, member]) =>
            Object.hasOwn(given, name) && hasShape(member, given[name]) ? [[name, given[name]]] : [],
        ),
    );
    return [
        ...faults,
        ...unknown,
        ...(oneOf === undefined ? [] : exactlyOne(oneOf, given, path)),
        ...(existing === undefined ? [] : oneWay(without(existing, told), known, path)),
        ...told
            .filter((name) => Object.hasOwn(given, name))
            .map((name) => ({
                path: at(name),
                reason: `is given together with \`${reference?.member}\``,
                remedy: "keep one of them",
            })),
        ...rules.flatMap((rule) => rule(sound, at, context)),
    ];
}

function remedyOfUnknown(name: string, { members, elsewhere }: EntrySchema, { beside }: Context): string {
    const told = Object.entries(elsewhere ?? {}).find(([one]) => one === name);
    if (told !== undefined) return told[1];
    return beside?.includes(name) ? "write it one level further out" : suggestMember(name, Object.keys(members));
}

function without({ needs, ...existing }: ExistingOrNew, told: readonly string[]): ExistingOrNew {
    return { ...existing, needs: needs.filter((name) => !told.includes(name)) };
}

function missing(path: string, remedy: true | string): Fault {
    return { path, reason: "is missing", remedy: remedy === true ? "give a value" : remedy };
}

/** Either `existing` or creation arguments. At the top level, the place is the name of the member. */
function oneWay(
    { member, needs, both }: ExistingOrNew,
    given: Readonly<Record<string, unknown>>,
    path: string,
): Fault[] {
    const creation = Object.fromEntries(
        Object.entries(given).filter(([name]) => name !== member && !both.includes(name)),
    );
    return checkExistingOrNew(path, given[member], creation, needs, member).map((fault) => ({
        ...fault,
        path: fault.path || member,
    }));
}

function exactlyOne(names: readonly string[], given: object, path: string): Fault[] {
    const found = names.filter((name) => Object.hasOwn(given, name));
    if (found.length === 1) return [];
    const quoted = (some: readonly string[], word: string) => some.map((name) => `\`${name}\``).join(` ${word} `);
    const reason =
        found.length === 0 ? `neither ${quoted(names, "nor")} is given` : `both ${quoted(found, "and")} are given`;
    return [{ path: path || (names[0] ?? ""), reason, remedy: `give one of ${quoted(names, "and")}` }];
}

/** Whether a value has the kind of its schema, so that rules can use it. Rules check the contents of lists and maps themselves. */
function hasShape(schema: Schema, value: unknown): boolean {
    if (isLater(value)) return true;
    const kind = kindOf(value);
    if (schema.kind === "entry") return kind === "map";
    if (schema.kind === "list" && schema.single && kind === schema.item.kind) return true;
    return kind === schema.kind;
}
