import { isDeepStrictEqual } from "node:util";
import { conflict, type ResourceType } from "./refusals";

interface Remembered {
    input: unknown;
    id: string;
}

/** Remembers by client token what a create has made, so that a repeated request makes nothing new. */
export class ClientTokens {
    private readonly remembered = new Map<string, Remembered>();

    /** The id of the first request with this token; `create` runs only for the first. */
    once(type: ResourceType, input: { clientToken?: string }, create: () => string): string {
        const token = input.clientToken;
        if (token === undefined) return create();
        const key = `${type}/${token}`;
        const earlier = this.remembered.get(key);
        if (earlier) {
            if (isDeepStrictEqual(earlier.input, input)) return earlier.id;
            throw conflict(type, earlier.id, "The client token was used before with other parameters.");
        }
        const id = create();
        this.remembered.set(key, { input: structuredClone(input), id });
        return id;
    }
}
