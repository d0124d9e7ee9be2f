import { accountSetup } from "./account-setup";
import { customKeyStore } from "./custom-key-store";
import { identity } from "./identity";
import { key } from "./key";
import type { Kind } from "./kind";
import { network } from "./network";
import { oidcProvider } from "./oidc-provider";
import { cluster, database, infrastructure } from "./place";
import { registration } from "./registration";

/** The kinds of things that a ChangeGuard can guard, by the names in the state. Only the kind knows its arguments; the guard does not. */
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
