import type { World } from "../../core/world";
import { compartmentAt } from "../../policies/locations";
import { isResourceType } from "../../policies/resource-types";
import { type Grant, type Location, readStatement, StatementError, type Subject } from "../../policies/statements";
import { ServiceError } from "../wire/errors";

const verbs = ["inspect", "read", "use", "manage"];
const permission =
    /_(INSPECT|READ|USE|MANAGE|CREATE|DELETE|UPDATE|MOVE|ATTACH|DETACH|WRITE|OVERWRITE|ENCRYPT|DECRYPT|ASSOCIATE)$/;

/** Refuses statements that OCI would not compile: each is read, and what it names is looked up from the compartment of the policy. */
export function requireCompilable(world: World, compartmentId: string, statements: readonly string[]): void {
    try {
        const read = statements.map(readStatement);
        const aliases = new Set(read.flatMap((one) => (one.kind === "define" ? [one.alias.toLowerCase()] : [])));
        for (const statement of read) {
            if (statement.kind === "define") continue;
            requireSubject(world, statement.subject, aliases);
            requireRight(statement);
            for (const tenancy of tenanciesOf(statement)) requireAlias(tenancy, aliases);
            if (statement.kind !== "endorse") requireLocation(world, compartmentId, statement.location, aliases);
        }
    } catch (error) {
        if (!(error instanceof StatementError)) throw error;
        throw new ServiceError(400, "InvalidParameter", error.message, "verbatim");
    }
}

/** OCI finds no permission for a verb and a resource type that do not go together, and for what it never heard of. */
function requireRight({ verb, resourceType, permissions }: Grant): void {
    const isKnown =
        permissions?.every((name) => permission.test(name)) ??
        (verbs.includes(verb ?? "") && isResourceType(resourceType ?? ""));
    if (!isKnown) throw new StatementError("No permissions found");
}

function requireSubject(
    { groups, dynamicGroups }: World,
    { kind, names }: Subject,
    aliases: ReadonlySet<string>,
): void {
    if (kind !== "group" && kind !== "dynamic-group") return;
    const known = kind === "group" ? groups : dynamicGroups;
    for (const { name } of names) {
        if (name === undefined || aliases.has(name.toLowerCase())) continue;
        const own = name.replace(/^default\//i, "").toLowerCase();
        if ([...known.values()].some(({ value }) => value.name.toLowerCase() === own)) continue;
        throw new StatementError(
            `The ${kind} ${name} specified in the policy statement does not exist under current compartment hierarchy.`,
        );
    }
}

function tenanciesOf({ of, location }: Grant): string[] {
    return [of, location.kind === "tenancy" ? location.alias : undefined].filter(
        (one) => one !== undefined && one !== "any-tenancy",
    ) as string[];
}

function requireAlias(tenancy: string, aliases: ReadonlySet<string>): void {
    if (!aliases.has(tenancy.toLowerCase())) throw new StatementError(`Tenancy {${tenancy}} is not defined`);
}

function requireLocation(world: World, keptIn: string, location: Location, aliases: ReadonlySet<string>): void {
    if (location.kind === "path" && aliases.has(location.path.join(":").toLowerCase())) return;
    if (compartmentAt(world.compartments, keptIn, location) !== undefined) return;
    throw new StatementError(
        `Compartment {${wordsOf(world, location)}} does not exist or is not part of the policy compartment subtree`,
    );
}

function wordsOf({ settings }: World, location: Location): string {
    if (location.kind === "id") return location.id;
    return location.kind === "path" ? location.path.join(":") : settings.tenancyId;
}
