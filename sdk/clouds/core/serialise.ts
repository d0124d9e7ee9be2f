const tails = new Map<string, Promise<unknown>>();

/**
 * Runs work on one cluster or one database after the work that began on it before. Work on different ones runs side by side. One
 * plugin process serves all dynamic resources of a run, so this holds for the whole run.
 *
 * @param key OCID of the resource that is changed.
 */
export function serialise<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = tails.get(key) ?? Promise.resolve();
    const result = before.then(work);
    const tail = result.catch(() => {});
    tails.set(key, tail);
    void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
    });
    return result;
}
