import document from "./odb-service-2.json";

/** A part of the service model that this file interprets. */
interface Shape {
    type: "structure" | "list" | "map" | "string" | "integer" | "double" | "float" | "boolean" | "timestamp";
    members?: Readonly<Record<string, { shape: string }>>;
    required?: readonly string[];
    member?: { shape: string };
    key?: { shape: string };
    value?: { shape: string };
    enum?: readonly string[];
    min?: number;
    max?: number;
    pattern?: string;
}

interface Operation {
    input: { shape: string };
    output: { shape: string };
    errors?: readonly { shape: string }[];
}

const model = document as unknown as {
    operations: Readonly<Record<string, Operation>>;
    shapes: Readonly<Record<string, Shape>>;
};

/** Why a value does not fit its shape. */
export interface Violation {
    /** Path of the member, as `maintenanceWindow.months[0].name`. */
    name: string;
    message: string;
}

/** The operations that the model knows. */
export function operationNames(): string[] {
    return Object.keys(model.operations);
}

/** What keeps a request from being one of the operation. Values are never repeated: they may be sensitive. */
export function checkRequest(operation: string, members: unknown): Violation[] {
    return check(shapeOf(operationOf(operation).input.shape), members, "");
}

/** What keeps an answer from being one of the operation. */
export function checkAnswer(operation: string, members: unknown): Violation[] {
    return check(shapeOf(operationOf(operation).output.shape), members, "");
}

/**
 * What keeps an error from being one that the operation may give. A ValidationException is open to every
 * operation, whether listed or not: any request can be one that the protocol layer refuses.
 */
export function checkError(operation: string, code: string, members: unknown): Violation[] {
    const listed = operationOf(operation).errors?.some((error) => error.shape === code) ?? false;
    if (!listed && code !== "ValidationException" && code !== "InternalServerException") {
        return [{ name: code, message: `${operation} has no such error` }];
    }
    return check(shapeOf(code), members, "");
}

function operationOf(name: string): Operation {
    const operation = model.operations[name];
    if (!operation) throw new Error(`the model has no operation ${name}`);
    return operation;
}

function shapeOf(name: string): Shape {
    const shape = model.shapes[name];
    if (!shape) throw new Error(`the model has no shape ${name}`);
    return shape;
}

function check(shape: Shape, value: unknown, path: string): Violation[] {
    switch (shape.type) {
        case "structure":
            return checkStructure(shape, value, path);
        case "list":
            return checkList(shape, value, path);
        case "map":
            return checkMap(shape, value, path);
        case "string":
            return typeof value === "string" ? checkString(shape, value, path) : wrongType(path, "a string");
        case "boolean":
            return typeof value === "boolean" ? [] : wrongType(path, "a boolean");
        case "timestamp":
            return typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)
                ? []
                : wrongType(path, "an ISO 8601 timestamp");
        case "integer":
            return Number.isInteger(value)
                ? checkBounds(shape, value as number, path, "value")
                : wrongType(path, "an integer");
        case "double":
        case "float":
            return typeof value === "number" && Number.isFinite(value)
                ? checkBounds(shape, value, path, "value")
                : wrongType(path, "a number");
    }
}

function checkStructure(shape: Shape, value: unknown, path: string): Violation[] {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return wrongType(path, "a structure");
    const members = shape.members ?? {};
    const given = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
    const present = new Set(given.map(([name]) => name));
    const missing = (shape.required ?? [])
        .filter((name) => !present.has(name))
        .map((name) => ({ name: join(path, name), message: "Member must not be null" }));
    const faulty = given.flatMap(([name, member]) => {
        const reference = members[name];
        if (!reference) return [{ name: join(path, name), message: "Unknown member" }];
        return check(shapeOf(reference.shape), member, join(path, name));
    });
    return [...missing, ...faulty];
}

function checkList(shape: Shape, value: unknown, path: string): Violation[] {
    if (!Array.isArray(value)) return wrongType(path, "a list");
    const element = shapeOf(shape.member!.shape);
    return [
        ...checkBounds(shape, value.length, path, "length"),
        ...value.flatMap((item, index) => check(element, item, `${path}[${index}]`)),
    ];
}

function checkMap(shape: Shape, value: unknown, path: string): Violation[] {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return wrongType(path, "a map");
    const entries = Object.entries(value);
    return [
        ...checkBounds(shape, entries.length, path, "length"),
        ...entries.flatMap(([key, item]) => [
            ...check(shapeOf(shape.key!.shape), key, `${path} (key)`),
            ...check(shapeOf(shape.value!.shape), item, join(path, key)),
        ]),
    ];
}

function checkString(shape: Shape, value: string, path: string): Violation[] {
    const violations = checkBounds(shape, value.length, path, "length");
    if (shape.enum && !shape.enum.includes(value)) {
        violations.push({ name: path, message: `Member must satisfy enum value set: [${shape.enum.join(", ")}]` });
    }
    // The services match patterns against the whole value.
    if (shape.pattern && !new RegExp(`^(?:${shape.pattern})$`).test(value)) {
        violations.push({
            name: path,
            message: `Member must satisfy regular expression pattern: ${shape.pattern}`,
        });
    }
    return violations;
}

function checkBounds(shape: Shape, size: number, path: string, measure: "length" | "value"): Violation[] {
    const violations: Violation[] = [];
    if (shape.min !== undefined && size < shape.min) {
        violations.push({ name: path, message: `Member must have ${measure} greater than or equal to ${shape.min}` });
    }
    if (shape.max !== undefined && size > shape.max) {
        violations.push({ name: path, message: `Member must have ${measure} less than or equal to ${shape.max}` });
    }
    return violations;
}

function wrongType(path: string, expected: string): Violation[] {
    return [{ name: path, message: `Member must be ${expected}` }];
}

function join(path: string, name: string): string {
    return path === "" ? name : `${path}.${name}`;
}
