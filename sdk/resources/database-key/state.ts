import type { RotationState, Triggers } from "../../rotation/rotate-on-change";

export interface DatabaseKeyInputs {
    readonly vmClusterOcid: string;
    /** Either this is given or `databaseId`; beside it, the check puts the OCID that it found. */
    readonly databaseName?: string;
    readonly databaseId?: string;
    readonly registeredKeyId: string;
    /** What people call the key. */
    readonly keyLocation?: string;
    readonly rotationTriggers?: Triggers;
    /** What the triggers ask for, for people; made by the check. */
    readonly rotation?: string;
}

export interface DatabaseKeyState extends DatabaseKeyInputs, RotationState {
    readonly databaseName: string;
    readonly databaseId: string;
    /** Which of name and OCID the program gave; the other was looked up. */
    readonly addressedBy: "databaseName" | "databaseId";
    readonly previousKeyLocation: string;
    readonly workRequestId?: string;
    readonly changedAt?: string;
    /** Set once a refresh found the key elsewhere: `registeredKeyId` or `keyLocation` is then what was found. */
    readonly changedOutside?: boolean;
}
