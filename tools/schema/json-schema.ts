import type { EntrySchema, NumberSchema, Schema, TextSchema } from "../../sdk/validation";

/** A JSON Schema, draft 7: the one that editors of YAML know best. */
export type JsonSchema = { [keyword: string]: unknown };

/** What a docstring says about a member of an interface. */
export type Describe = (owner: string, member: string) => string | undefined;

/** JSON Schemas of declarations. Entries are definitions of their own, each once and by the name of its interface. */
export class JsonSchemas {
    readonly definitions: { [name: string]: JsonSchema } = {};
    private readonly schemas = new Map<string, EntrySchema>();

    constructor(private readonly describe: Describe) {}

    /** @param optional whether null is allowed, which is how YAML writes an absent value */
    of(schema: Schema, optional = false): JsonSchema {
        switch (schema.kind) {
            case "text":
                return ofText(schema, optional);
            case "number":
                return ofNumber(schema, optional);
            case "flag":
                return { type: typeOf("boolean", optional) };
            case "list": {
                const most = schema.least === undefined ? {} : { minItems: schema.least };
                const items = { type: typeOf("array", optional), items: this.of(schema.item), ...most };
                return schema.single ? { anyOf: [this.of(schema.item), items] } : items;
            }
            case "map":
                return { type: typeOf("object", optional), additionalProperties: this.of(schema.value) };
            case "entry":
                return { $ref: `#/definitions/${this.define(schema)}` };
        }
    }

    private define(schema: EntrySchema): string {
        const { name } = schema;
        const known = this.schemas.get(name);
        if (known !== undefined && known !== schema) throw new Error(`two schemas are named ${name}`);
        if (known === undefined) {
            this.schemas.set(name, schema);
            this.definitions[name] = this.ofEntry(schema);
        }
        return name;
    }

    private ofEntry({ name, members, oneOf, existing }: EntrySchema): JsonSchema {
        const given = Object.entries(members).filter(([, member]) => member.codeOnly === undefined);
        const properties = Object.fromEntries(
            given.map(([member, schema]) => [
                member,
                this.described(name, member, this.of(schema, schema.required === undefined)),
            ]),
        );
        const required = given.flatMap(([member, schema]) => (schema.required === undefined ? [] : [member]));
        const isFree = required.length === 0 && oneOf === undefined && !existing?.needs.length;
        return {
            type: typeOf("object", isFree),
            properties,
            additionalProperties: false,
            ...(required.length === 0 ? {} : { required }),
            ...(oneOf === undefined ? {} : { oneOf: oneOf.map((member) => ({ required: [member] })) }),
            ...(existing === undefined ? {} : existingOrNew(existing, Object.keys(properties))),
        };
    }

    private described(owner: string, member: string, schema: JsonSchema): JsonSchema {
        const description = this.describe(owner, member);
        if (description === undefined) return schema;
        // Beside a reference nothing counts.
        return "$ref" in schema ? { description, allOf: [schema] } : { description, ...schema };
    }
}

function existingOrNew({ member, needs, both }: NonNullable<EntrySchema["existing"]>, names: string[]): JsonSchema {
    const creation = names.filter((name) => name !== member && !both.includes(name));
    const absent = Object.fromEntries(creation.map((name) => [name, { type: "null" }]));
    return {
        if: { required: [member], properties: { [member]: { not: { type: "null" } } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { properties: absent },
        ...(needs.length === 0 ? {} : { else: { required: [...needs] } }),
    };
}

function ofText({ values, pattern, empty }: TextSchema, optional: boolean): JsonSchema {
    if (values !== undefined) return { enum: optional ? [...values, null] : [...values] };
    const least = empty || pattern !== undefined ? {} : { minLength: 1 };
    return { type: typeOf("string", optional), ...(pattern === undefined ? {} : { pattern }), ...least };
}

function ofNumber({ least, most, decimals }: NumberSchema, optional: boolean): JsonSchema {
    return {
        type: typeOf(decimals ? "number" : "integer", optional),
        ...(least === undefined ? {} : { minimum: least }),
        ...(most === undefined ? {} : { maximum: most }),
    };
}

function typeOf(type: string, optional: boolean): string | string[] {
    return optional ? [type, "null"] : type;
}
