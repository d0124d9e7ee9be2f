/** The message with which something fails. */
export async function failure(work: Promise<unknown>): Promise<string> {
    try {
        await work;
    } catch (error) {
        if (error instanceof Error) return error.message;
        throw error;
    }
    throw new Error("expected a failure");
}

/** Runs work with environment variables set, or unset by `undefined`, and puts them back. */
export async function withEnvironment<T>(
    wanted: Readonly<Record<string, string | undefined>>,
    work: () => T | Promise<T>,
): Promise<T> {
    const set = (values: Readonly<Record<string, string | undefined>>) => {
        for (const [name, value] of Object.entries(values)) {
            if (value === undefined) delete process.env[name];
            else process.env[name] = value;
        }
    };
    const before = Object.fromEntries(Object.keys(wanted).map((name) => [name, process.env[name]]));
    set(wanted);
    try {
        return await work();
    } finally {
        set(before);
    }
}
