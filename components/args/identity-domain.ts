import type * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link IdentityDomain}. */
export interface IdentityDomainArgs {
    /**
     * Configure the identity domain if the account has none (InitializeService). Accounts linked since 2025-11-18 have one. If
     * false, a missing domain is an error.
     * @default false
     * @example true
     */
    configure?: pulumi.Input<boolean>;
    /**
     * Values of your choice, by name. The status is read again each time one of them changes.
     * @default none; the status is read at creation and by `pulumi refresh`
     * @example { checked: "2026-11" }
     */
    refreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}
