import { isDeepStrictEqual } from "node:util";
import { conflict, type ResourceType } from "./refusals";

interface Remembered {
    input: unknown;
    id: string;
}

/** Remembers by client token what a create has made, so that a repeated request makes nothing new. */
export class ClientTokens {
    private readonly remembered = new Map<string, Remembered>();

    /** What the first request with this token made; `create` runs only for the first, and gives the id under which it put it. */
    once<Item>(
        type: ResourceType,
        input: { clientToken?: string },
        items: ReadonlyMap<string, Item>,
        create: () => string,
    ): Item {
        const token = input.clientToken;
        if (token === undefined) return items.get(create())!;
        const key = `${type}/${token}`;
        const earlier = this.remembered.get(key);
        if (earlier === undefined) {
            const id = create();
            this.remembered.set(key, { input: structuredClone(input), id });
            return items.get(id)!;
        }
        if (!isDeepStrictEqual(earlier.input, input)) {
            throw conflict(type, earlier.id, "The client token was used before with other parameters.");
        }
        const item = items.get(earlier.id);
        if (item === undefined) throw conflict(type, earlier.id, "What this client token made was deleted since.");
        return item;
    }
}
