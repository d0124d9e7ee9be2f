export function isMissing(error: unknown): boolean {
    return error instanceof Error && error.name === "NoSuchEntityException";
}

/** The result, or nothing when IAM knows no such entity. */
export async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
    try {
        return await call;
    } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
    }
}
