import { join } from "node:path";
import { estate } from "../../components/schema/estate";
import { projectRoot } from "../../sandbox/core/project";
import { declaredIn } from "../docs/declarations";
import { type JsonSchema, JsonSchemas } from "./json-schema";

export const schemaFile = join(projectRoot, "estate.schema.json");

/** The schema of a `Pulumi.<stack>.yaml` with an estate, as text. */
export function stackConfigSchema(): string {
    const declared = new Map(declaredIn("components/index.ts").map((one) => [one.name, one]));
    const describe = (owner: string, member: string) => {
        const found = declared.get(`${owner}.${member}`);
        if (found === undefined) return undefined;
        const byDefault = found.defaultText === undefined ? "" : ` Default: ${found.defaultText}`;
        return `${found.text.replace(/\s+/g, " ").trim()}${byDefault.replace(/\s+/g, " ")}`;
    };
    const schemas = new JsonSchemas(describe);
    const arguments_ = schemas.of(estate);
    const config = Object.entries(estate.members).map(([name, member]): [string, JsonSchema] => [
        `^[^:]+:${name}$`,
        { description: describe(estate.name, name), ...asConfig(schemas.of(member, true)) },
    ]);
    return `${JSON.stringify(
        {
            $schema: "http://json-schema.org/draft-07/schema#",
            title: "Stack configuration of an estate",
            description:
                "Pulumi.<stack>.yaml of a program that reads an estate with readEstate of pulumi-exadata-aws-kms. The definition ExadataKeyManagementArgs describes the arguments alone.",
            type: "object",
            properties: { config: { type: ["object", "null"], patternProperties: Object.fromEntries(config) } },
            definitions: { ...schemas.definitions, estate: arguments_ },
        },
        undefined,
        2,
    )}\n`;
}

/** The CLI writes switches as texts. */
function asConfig(schema: JsonSchema): JsonSchema {
    const isFlag = Array.isArray(schema.type) && schema.type.includes("boolean");
    if (isFlag) return { enum: [true, false, "true", "false", null] };
    return "$ref" in schema ? { allOf: [schema] } : schema;
}
