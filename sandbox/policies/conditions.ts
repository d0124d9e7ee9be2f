import { StatementError, type Tokens } from "./tokens";

/** `all { … }` and `any { … }` may hold each other. */
export type Condition = Test | { readonly joined: "all" | "any"; readonly parts: readonly Condition[] };

export interface Test {
    readonly variable: string;
    readonly operator: "=" | "!=" | "in" | "not in" | "before" | "after" | "between";
    readonly values: readonly Value[];
}

export interface Value {
    readonly kind: "text" | "pattern" | "variable";
    readonly text: string;
}

const variable = /^[a-z][\w-]*(\.[\w-]+)+$/i;

export function readCondition(tokens: Tokens): Condition {
    for (const joined of ["all", "any"] as const) {
        if (!tokens.take(joined, "{")) continue;
        const parts = [readCondition(tokens)];
        while (tokens.take(",")) parts.push(readCondition(tokens));
        tokens.expect("}");
        return { joined, parts };
    }
    return readTest(tokens);
}

function readTest(tokens: Tokens): Test {
    const test = { variable: tokens.word(variable) };
    for (const operator of ["=", "!=", "before", "after"] as const) {
        if (tokens.take(operator)) return { ...test, operator, values: [readValue(tokens)] };
    }
    if (tokens.take("between")) {
        const from = readValue(tokens);
        tokens.expect("and");
        return { ...test, operator: "between", values: [from, readValue(tokens)] };
    }
    const operator = tokens.take("not") ? "not in" : "in";
    tokens.expect("in", "(");
    const values = [readValue(tokens)];
    while (tokens.take(",")) values.push(readValue(tokens));
    tokens.expect(")");
    return { ...test, operator, values };
}

/** Without quotes a value is the name of a variable, which has a point in it. */
function readValue(tokens: Tokens): Value {
    const text = tokens.word(/^(?!!=)[^{}(),=]/);
    const quoted = /^(['"])([\s\S]*)\1$/.exec(text);
    if (quoted) return { kind: "text", text: quoted[2] ?? "" };
    if (/^\/.+\/$/.test(text)) return { kind: "pattern", text: text.slice(1, -1) };
    if (!text.includes(".")) {
        throw new StatementError("'Invalid right-hand side in condition: empty list of varnames'@'VariableType.of'");
    }
    return { kind: "variable", text };
}
