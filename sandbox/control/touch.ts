import { etag } from "../core/ids";
import type { Stored } from "../core/wire";

/** Changes a resource from outside its API: as in every change, its etag is another one afterwards. */
export function touch<T extends object>(stored: Stored<T>, members: Partial<T>): void {
    Object.assign(stored.value, members);
    stored.etag = etag();
}
