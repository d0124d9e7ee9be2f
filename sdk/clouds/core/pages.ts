/** A page of a LIST call. */
interface Page<T> {
    readonly items: readonly T[];
    readonly opcNextPage?: string | undefined;
}

/** The largest page size that the services accept. */
export const pageSize = 1000;

/** Every item of a LIST call, page after page. */
export async function allPages<T>(list: (page: string | undefined) => Promise<Page<T>>): Promise<T[]> {
    const items: T[] = [];
    let page: string | undefined;
    do {
        const answer = await list(page);
        items.push(...answer.items);
        page = answer.opcNextPage;
    } while (page);
    return items;
}
