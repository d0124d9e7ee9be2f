interface ManagedServices {
    readonly stsAccesses?: readonly { readonly status: string }[];
    readonly kmsAccesses?: readonly { readonly status: string }[];
}

/** What ODB returns about a network, in the shape that the resource and the look-up share. */
export interface NetworkAnswer {
    readonly id: string;
    readonly arn: string;
    readonly status: string;
    readonly managedServices: readonly ManagedServices[];
}

/** Statuses in which a resource goes on serving: AWS or OCI changes or maintains it. */
const working: readonly string[] = ["AVAILABLE", "UPDATING", "MAINTENANCE_IN_PROGRESS"];

/** Why databases on a network cannot reach their keys, or undefined. The service can return FAILED without an error. */
export function networkProblem(network: NetworkAnswer, reason?: string): string | undefined {
    const { id, status, managedServices: services } = network;
    const problem = statusProblem("ODB network", id, status, reason);
    if (problem !== undefined) return problem;
    const off = [
        services[0]?.stsAccesses?.[0]?.status === "ENABLED" ? undefined : "AWS STS",
        services[0]?.kmsAccesses?.[0]?.status === "ENABLED" ? undefined : "AWS KMS",
    ].filter((access) => access !== undefined);
    if (off.length === 0) return undefined;
    if (status !== "AVAILABLE") {
        return `ODB network ${id} does not reach ${off.join(" and ")} yet: it is ${status}. Remedy: ${waiting}.`;
    }
    return `ODB network ${id} does not reach ${off.join(" and ")}: the access is not ENABLED. Remedy: modify the network (UpdateOdbNetwork), or set \`enableAccess\` on the existing network in this program, then run \`pulumi up --refresh\`.`;
}

/** Why a resource of Oracle Database\@AWS cannot be used, or undefined. */
export function statusProblem(
    what: string,
    id: string,
    status: string,
    reason: string | undefined,
): string | undefined {
    return working.includes(status)
        ? undefined
        : `${what} ${id} is ${status}${because(reason)}. Remedy: ${remedyOf(status)}.`;
}

/**
 * Why a resource of Oracle Database\@AWS cannot be used or found in OCI, or undefined. Its twin in OCI appears some time after
 * the resource is requested. A step that needs the resource AVAILABLE waits for that itself.
 */
export function twinProblem(
    what: string,
    id: string,
    status: string,
    ociUrl: string | undefined,
    reason: string | undefined,
): string | undefined {
    if (!working.includes(status) || ociUrl) return statusProblem(what, id, status, reason);
    return `${what} ${id} has no twin in OCI yet: status ${status}. Remedy: wait until its page in the Oracle Database@AWS console links to OCI, then run \`pulumi up --refresh\`.`;
}

/** The state holds the status that a resource had when a run created it. Only a refresh shows a new status. */
const again = "then run `pulumi up --refresh`";
const waiting = `wait until it is AVAILABLE, ${again}`;

function remedyOf(status: string): string {
    switch (status) {
        case "PROVISIONING":
            return waiting;
        case "TERMINATING":
        case "TERMINATED":
            return `it is being deleted: use another one, or wait until the deletion has finished, ${again}`;
        default:
            return `look at it in the Oracle Database@AWS console and repair it, or delete it there, ${again}`;
    }
}

function because(reason: string | undefined): string {
    return reason === undefined || reason === "" ? "" : `: ${reason}`;
}
