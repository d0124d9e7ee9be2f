import { writeFileSync } from "node:fs";
import { schemaFile, stackConfigSchema } from "./stack-config";

/** Writes estate.schema.json, which is committed, from the schema of the arguments and their docstrings. */
writeFileSync(schemaFile, stackConfigSchema());
