import { findKeyStoreId } from "../clouds/custom-key-stores";
import { type Guard, guarding, type Judgement, spoken, takeOff } from "./guard";
import { usageOfCustomKeyStore } from "./usage/custom-key-stores";

/** What is to become of a custom key store. */
export interface CustomKeyStoreGuardInputs {
    /** The store is found by it: its id is not known before it is made. */
    readonly storeName: string;
    /** These make another store when they change. */
    readonly cloudHsmClusterId?: string;
    readonly trustAnchorCertificate?: string;
}

const identity = ["cloudHsmClusterId", "trustAnchorCertificate"] as const;

/** The store as it was found before; at creation its name can be somebody else's. */
async function subject(before: Partial<CustomKeyStoreGuardInputs>, found?: string): Promise<string | undefined> {
    return found ?? (before.storeName === undefined ? undefined : findKeyStoreId(before.storeName));
}

const guard: Guard<CustomKeyStoreGuardInputs> = {
    inputs: ["storeName", ...identity],
    async refusals(before, after, unknown, carried): Promise<Judgement> {
        const id = await subject(before, carried);
        const replacing = identity.filter(
            (name) => before[name] !== undefined && !unknown.includes(name) && before[name] !== after[name],
        );
        if (id === undefined || replacing.length === 0) return { refusals: [], found: id };
        const users = spoken(await usageOfCustomKeyStore(id));
        // A replacement that nothing stands against makes another store.
        if (users === undefined) return { refusals: [] };
        const refusals = replacing.map((name) => ({
            reason: `the change of ${name} replaces custom key store ${before.storeName} (${id}), and its keys are in use by ${users}`,
            remedy: takeOff,
        }));
        return { refusals, found: id };
    },
};

export const provider = guarding(guard);
