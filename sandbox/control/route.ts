import { z } from "zod";
import type { Database } from "../core/records";
import type { World } from "../core/world";
import type { ObservableExadata } from "../exadata";

/** What a program needs to talk to the sandbox. */
export interface Settings {
    environment: Readonly<Record<string, string>>;
    pulumiConfig: Readonly<Record<string, string>>;
}

export interface Control {
    world: World;
    exadata: ObservableExadata;
    settings: Settings;
}

export interface Asked {
    query: URLSearchParams;
    /** The part of the path that stands for a name. */
    name: string;
    body: unknown;
}

export interface Answer {
    status: number;
    /** Text is sent as it is, anything else as JSON. */
    body?: unknown;
}

export interface Route {
    method: "GET" | "POST" | "DELETE";
    path: RegExp;
    answer(control: Control, asked: Asked): Answer | Promise<Answer>;
}

/** A request that cannot be answered, and what is wrong with it. */
export class ControlError extends Error {
    constructor(
        readonly status: number,
        message: string,
    ) {
        super(message);
    }
}

/** The database of this name or OCID: databases of different clusters may share a name. */
export function databaseNamed(world: World, name: string): Database {
    const matches = [...world.databases.values()].filter(
        ({ oci: { value } }) => [value.dbName, value.id].includes(name) && value.lifecycleState !== "TERMINATED",
    );
    const [database] = matches;
    if (!database) throw new ControlError(404, `No database is named ${name}.`);
    if (matches.length > 1)
        throw new ControlError(409, `${matches.length} databases are named ${name}; say which by its OCID.`);
    return database;
}

export function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw new ControlError(400, z.prettifyError(parsed.error));
    return parsed.data;
}
