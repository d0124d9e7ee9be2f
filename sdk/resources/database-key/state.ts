import type { RotationState, Triggers } from "../../rotation/rotate-on-change";

export interface DatabaseKeyInputs {
    readonly vmClusterOcid: string;
    /** Either this or `databaseId` is given. If this is given, the check adds the OCID that it found. */
    readonly databaseName?: string;
    readonly databaseId?: string;
    readonly registeredKeyId: string;
    /** The name of the key for people. */
    readonly keyLocation?: string;
    readonly rotationTriggers?: Triggers;
    /** Describes the rotation that the triggers ask for. The check fills it in, so that a preview shows it. */
    readonly rotation?: string;
}

export interface DatabaseKeyState extends DatabaseKeyInputs, RotationState {
    readonly databaseName: string;
    readonly databaseId: string;
    /** Whether the program gave the name or the OCID. The other one was looked up. */
    readonly addressedBy: "databaseName" | "databaseId";
    readonly previousKeyLocation: string;
    readonly workRequestId?: string;
    readonly changedAt?: string;
    /** Set if a refresh found another key or place. `registeredKeyId` or `keyLocation` then holds what it found. */
    readonly changedOutside?: boolean;
}
