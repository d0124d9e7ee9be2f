import type { GivenStatement, Statement } from "../../policies";

/** A KMS key as the program wants it. */
export interface WantedKey {
    /** `alias/…`. The guard finds a key that the program makes by its alias, because its ARN is unknown before creation. */
    readonly alias?: string;
    /** `Id` of the policy that the program writes. It proves that the key with that alias is the program's key. */
    readonly policyId?: string;
    /** The ARN of an existing key, instead of the alias. */
    readonly keyArn?: string;
    /** Region of the key. @default the Region of the stack */
    readonly region?: string;
    readonly enabled?: boolean;
    readonly multiRegion?: boolean;
    readonly customKeyStoreId?: string;
    /** The policy as JSON, for a key whose program writes the policy text itself. */
    readonly policy?: string;
    /** For a key that the package makes. If set, the lists below are the whole policy. */
    readonly accountId?: string;
    readonly userRoleArns?: readonly string[];
    readonly administratorRoleArns?: readonly string[];
    readonly allowAdministratorsToDelete?: boolean;
    readonly retiredMasterKeyIds?: readonly string[];
    /** Statements of the program beside those for the lists above. */
    readonly policyStatements?: readonly GivenStatement[];
    /** Statements that somebody added to the policy by hand and that stay in it. The guard fills them in. */
    readonly heldStatements?: readonly Statement[];
    /** Removes such statements instead. */
    readonly removeForeignStatements?: boolean;
}
