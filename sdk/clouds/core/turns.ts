/** Does the same work for each of many things. @param atOnce How many at the same time, at most. */
export async function inTurns<T, R>(
    atOnce: number,
    things: readonly T[],
    work: (thing: T) => Promise<R>,
): Promise<R[]> {
    const results = new Array<R>(things.length);
    const queue = things.entries();
    const worker = async () => {
        for (const [index, thing] of queue) results[index] = await work(thing);
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, things.length) }, worker));
    return results;
}
