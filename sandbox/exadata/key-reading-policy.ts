import { Refusal } from "../core/exadata";
import type { Policy, VmCluster } from "../core/records";
import type { World } from "../core/world";
import { compartmentAt, pathOf } from "../policies/locations";
import { type Condition, type Grant, readStatement, type Test, type Value } from "../policies/statements";

const resourceTypes = ["oracle-db-aws-keys", "all-resources"];

/** Refuses unless an ACTIVE policy lets the VM cluster read registered AWS keys in the compartment, and none denies it. */
export function requireKeyReading(world: World, cluster: VmCluster, compartmentId: string): void {
    const grants = [...world.policies.values()].flatMap((policy) => grantsOf(world, policy, compartmentId));
    // What may be meant for the cluster counts when it denies, and only what surely is when it allows.
    const isAllowed = grants.some((grant) => grant.kind === "allow" && allows(grant, cluster));
    const denial = grants.find((grant) => grant.kind === "deny" && isMet(grant.condition, cluster) !== false);
    if (isAllowed && denial === undefined) return;
    const why =
        denial === undefined
            ? "no OCI policy allows principals of type 'cloudvmcluster' to."
            : "a Deny statement of an OCI policy stands in the way.";
    throw new Refusal(
        "NotAuthorized",
        `VM cluster may not read oracle-db-aws-keys in compartment ${compartmentId}: ${why}`,
    );
}

/** The statements of a policy that speak of keys in the compartment, or of everything there. */
function grantsOf({ compartments }: World, { value }: Policy, compartmentId: string): Grant[] {
    if (value.lifecycleState !== "ACTIVE") return [];
    const path = pathOf(compartments, compartmentId).map(({ id }) => id);
    return value.statements.map(read).filter((statement) => {
        if (statement?.kind !== "allow" && statement?.kind !== "deny") return false;
        const { resourceType, permissions, location, subject } = statement;
        const place = compartmentAt(compartments, value.compartmentId, location);
        const isAboutKeys =
            resourceType === undefined ? mayBeAboutKeys(permissions) : resourceTypes.includes(resourceType);
        // No cluster is in a group of people; services and other resources are no clusters.
        const mayBeCluster = ["any-user", "any-group", "dynamic-group"].includes(subject.kind);
        return place !== undefined && path.includes(place) && isAboutKeys && mayBeCluster;
    }) as Grant[];
}

/** A statement that cannot be read says nothing: OCI would not have taken it. */
function read(statement: string) {
    try {
        return readStatement(statement);
    } catch {
        return undefined;
    }
}

function mayBeAboutKeys(permissions: readonly string[] = []): boolean {
    return permissions.some((name) => name.includes("AWS_KEY"));
}

/** Nobody published which permissions stand behind the verbs, so that a list of them allows nothing here. */
function allows({ subject, verb, condition }: Grant, cluster: VmCluster): boolean {
    return (
        subject.kind === "any-user" &&
        ["read", "use", "manage"].includes(verb ?? "") &&
        isMet(condition, cluster) === true
    );
}

/** Undefined where it turns on what is not known of the request. */
function isMet(condition: Condition | undefined, cluster: VmCluster): boolean | undefined {
    if (condition === undefined) return true;
    if (!("joined" in condition)) return test(condition, cluster);
    const parts = condition.parts.map((part) => isMet(part, cluster));
    const decisive = condition.joined === "any";
    if (parts.includes(decisive)) return decisive;
    return parts.includes(undefined) ? undefined : !decisive;
}

function test({ variable, operator, values }: Test, cluster: VmCluster): boolean | undefined {
    const principal: Record<string, string | undefined> = {
        "request.principal.type": "cloudvmcluster",
        "request.principal.id": cluster.ocid,
        "request.principal.compartment.id": cluster.twin?.value.compartmentId,
    };
    const actual = principal[variable.toLowerCase()]?.toLowerCase();
    if (actual === undefined || !["=", "!=", "in", "not in"].includes(operator)) return undefined;
    const found = values.map((value) => matches(value, actual));
    const isOneOf = found.includes(true) ? true : found.includes(undefined) ? undefined : false;
    if (isOneOf === undefined) return undefined;
    return operator === "!=" || operator === "not in" ? !isOneOf : isOneOf;
}

function matches({ kind, text }: Value, actual: string): boolean | undefined {
    if (kind === "variable") return undefined;
    if (kind === "text") return text.toLowerCase() === actual;
    const parts = text.toLowerCase().split("*");
    const escaped = parts.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${escaped.join(".*")}$`).test(actual);
}
