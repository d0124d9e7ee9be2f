import type { AssociationFound, Awaited, ConnectorFound } from "./pass-gate";
import type { Refreshed } from "./refresh-connector";

export interface GateInputs extends Awaited {
    readonly ownsAssociation?: boolean;
    readonly ownsRole?: boolean;
    readonly refreshTriggers?: Readonly<Record<string, string>>;
    /**
     * Policies that keep the role from using keys, as the last refresh found them. No program gives it: among the inputs, a
     * preview shows it as what the update takes away.
     */
    readonly roleDenials?: readonly string[];
}

/** Of a connector nothing is known where an association was made, but the gate was not passed. */
export interface GateState extends GateInputs, AssociationFound, Partial<ConnectorFound>, Refreshed {
    /** Whether the last refresh found that IAM has the role no more. */
    readonly isRoleGone?: boolean;
    /** Tells this gate from another one that took the same association later. */
    readonly heldSince?: string;
}
