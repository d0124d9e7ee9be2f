import { accountSetup } from "./account-setup";
import { customKeyStore } from "./custom-key-store";
import { identity } from "./identity";
import { key } from "./key";
import type { Kind } from "./kind";
import { network } from "./network";
import { oidcProvider } from "./oidc-provider";
import { cluster, database, infrastructure } from "./place";
import { registration } from "./registration";

/** What a ChangeGuard can stand before, by the name that the state keeps of it. Each kind knows what it is given; the guard does not. */
export const kinds = {
    accountSetup,
    cluster,
    customKeyStore,
    database,
    identity,
    infrastructure,
    key,
    network,
    oidcProvider,
    registration,
} as unknown as Readonly<Record<string, Kind<Readonly<Record<string, unknown>>> | undefined>>;
