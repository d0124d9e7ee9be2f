import { AwsError } from "../errors";

export type ResourceType =
    | "odb-network"
    | "cloud-exadata-infrastructure"
    | "cloud-vm-cluster"
    | "db-server"
    | "db-node"
    | "iam-role"
    | "resource";

export function notFound(resourceType: ResourceType, resourceId: string): AwsError {
    return new AwsError("ResourceNotFoundException", `The ${resourceType} ${resourceId} was not found.`, 400, {
        resourceId,
        resourceType,
    });
}

export function conflict(resourceType: ResourceType, resourceId: string, message: string): AwsError {
    return new AwsError("ConflictException", message, 400, { resourceId, resourceType });
}

/** A member whose value fits the model but not the account's state or the service's rules. */
export function invalid(member: string, message: string): AwsError {
    return new AwsError("ValidationException", `Value at '${member}' failed to satisfy constraint: ${message}`, 400, {
        reason: "fieldValidationFailed",
        fieldList: [{ name: member, message }],
    });
}

/** A request that is refused as a whole, not for one of its members. */
export function refused(message: string): AwsError {
    return new AwsError("ValidationException", message, 400, { reason: "other" });
}

export function denied(message: string): AwsError {
    return new AwsError("AccessDeniedException", message);
}
