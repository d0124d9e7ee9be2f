import { awsKeyReadStatement, holdsStatement } from "../../policies";
import { compartmentsAbove, listPolicies, type Policy } from "./policies";

/** The policies that can speak of these compartments: those kept in them and above, as far as the caller may see. */
export async function policiesAbove(compartmentIds: readonly string[]): Promise<Policy[]> {
    const chains = await Promise.all(compartmentIds.map(compartmentsAbove));
    const listed = await Promise.all([...new Set(chains.flat())].map(listPolicies));
    return listed.flat();
}

/** The policy that lets VM clusters read the registered keys of a compartment. A statement for the whole tenancy says enough. */
export function holderOf(policies: readonly Policy[], compartmentId: string): Policy | undefined {
    const statement = awsKeyReadStatement(compartmentId);
    const forAll = statement.replace(`compartment id ${compartmentId}`, "tenancy");
    return policies.find(
        ({ statements }) => holdsStatement(statements, statement) || holdsStatement(statements, forAll),
    );
}
