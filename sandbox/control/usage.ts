import type { Settings } from "./routes";

export interface Facts extends Settings {
    awsEndpoint: string;
    ociEndpoint: string;
    controlEndpoint: string;
}

/** How to use a running sandbox, to be copied into a shell. */
export function usage({ awsEndpoint, ociEndpoint, controlEndpoint, environment, pulumiConfig }: Facts): string {
    const exports = Object.entries(environment).map(([name, value]) => `export ${name}=${quote(value)}`);
    const config = Object.entries(pulumiConfig).map(([key, value]) => `pulumi config set ${key} ${quote(value)}`);
    const control = [
        `curl -s ${controlEndpoint}/databases`,
        `curl -s ${controlEndpoint}/databases/SALES01/hsm-keys`,
        `curl -s ${controlEndpoint}/databases/SALES01/encryption-keys`,
        `curl -s '${controlEndpoint}/audit?since=0'`,
        `curl -s ${controlEndpoint}/scale -d '{"scale": 0.001}'`,
        `curl -s ${controlEndpoint}/faults -d '{"service": "database", "operation": "RotateVaultKey", "error": {"status": 429, "code": "TooManyRequests", "message": "Slow down."}}'`,
        `curl -s -X DELETE ${controlEndpoint}/faults`,
    ];
    return [
        `The sandbox is running: AWS at ${awsEndpoint}, OCI at ${ociEndpoint}. Ctrl-C ends it.`,
        "",
        "# For SDKs, CLIs and Pulumi, in the shell that runs them:",
        "unset AWS_PROFILE AWS_SESSION_TOKEN",
        ...exports,
        "",
        "# For a Pulumi stack:",
        ...config,
        "",
        "# Requests to the sandbox itself:",
        ...control,
    ].join("\n");
}

function quote(value: string): string {
    return /^[\w./:@-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
