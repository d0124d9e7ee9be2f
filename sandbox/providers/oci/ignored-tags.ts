import type { ResourceSpec } from "../host/spec";
import { isObject, type Properties } from "../host/values";
import type { OciSession } from "./session";

/** Tags that the provider is told to ignore neither reach the state nor are sent, as in the real plugin. */
export function ignoringTags(spec: ResourceSpec<OciSession>): ResourceSpec<OciSession> {
    const { create, read, update } = spec;
    return {
        ...spec,
        async create(inputs, call) {
            const { id, state } = await create(without(inputs, call.session), call);
            return { id, state: without(state, call.session) };
        },
        async read(id, known, call) {
            const found = await read(id, known, call);
            return found && without(found, call.session);
        },
        ...(update && {
            async update(id, change, call) {
                const wanted = without(change.wanted, call.session);
                return without(await update(id, { ...change, wanted }, call), call.session);
            },
        }),
    };
}

function without(properties: Properties, { settings }: OciSession): Properties {
    const { definedTags } = properties;
    if (!isObject(definedTags) || settings.ignoredTags.length === 0) return properties;
    const ignored = settings.ignoredTags.map((name) => name.toLowerCase());
    const kept = Object.entries(definedTags).filter(([name]) => !ignored.includes(name.toLowerCase()));
    return { ...properties, definedTags: Object.fromEntries(kept) };
}
