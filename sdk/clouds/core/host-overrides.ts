import { environment } from "./settings";

/**
 * Hosts by client name, from the variable that points the native OCI provider elsewhere:
 * `CLIENT_HOST_OVERRIDES=oci_database.DatabaseClient=http://127.0.0.1:4600;…`, also with the prefix `TF_VAR_` or `OCI_`.
 * Entries of another form are ignored, as the native provider ignores them.
 */
export function hostOverrides(): ReadonlyMap<string, string> {
    const hosts = new Map<string, string>();
    const name = "CLIENT_HOST_OVERRIDES";
    for (const item of environment(`TF_VAR_${name}`, `OCI_${name}`, name)?.split(";") ?? []) {
        const [client, host, ...rest] = item.split("=");
        if (client && host && rest.length === 0) hosts.set(client, withScheme(host));
    }
    return hosts;
}

function withScheme(host: string): string {
    return (/^https?:\/\//i.test(host) ? host : `https://${host}`).replace(/\/+$/, "");
}
