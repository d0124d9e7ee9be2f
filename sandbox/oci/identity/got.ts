import type { Stored } from "../../core/wire";
import { inPath } from "../cloud";
import { type Operation, operation } from "../wire/operation";

/** The operation that gives one thing of a collection by its OCID. @param path of the collection */
export function got<T extends object>(name: string, path: string, held: Map<string, Stored<T>>): Operation {
    return operation({
        service: "identity",
        name,
        method: "GET",
        path: `${path}/{id}`,
        handle({ id }) {
            const { value, etag } = inPath(held, id);
            return { status: 200, body: value, etag };
        },
    });
}
