import type * as database from "oci-database";
import { PlainError } from "../core/errors";

/** What a database does in its Data Guard group. */
export interface DataGuardPlace {
    /** `PRIMARY`, `STANDBY`, `SNAPSHOT_STANDBY` or `DISABLED_STANDBY`. */
    readonly role: string;
    /** OCID of the primary, where the service tells it. */
    readonly primaryId?: string;
}

/** The place of a database in its group; nothing for a database without Data Guard. */
export function dataGuardPlace({
    id,
    dataGuardGroup,
}: Pick<database.models.Database, "id" | "dataGuardGroup">): DataGuardPlace | undefined {
    const members = dataGuardGroup?.members ?? [];
    const primary = members.find(({ role }) => role === "PRIMARY");
    // A group with another primary tells enough of a database that it leaves out.
    const role = members.find(({ databaseId }) => databaseId === id)?.role ?? (primary && "STANDBY");
    if (role === undefined) return undefined;
    return { role, ...(primary ? { primaryId: primary.databaseId } : {}) };
}

interface Guarded {
    readonly name: string;
    readonly dataGuard?: DataGuardPlace;
}

/**
 * Why the key of a database must not be changed: it is a standby. A standby has the master key of its primary, and gets each new
 * version from there.
 */
export function refusalOfStandby({
    name,
    dataGuard,
}: Guarded): { readonly reason: string; readonly remedy: string } | undefined {
    if (dataGuard === undefined || dataGuard.role === "PRIMARY") return undefined;
    const { role, primaryId } = dataGuard;
    return {
        reason: `database ${name} is the ${role} of a Data Guard group, and takes its keys from the primary`,
        remedy: `change the key of the primary${primaryId === undefined ? "" : ` ${primaryId}`} instead`,
    };
}

/** Throws for a standby. */
export function refuseStandby(database: Guarded): void {
    const refusal = refusalOfStandby(database);
    if (refusal) throw new PlainError(`${refusal.reason}; ${refusal.remedy}`);
}
