import type { RequestContext } from "./context";
import { PolicyError, type Statement } from "./document";
import { type Operator, operators } from "./operators";
import { refuseVariables } from "./wildcards";

interface Test {
    set?: "ForAnyValue" | "ForAllValues";
    ifExists: boolean;
    operator: Operator | "Null";
}

/** Whether every condition of a statement holds. An operator that is not known here is an error that names it. */
export function conditionsHold(policy: string, conditions: Statement["Condition"], context: RequestContext): boolean {
    // Everything is read before anything is judged: a condition that fails must not hide one that is not understood.
    const results = Object.entries(conditions).flatMap(([name, keys]) => {
        const test = parseOperator(policy, name);
        return Object.entries(keys).map(([key, expected]) => {
            refuseVariables(policy, expected);
            return holds(policy, test, expected, context.lookUp(policy, key));
        });
    });
    return results.every(Boolean);
}

function parseOperator(policy: string, name: string): Test {
    const parts = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/.exec(name);
    const operator = parts?.[2] === "Null" ? "Null" : operators.get(parts?.[2] ?? "");
    if (!parts || !operator) throw new PolicyError(`${policy}: the condition operator ${name} is not understood`);
    return { set: parts[1] as Test["set"], ifExists: parts[3] !== undefined, operator };
}

function holds(
    policy: string,
    test: Test,
    expected: readonly string[],
    actual: readonly string[] | undefined,
): boolean {
    const { operator } = test;
    if (operator !== "Null" && !expected.every((one) => operator.reads?.(one) ?? true))
        throw new PolicyError(`${policy}: the condition value "${expected.join('", "')}" is not understood`);
    if (operator === "Null") return expected.includes(String(actual === undefined));
    if (actual === undefined || actual.length === 0) {
        return test.ifExists || test.set === "ForAllValues" || (operator.negated === true && test.set === undefined);
    }
    const passes = (value: string) =>
        expected.some((one) => operator.meets(one, value)) !== (operator.negated ?? false);
    return test.set === "ForAnyValue" ? actual.some(passes) : actual.every(passes);
}
