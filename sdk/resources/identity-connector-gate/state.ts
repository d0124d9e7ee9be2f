import type { AssociationFound, Awaited, ConnectorFound } from "./pass-gate";
import type { Refreshed } from "./refresh-connector";

export interface GateInputs extends Awaited {
    readonly ownsAssociation?: boolean;
    readonly ownsRole?: boolean;
    readonly refreshTriggers?: Readonly<Record<string, string>>;
    /**
     * Policies that deny the role the use of keys, as the last refresh found them. Programs do not set this. It is among the inputs
     * so that a preview shows what the update removes.
     */
    readonly roleDenials?: readonly string[];
}

/** The members of the connector are absent if there is an association but the gate was not passed. */
export interface GateState extends GateInputs, AssociationFound, Partial<ConnectorFound>, Refreshed {
    /** Whether the last refresh found that IAM no longer has the role. */
    readonly isRoleGone?: boolean;
    /** Distinguishes this gate from a later one that owns the same association. */
    readonly heldSince?: string;
}
