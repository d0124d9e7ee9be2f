import { findKeyStore } from "../../clouds/aws/custom-key-stores";
import { usageOfCustomKeyStore } from "../../usage/custom-key-stores";
import { spoken, takeOff } from "../../usage/words";
import type { Change, Kind } from "./kind";

/** A custom key store as the program wants it. */
interface WantedCustomKeyStore {
    /** The guard finds the store by this name, because the id is unknown before creation. */
    readonly storeName: string;
    /** A change of one of these creates another store. */
    readonly cloudHsmClusterId?: string;
    readonly trustAnchorCertificate?: string;
}

const identity = ["cloudHsmClusterId", "trustAnchorCertificate"] as const;

/** The id of the store that an earlier run found. Undefined on creation: the name may belong to another store. */
async function idOf({ before, found }: Change<WantedCustomKeyStore>): Promise<string | undefined> {
    if (found !== undefined || before?.storeName === undefined) return found;
    return (await findKeyStore({ name: before.storeName }))?.id;
}

export const customKeyStore: Kind<WantedCustomKeyStore> = {
    async judge(change) {
        const { before = {}, after, unknown, home } = change;
        const id = await idOf(change);
        const replacing = identity.filter(
            (name) => before[name] !== undefined && !unknown.includes(name) && before[name] !== after[name],
        );
        if (id === undefined) return { refusals: [] };
        if (replacing.length === 0) return { refusals: [], found: id };
        const users = spoken(await usageOfCustomKeyStore(id, home.region));
        // A replacement that is not refused creates another store, so the next run has to look again.
        if (users === undefined) return { refusals: [] };
        const refusals = replacing.map((name) => ({
            reason: `the change of ${name} replaces custom key store ${before.storeName} (${id}), and its keys are in use by ${users}`,
            remedy: takeOff,
        }));
        return { refusals, found: id };
    },
};
