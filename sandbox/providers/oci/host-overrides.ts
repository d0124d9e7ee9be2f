/** The clients of the real plugin that can be pointed elsewhere, by the names of the Go SDK. */
export type ClientName =
    | "oci_database.DatabaseClient"
    | "oci_dbmulticloud.DbMulticloudAwsProviderClient"
    | "oci_dbmulticloud.MultiCloudResourceDiscoveryClient"
    | "oci_dbmulticloud.WorkRequestClient"
    | "oci_identity.IdentityClient";

const variable = "CLIENT_HOST_OVERRIDES";

/** `name=host` pairs between semicolons, from the variable or one of its prefixed forms. */
export function hostOverrides(environment: NodeJS.ProcessEnv = process.env): Map<string, string> {
    const text = environment[`TF_VAR_${variable}`] ?? environment[`OCI_${variable}`] ?? environment[variable] ?? "";
    const overrides = new Map<string, string>();
    for (const pair of text.split(";").filter((part) => part.trim() !== "")) {
        const parts = pair.split("=");
        const [client, host] = parts.map((part) => part.trim());
        if (parts.length !== 2 || !client || !host) {
            throw new Error(`${variable}: "${pair}" is not of the form clientName=host`);
        }
        overrides.set(client, withScheme(host));
    }
    return overrides;
}

function withScheme(host: string): string {
    const url = new URL(/^https?:\/\//.test(host) ? host : `https://${host}`);
    if (url.pathname !== "/" || url.search || url.username) {
        throw new Error(`${variable}: "${host}" must be a host, without path, query and user`);
    }
    return url.origin;
}
