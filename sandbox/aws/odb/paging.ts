import { invalid } from "./refusals";

export interface PageRequest {
    maxResults?: number;
    nextToken?: string;
}

const defaultPageSize = 100;
const tokenForm = /^page-after:(.*)$/s;

/**
 * One page of a list and the token of the next. The token names the last item of its page and not a position, so
 * that a deletion in between neither skips nor repeats an item.
 */
export function page<Item>(
    items: readonly Item[],
    request: PageRequest,
    idOf: (item: Item) => string,
): { items: Item[]; nextToken?: string } {
    const sorted = [...items].sort((left, right) => (idOf(left) < idOf(right) ? -1 : 1));
    const after = request.nextToken === undefined ? undefined : decode(request.nextToken);
    const rest = after === undefined ? sorted : sorted.filter((item) => idOf(item) > after);
    const size = request.maxResults ?? defaultPageSize;
    const chosen = rest.slice(0, size);
    const last = chosen.at(-1);
    return rest.length > size && last !== undefined
        ? { items: chosen, nextToken: Buffer.from(`page-after:${idOf(last)}`).toString("base64url") }
        : { items: chosen };
}

function decode(token: string): string {
    const id = tokenForm.exec(Buffer.from(token, "base64url").toString("utf8"))?.[1];
    if (id === undefined) throw invalid("nextToken", "The token was not given by this operation.");
    return id;
}
