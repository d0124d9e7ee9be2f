import type { Operation } from "./operation";

export interface Match {
    operation?: Operation;
    id: string;
    /** Methods that the path knows: empty when no operation has this path. */
    allowed: string[];
}

/** Finds the operation for a request line, with or without a trailing slash. */
export class Router {
    private readonly routes: { operation: Operation; pattern: RegExp }[];

    constructor(operations: readonly Operation[]) {
        this.routes = operations.map((operation) => ({
            operation,
            pattern: new RegExp(`^${operation.path.replace("{id}", "([^/]+)")}/?$`),
        }));
    }

    match(method: string, path: string): Match {
        const allowed: string[] = [];
        for (const { operation, pattern } of this.routes) {
            const found = pattern.exec(path);
            if (!found) continue;
            if (operation.method === method) return { operation, id: decode(found[1] ?? ""), allowed };
            allowed.push(operation.method);
        }
        return { id: "", allowed };
    }
}

function decode(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        // A malformed escape names nothing: the operation answers 404.
        return text;
    }
}
