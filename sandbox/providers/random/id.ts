import { randomBytes } from "node:crypto";
import { number, type ResourceSpec, text } from "../host/spec";
import type { Properties } from "../host/values";
import { keepers, stateOnly } from "./common";

function formsOf(bytes: Buffer, prefix: string): Properties {
    const hex = bytes.toString("hex");
    return {
        b64Std: prefix + bytes.toString("base64"),
        b64Url: prefix + bytes.toString("base64url"),
        hex: prefix + hex,
        dec: prefix + BigInt(`0x${hex}`).toString(),
    };
}

export const randomId: ResourceSpec<null> = {
    ...stateOnly,
    inputs: {
        byteLength: number({
            required: true,
            replace: true,
            check: (value, name) =>
                Number(value) >= 1 ? undefined : `expected ${name} to be at least (1), got ${value}`,
        }),
        keepers,
        prefix: text({ replace: true }),
    },
    outputs: ["b64Std", "b64Url", "dec", "hex"],
    fromImportId(id) {
        const [encoded = "", prefix = ""] = id.split(",").reverse();
        const bytes = Buffer.from(encoded, "base64url");
        return { ...formsOf(bytes, prefix), byteLength: bytes.length, ...(prefix && { prefix }) };
    },
    idAfterImport: (id) => id.split(",").pop() ?? id,
    async create(inputs) {
        const bytes = randomBytes(Number(inputs.byteLength));
        return { id: bytes.toString("base64url"), state: formsOf(bytes, String(inputs.prefix ?? "")) };
    },
};
