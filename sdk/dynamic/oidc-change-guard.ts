import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "./host";

/** Arguments of {@link OidcChangeGuard}. */
export interface OidcChangeGuardArgs {
    /** Issuer of the provider. @example "https://idcs-0123.identity.oraclecloud.com" */
    issuerUrl: pulumi.Input<string>;
    /** Audiences of the provider. @example ["DBMC/"] */
    audiences: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * Watches the OIDC provider of the account, which depends on the guard. While databases need it, its issuer stays, and so does
 * every audience that their roles trust.
 * @example new OidcChangeGuard("oci", { issuerUrl: domain.issuerUrl, audiences: ["DBMC/"] })
 */
export class OidcChangeGuard extends HostedResource {
    constructor(name: string, args: OidcChangeGuardArgs, opts?: pulumi.CustomResourceOptions) {
        super({ type: "OidcChangeGuard", operations: "oidc-change-guard", outputs: [] }, name, { ...args }, opts);
    }
}
