import type { Properties } from "./values";

/** The resource exists but did not become what was asked: the engine keeps it in state together with the failure. */
export class InitializationFailure extends Error {
    constructor(
        readonly id: string,
        readonly properties: Properties,
        message: string,
    ) {
        super(message);
    }
}

export function messageOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}

/** The layout in which bridged providers report. */
export function oneError(message: string): string {
    return message.startsWith("1 error occurred:") ? message : `1 error occurred:\n\t* ${message}\n\n`;
}
