import { map, type ResourceSpec } from "../host/spec";

/** Any change of the keepers makes a new value. */
export const keepers = map({ replace: true });

/** A random value is what the state says, and goes with it. */
export const stateOnly: Pick<ResourceSpec<null>, "read" | "delete"> = {
    read: async (_id, known) => known,
    delete: async () => undefined,
};
