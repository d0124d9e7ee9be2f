import { Refusal } from "../core/exadata";
import type { VmCluster } from "../core/records";
import type { World } from "../core/world";

/** What a statement grants, as far as it is about VM clusters reading registered AWS keys. */
interface Grant {
    scope: { kind: "tenancy" } | { kind: "id" | "name"; value: string };
    conditions?: { joined: "all" | "any"; tests: Condition[] };
}

interface Condition {
    variable: string;
    negated: boolean;
    value: string;
}

const statementForm =
    /^allow any-user to (read|use|manage) (?:oracle-db-aws-keys|all-resources) in (?:(tenancy)|compartment id (\S+)|compartment (\S+))(?: where (.+))?$/i;

/** Refuses unless an ACTIVE policy lets VM clusters read registered AWS keys in the compartment. */
export function requireKeyReading(world: World, cluster: VmCluster, compartmentId: string): void {
    const path = ancestry(world, compartmentId);
    for (const policy of world.policies.values()) {
        // A policy reaches the compartment that it is attached to, and those below.
        if (policy.value.lifecycleState !== "ACTIVE" || !path.some((one) => one.id === policy.value.compartmentId))
            continue;
        const grants = policy.value.statements.map(parseStatement);
        if (grants.some((grant) => grant && covers(grant, path) && appliesTo(grant, cluster))) return;
    }
    throw new Refusal(
        "NotAuthorized",
        `VM cluster may not read oracle-db-aws-keys in compartment ${compartmentId}: no OCI policy allows principals of type 'cloudvmcluster' to.`,
    );
}

/** Nothing for statements about anything else, or about groups: a cluster is in no group. */
function parseStatement(statement: string): Grant | undefined {
    const parts = statementForm.exec(statement.trim().replace(/\s+/g, " "));
    if (!parts) return undefined;
    const [, , tenancy, id, name, where] = parts;
    const conditions = where === undefined ? undefined : parseConditions(where);
    if (where !== undefined && conditions === undefined) return undefined;
    if (tenancy !== undefined) return { scope: { kind: "tenancy" }, conditions };
    return {
        scope: id !== undefined ? { kind: "id", value: id } : { kind: "name", value: name ?? "" },
        conditions,
    };
}

function parseConditions(where: string): Grant["conditions"] {
    const group = /^(all|any) ?\{(.+)\}$/i.exec(where);
    const tests = (group?.[2] ?? where).split(",").map((test) => {
        const parts = /^([\w.-]+) ?(!?=) ?(?:'([^']*)'|"([^"]*)")$/.exec(test.trim());
        return parts && { variable: parts[1] ?? "", negated: parts[2] === "!=", value: parts[3] ?? parts[4] ?? "" };
    });
    if (!tests.every((test) => test !== null)) return undefined;
    return { joined: group?.[1]?.toLowerCase() === "any" ? "any" : "all", tests };
}

function covers(grant: Grant, path: readonly { id: string; name: string }[]): boolean {
    const { scope } = grant;
    if (scope.kind === "tenancy") return true;
    if (scope.kind === "id") return path.some((one) => one.id === scope.value);
    const name = scope.value.split(":").at(-1)?.toLowerCase();
    return path.some((one) => one.name.toLowerCase() === name);
}

function appliesTo(grant: Grant, cluster: VmCluster): boolean {
    if (!grant.conditions) return true;
    const principal: Record<string, string | undefined> = {
        "request.principal.type": "cloudvmcluster",
        "request.principal.id": cluster.ocid,
        "request.principal.compartment.id": cluster.twin?.value.compartmentId,
    };
    // A variable that is not known here is never met, as OCI does with one that does not apply to the request.
    const met = (test: Condition) => {
        const actual = principal[test.variable.toLowerCase()];
        return actual !== undefined && (actual.toLowerCase() === test.value.toLowerCase()) !== test.negated;
    };
    const { joined, tests } = grant.conditions;
    return joined === "any" ? tests.some(met) : tests.every(met);
}

/** The compartment with its parents up to the tenancy. */
function ancestry(world: World, compartmentId: string): { id: string; name: string }[] {
    const path: { id: string; name: string }[] = [];
    let next: string | undefined = compartmentId;
    while (next !== undefined && next !== world.settings.tenancyId && !path.some((one) => one.id === next)) {
        const compartment = world.compartments.get(next);
        path.push({ id: next, name: compartment?.value.name ?? "" });
        next = compartment?.value.compartmentId;
    }
    const { tenancyId } = world.settings;
    return [...path, { id: tenancyId, name: world.compartments.get(tenancyId)?.value.name ?? "" }];
}
