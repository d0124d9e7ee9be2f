import { createHash, randomInt } from "node:crypto";
import { number, type ResourceSpec, text } from "../host/spec";
import { keepers, stateOnly } from "./common";

export const randomInteger: ResourceSpec<null> = {
    ...stateOnly,
    inputs: {
        keepers,
        max: number({ required: true, replace: true }),
        min: number({ required: true, replace: true }),
        seed: text({ replace: true }),
    },
    outputs: ["result"],
    check: ({ min, max }) =>
        typeof min === "number" && typeof max === "number" && min > max
            ? ["the minimum (min) value needs to be smaller than or equal to maximum (max) value"]
            : [],
    fromImportId(id) {
        const [result, min, max, seed] = id.split(",");
        return { result: Number(result), min: Number(min), max: Number(max), ...(seed && { seed }) };
    },
    idAfterImport: (id) => id.split(",", 1)[0] ?? id,
    async create({ min, max, seed }) {
        const low = Number(min);
        const span = Number(max) - low + 1;
        // The same seed gives the same number, though not the number of the real plugin, whose generator is Go's.
        const offset = seed
            ? createHash("sha256").update(String(seed)).digest().readUInt32BE() % span
            : randomInt(span);
        const result = low + offset;
        return { id: String(result), state: { result } };
    },
};
