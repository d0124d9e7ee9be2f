import { type KeyPlace, keyReading, type Reader } from "../../policies";
import { shared } from "../core/answer-cache";
import { compartmentsAbove, findPolicies, type Policy } from "./policies";

/** Whether OCI policies let a VM cluster read the keys that are registered in a compartment. */
export interface KeyReadings {
    readonly decision: "allowed" | "denied" | "unknown";
    /** If unknown, why: statements that cannot be judged, and policies that the caller may not see. */
    readonly doubts: readonly string[];
}

/** The policies that can concern these compartments: those in them and in the compartments above, as far as the caller may see. */
export async function policiesAbove(compartmentIds: readonly string[]): Promise<Policy[]> {
    const places = await Promise.all(compartmentIds.map(placeOf));
    const ids = new Set(places.flatMap(({ path }) => path.map(({ id }) => id)));
    return (await Promise.all([...ids].map(findPolicies))).flatMap((listed) => listed ?? []);
}

/** A policy that surely lets every VM cluster read the registered keys of a compartment, whatever its words are. */
export async function findKeyReadPolicy(
    policies: readonly Policy[],
    compartmentId: string,
): Promise<Policy | undefined> {
    const place = await placeOf(compartmentId);
    return policies.find((policy) => readingsIn([policy], place).some(({ reading }) => reading === "allows"));
}

/**
 * Whether a VM cluster may read the keys of a compartment.
 * @param without OCID of a policy that does not count.
 */
export async function keyReadings(compartmentId: string, reader: Reader, without?: string): Promise<KeyReadings> {
    const place = await placeOf(compartmentId);
    const lists = await Promise.all(place.path.map(({ id }) => findPolicies(id)));
    const policies = lists.flatMap((listed) => listed ?? []).filter(({ id }) => id !== without);
    const found = readingsIn(policies, place, reader);
    const textsOf = (wanted: string) => found.flatMap(({ reading, text }) => (reading === wanted ? text : []));
    const denials = textsOf("mayDeny");
    const isAllowed = textsOf("allows").length > 0;
    if (isAllowed && denials.length === 0) return { decision: "allowed", doubts: [] };
    const perhaps = isAllowed ? [] : [...textsOf("mayAllow"), ...unseen(place, lists)];
    if (!isAllowed && perhaps.length === 0) return { decision: "denied", doubts: [] };
    return { decision: "unknown", doubts: [...denials, ...perhaps].sort() };
}

/** Whether a statement about one compartment holds in another: the same one, or one below it. Undefined if nobody can tell. */
export async function reachesFrom(above: string, compartmentId: string): Promise<boolean | undefined> {
    const { path, isWhole } = await placeOf(compartmentId);
    return path.some(({ id }) => id === above) || (isWhole ? false : undefined);
}

function placeOf(compartmentId: string): Promise<KeyPlace> {
    return shared(`compartments above ${compartmentId}`, async () => {
        const path = await compartmentsAbove(compartmentId);
        // The tenancy has nothing above it, seen or not.
        return { path, isWhole: path.every(({ id, name }) => name !== undefined || id.startsWith("ocid1.tenancy.")) };
    });
}

function readingsIn(policies: readonly Policy[], place: KeyPlace, reader?: Reader) {
    return policies.flatMap(({ name, compartmentId, statements }) =>
        statements.map((statement) => ({
            reading: keyReading(statement, compartmentId, place, reader),
            text: `"${statement}" in policy ${name}`,
        })),
    );
}

/** Names the policies that the caller cannot see, as doubts. They differ for each compartment of a key. */
function unseen({ path, isWhole }: KeyPlace, lists: readonly (readonly Policy[] | undefined)[]): string[] {
    const own = path[0]?.id;
    const hidden = path.filter((_compartment, index) => lists[index] === undefined);
    const above = isWhole ? [] : path.slice(-1);
    return [
        ...hidden.map(({ id }) => `what policies in ${id}, which the caller may not list, say of ${own}`),
        ...above.map(({ id }) => `what policies above ${id}, which the caller may not see, say of ${own}`),
    ];
}
