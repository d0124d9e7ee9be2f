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

const count = z.int().positive();

const fault = z.strictObject({
    service: z.string().optional(),
    operation: z.string().min(1),
    region: z.string().optional(),
    nth: count.optional(),
    times: count.optional(),
    error: z
        .strictObject({
            status: z.int().min(400).max(599),
            code: z.string(),
            message: z.string(),
            retryAfter: z.number().nonnegative().optional(),
        })
        .optional(),
    delayMilliseconds: z.number().nonnegative().optional(),
    reset: z.enum(["before", "after"]).optional(),
    failWorkRequest: z.string().optional(),
});
const faults = z.union([fault.transform((one) => [one]), z.array(fault)]);
const scale = z.strictObject({ scale: z.number().nonnegative() });
const since = z.coerce.number().int().nonnegative();

export const routes: readonly Route[] = [
    {
        method: "GET",
        path: /^\/audit$/,
        answer: ({ world }, { query }) => ({
            status: 200,
            body: world.audit.entries(parse(since, query.get("since") ?? 0)),
        }),
    },
    {
        method: "GET",
        path: /^\/faults$/,
        answer: ({ world }) => ({ status: 200, body: world.faults.list() }),
    },
    {
        method: "POST",
        path: /^\/faults$/,
        answer({ world }, { body }) {
            for (const one of parse(faults, body)) world.faults.set(one);
            return { status: 201, body: world.faults.list() };
        },
    },
    {
        method: "DELETE",
        path: /^\/faults$/,
        answer({ world }) {
            world.faults.clear();
            return { status: 204 };
        },
    },
    {
        method: "GET",
        path: /^\/databases$/,
        answer: async ({ exadata }) => ({ status: 200, body: await exadata.inspect() }),
    },
    {
        method: "GET",
        path: /^\/databases\/([^/]+)\/hsm-keys$/,
        answer: ({ world, exadata }, { name }) => ({ status: 200, body: exadata.hsmKeys(databaseNamed(world, name)) }),
    },
    {
        method: "GET",
        path: /^\/databases\/([^/]+)\/encryption-keys$/,
        answer: ({ world, exadata }, { name }) => ({
            status: 200,
            body: exadata.encryptionKeys(databaseNamed(world, name)),
        }),
    },
    {
        method: "POST",
        path: /^\/scale$/,
        answer({ world }, { body }) {
            const wanted = parse(scale, body);
            world.jobs.setScale(wanted.scale);
            return { status: 200, body: wanted };
        },
    },
    {
        method: "GET",
        path: /^\/environment$/,
        answer: ({ settings }) => ({ status: 200, body: settings }),
    },
];

function databaseNamed(world: World, name: string): Database {
    const matches = [...world.databases.values()].filter(
        ({ oci }) => oci.value.dbName === name && oci.value.lifecycleState !== "TERMINATED",
    );
    const [database] = matches;
    if (!database) throw new ControlError(404, `No database is named ${name}.`);
    if (matches.length > 1) throw new ControlError(409, `${matches.length} databases are named ${name}.`);
    return database;
}

function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw new ControlError(400, z.prettifyError(parsed.error));
    return parsed.data;
}
