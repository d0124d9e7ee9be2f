import type { GivenStatement, Statement } from "../../policies";

/** What is to become of a KMS key. */
export interface WantedKey {
    /** `alias/…`, by which a key is found that the program makes: its ARN is not known before. */
    readonly alias?: string;
    /** `Id` of the policy that the program writes, which proves that a key of that alias is the program's. */
    readonly policyId?: string;
    /** Instead of the alias, for a key that was there before. */
    readonly keyArn?: string;
    /** Region of the key; that of the stack when absent. */
    readonly region?: string;
    readonly enabled?: boolean;
    readonly multiRegion?: boolean;
    readonly customKeyStoreId?: string;
    /** The policy as JSON, of a key that another program makes of a text of its own. */
    readonly policy?: string;
    /** Of a key that the package makes: with it, the lists below are the whole policy. */
    readonly accountId?: string;
    readonly userRoleArns?: readonly string[];
    readonly administratorRoleArns?: readonly string[];
    readonly allowAdministratorsToDelete?: boolean;
    readonly retiredMasterKeyIds?: readonly string[];
    /** Statements of the program beside those for the lists above. */
    readonly policyStatements?: readonly GivenStatement[];
    /** Statements that somebody put into the policy by hand and that stay in it. The guard fills them in. */
    readonly heldStatements?: readonly Statement[];
    /** Take such statements out instead. */
    readonly removeForeignStatements?: boolean;
}
