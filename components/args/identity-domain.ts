import type * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link IdentityDomain}. */
export interface IdentityDomainArgs {
    /**
     * Configure the domain when the account has none (InitializeService). Accounts linked since 2025-11-18 have one.
     * @default false
     * @example true
     */
    configure?: pulumi.Input<boolean>;
    /**
     * Read the status anew whenever one of these values changes.
     * @default none: it is read once, and again by `pulumi refresh`
     * @example { checked: "2026-11" }
     */
    refreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}
