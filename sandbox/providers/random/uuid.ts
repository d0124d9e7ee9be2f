import { randomUUID } from "node:crypto";
import type { ResourceSpec } from "../host/spec";
import { keepers, stateOnly } from "./common";

export const randomUuid: ResourceSpec<null> = {
    ...stateOnly,
    inputs: { keepers },
    outputs: ["result"],
    fromImportId: (id) => ({ result: id }),
    async create() {
        const result = randomUUID();
        return { id: result, state: { result } };
    },
};
