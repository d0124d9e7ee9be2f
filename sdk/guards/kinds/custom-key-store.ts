import { findKeyStore } from "../../clouds/aws/custom-key-stores";
import { usageOfCustomKeyStore } from "../../usage/custom-key-stores";
import { spoken, takeOff } from "../../usage/words";
import type { Change, Kind } from "./kind";

/** What is to become of a custom key store. */
interface WantedCustomKeyStore {
    /** The store is found by it: its id is not known before it is made. */
    readonly storeName: string;
    /** These make another store when they change. */
    readonly cloudHsmClusterId?: string;
    readonly trustAnchorCertificate?: string;
}

const identity = ["cloudHsmClusterId", "trustAnchorCertificate"] as const;

/** The store as it was found before; at creation its name can be somebody else's. */
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
        // A replacement that nothing stands against makes another store.
        if (users === undefined) return { refusals: [] };
        const refusals = replacing.map((name) => ({
            reason: `the change of ${name} replaces custom key store ${before.storeName} (${id}), and its keys are in use by ${users}`,
            remedy: takeOff,
        }));
        return { refusals, found: id };
    },
};
