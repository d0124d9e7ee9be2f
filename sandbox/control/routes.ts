import { z } from "zod";
import { changes } from "./changes";
import { databaseNamed, parse, type Route } from "./route";

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
    ...changes,
];
