import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "./host";

/** Arguments of {@link AccountSetupGuard}. */
export interface AccountSetupGuardArgs {
    /** Issuer of the identity domain. @example "https://idcs-0123.identity.oraclecloud.com" */
    issuerUrl: pulumi.Input<string>;
    /** Parameters of the template by name. @example { OCIIdentityDomainUrl: "https://idcs-0123.identity.oraclecloud.com:443" } */
    parameters: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
    /**
     * Name of the stack.
     * @default none given
     * @example "exadata-kms-sales"
     */
    stackName?: pulumi.Input<string>;
}

/**
 * Watches a stack of the vendor's template, which depends on the guard. While databases need a role of the identity domain,
 * parameters and name of the stack stay as they are.
 * @example new AccountSetupGuard("sales", { issuerUrl: domain.issuerUrl, parameters: { OCIIdentityDomainUrl: domain.url } })
 */
export class AccountSetupGuard extends HostedResource {
    constructor(name: string, args: AccountSetupGuardArgs, opts?: pulumi.CustomResourceOptions) {
        super({ type: "AccountSetupGuard", operations: "account-setup-guard", outputs: [] }, name, { ...args }, opts);
    }
}
