import { randomInt } from "node:crypto";
import { flag, type Inputs, number, type ResourceSpec, text } from "../host/spec";
import type { Properties } from "../host/values";
import { keepers, stateOnly } from "./common";

const classes = {
    Lower: "abcdefghijklmnopqrstuvwxyz",
    Numeric: "0123456789",
    Special: "!@#$%&*()-_=+[]{}<>:?",
    Upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
};

const inputs: Inputs = {
    keepers,
    length: number({
        required: true,
        replace: true,
        check: (value, name) =>
            Number(value) >= 1 ? undefined : `Attribute ${name} value must be at least 1, got: ${value}`,
    }),
    lower: flag({ default: true, replace: true }),
    minLower: number({ default: 0, replace: true }),
    minNumeric: number({ default: 0, replace: true }),
    minSpecial: number({ default: 0, replace: true }),
    minUpper: number({ default: 0, replace: true }),
    number: flag({ computed: true, replace: true }),
    numeric: flag({ computed: true, replace: true }),
    overrideSpecial: text({ replace: true }),
    special: flag({ default: true, replace: true }),
    upper: flag({ default: true, replace: true }),
};

function faults(values: Properties): string[] {
    const least = ["minLower", "minNumeric", "minSpecial", "minUpper"].reduce(
        (sum, name) => sum + Number(values[name] ?? 0),
        0,
    );
    if (typeof values.length !== "number" || values.length >= least) return [];
    return [
        `Attribute length value must be at least sum of min_upper + min_lower + min_numeric + min_special, got: ${values.length}`,
    ];
}

function generate(values: Properties): string {
    const numeric = values.numeric ?? values.number ?? true;
    const enabled = { Lower: values.lower, Numeric: numeric, Special: values.special, Upper: values.upper };
    const charactersOf = (name: keyof typeof classes) =>
        name === "Special" && values.overrideSpecial ? String(values.overrideSpecial) : classes[name];
    const names = Object.keys(classes) as (keyof typeof classes)[];
    const all = names.map((name) => (enabled[name] ? charactersOf(name) : "")).join("");
    const pick = (from: string) => from.charAt(randomInt(from.length));
    const chosen = names.flatMap((name) =>
        Array.from({ length: Number(values[`min${name}`] ?? 0) }, () => pick(charactersOf(name))),
    );
    if (all === "" && chosen.length < Number(values.length)) throw new Error("the character set specified is empty");
    while (chosen.length < Number(values.length)) chosen.push(pick(all));
    for (let last = chosen.length - 1; last > 0; last--) {
        const other = randomInt(last + 1);
        [chosen[last], chosen[other]] = [chosen[other] ?? "", chosen[last] ?? ""];
    }
    return chosen.join("");
}

function imported(result: string): Properties {
    const defaults = Object.entries(inputs).map(([name, input]) => [name, input.default] as const);
    return { ...Object.fromEntries(defaults), number: true, numeric: true, length: result.length, result };
}

function numericOf(values: Properties): Properties {
    const numeric = values.numeric ?? values.number ?? true;
    return { number: numeric, numeric };
}

export const randomString: ResourceSpec<null> = {
    ...stateOnly,
    inputs,
    outputs: ["result"],
    check: faults,
    fromImportId: imported,
    async create(values) {
        const result = generate(values);
        return { id: result, state: { ...numericOf(values), result } };
    },
};

/** As the string, but secret. The real plugin has a `bcryptHash` too; this one leaves it out, since nothing here reads it. */
export const randomPassword: ResourceSpec<null> = {
    ...randomString,
    secrets: ["result"],
    // An id is not encrypted in state.
    idAfterImport: () => "none",
    async create(values) {
        return { id: "none", state: { ...numericOf(values), result: generate(values) } };
    },
};
