import { z } from "zod";
import { pair, putUnder } from "./databases";
import { ControlError, databaseNamed, parse, type Route } from "./route";
import { share } from "./shares";
import { steered } from "./states";
import { touch } from "./touch";

const tags = z.strictObject({
    namespaces: z.record(z.string(), z.array(z.string())).optional(),
    oracleTags: z.boolean().optional(),
    required: z.array(z.string().regex(/^[^.]+\.[^.]+$/, "Namespace.Key is needed")).optional(),
});
const state = z.strictObject({ id: z.string(), state: z.string(), reason: z.string().optional() });
const keyManager = z.strictObject({
    keyStoreId: z.string().optional(),
    kmsKeyId: z.string().optional(),
    vaultId: z.string().optional(),
});
const key = z.strictObject({ registeredKeyId: z.string() });
const dataGuard = z.strictObject({ primary: z.string() });
const shared = z.strictObject({ id: z.string() });

/** What people and operators do to an account by other ways than the APIs that the sandbox has. */
export const changes: readonly Route[] = [
    {
        method: "GET",
        path: /^\/tags$/,
        answer: ({ world: { tagging } }) => ({
            status: 200,
            body: { namespaces: tagging.namespaces, oracleTags: tagging.oracleTags, required: tagging.required },
        }),
    },
    {
        method: "POST",
        path: /^\/tags$/,
        answer({ world }, { body }) {
            const { namespaces, oracleTags, required } = parse(tags, body);
            Object.assign(world.tagging, namespaces && { namespaces }, required && { required });
            if (oracleTags !== undefined) world.tagging.oracleTags = oracleTags;
            return { status: 200, body: world.tagging };
        },
    },
    {
        method: "POST",
        path: /^\/states$/,
        answer({ world }, { body }) {
            const wanted = parse(state, body);
            const resource = steered(world, wanted.id);
            if (!resource) throw new ControlError(404, `Nothing with a state of its own has the id ${wanted.id}.`);
            if (!resource.states.includes(wanted.state)) {
                throw new ControlError(400, `state: one of ${resource.states.join(", ")} is needed.`);
            }
            resource.set(wanted.state, wanted.reason);
            return { status: 200, body: wanted };
        },
    },
    {
        method: "POST",
        path: /^\/shares$/,
        answer({ world }, { body }) {
            const { id } = parse(shared, body);
            const arn = share(world, id);
            if (arn === undefined) throw new ControlError(404, `No ODB network or Exadata infrastructure is ${id}.`);
            return { status: 200, body: { arn } };
        },
    },
    {
        method: "POST",
        path: /^\/databases\/([^/]+)\/key-manager$/,
        answer({ world }, { name, body }) {
            const database = databaseNamed(world, name);
            putUnder(database, parse(keyManager, body));
            return { status: 200, body: database.oci.value };
        },
    },
    {
        method: "POST",
        path: /^\/databases\/([^/]+)\/key$/,
        async answer({ world, exadata }, { name, body }) {
            const database = databaseNamed(world, name);
            const { registeredKeyId } = parse(key, body);
            const registered = world.awsKeys.get(registeredKeyId);
            if (!registered) throw new ControlError(404, `No registered key is ${registeredKeyId}.`);
            await exadata.moveToAws(database, registered);
            touch(database.oci, {});
            return { status: 200, body: database.oci.value };
        },
    },
    {
        method: "POST",
        path: /^\/databases\/([^/]+)\/data-guard$/,
        answer({ world }, { name, body }) {
            const standby = databaseNamed(world, name);
            const primary = databaseNamed(world, parse(dataGuard, body).primary);
            if (primary === standby) throw new ControlError(400, "A database is no standby of itself.");
            pair(world, primary, standby);
            return { status: 200, body: standby.oci.value };
        },
    },
];
