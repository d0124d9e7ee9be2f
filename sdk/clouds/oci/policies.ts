import type * as identity from "oci-identity";
import type { Compartment } from "../../policies";
import { isNotFound, unlessMissing } from "../core/errors";
import { allPages, pageSize } from "../core/pages";
import { identityClient } from "./clients";

/** An OCI policy. */
export interface Policy {
    readonly id: string;
    readonly name: string;
    readonly compartmentId: string;
    readonly statements: readonly string[];
}

/** `undefined` when there is none, or none that the caller may see. */
export async function findPolicy(policyId: string): Promise<Policy | undefined> {
    const client = await identityClient(policyId);
    return unlessMissing(isNotFound, async () => {
        const { policy } = await client.getPolicy({ policyId });
        return isActive(policy) ? described(policy) : undefined;
    });
}

/** The policies in a compartment; `undefined` if the caller may not list them. */
export async function findPolicies(compartmentId: string): Promise<Policy[] | undefined> {
    const client = await identityClient(compartmentId);
    return unlessMissing(isNotFound, async () => {
        const found = await allPages((page) => client.listPolicies({ compartmentId, limit: pageSize, page }));
        return found.filter(isActive).map(described);
    });
}

/** A compartment and those above it, up to the tenancy, as far as the caller may see them. Policies for it can be in each of them. */
export async function compartmentsAbove(compartmentId: string): Promise<Compartment[]> {
    const client = await identityClient(compartmentId);
    const path: Compartment[] = [];
    for (let id = compartmentId; id && !path.some((one) => one.id === id); ) {
        try {
            const { name, compartmentId: above } = (await client.getCompartment({ compartmentId: id })).compartment;
            path.push({ id, name });
            id = above;
        } catch (error) {
            if (!isNotFound(error)) throw error;
            return [...path, { id }];
        }
    }
    return path;
}

interface NewPolicy {
    readonly compartmentId: string;
    readonly name: string;
    readonly description: string;
    readonly statements: string[];
}

export async function createPolicy(createPolicyDetails: NewPolicy, opcRetryToken: string): Promise<Policy> {
    const client = await identityClient(createPolicyDetails.compartmentId);
    return described((await client.createPolicy({ createPolicyDetails, opcRetryToken })).policy);
}

export async function updatePolicyStatements(policyId: string, statements: string[]): Promise<void> {
    const client = await identityClient(policyId);
    await client.updatePolicy({ policyId, updatePolicyDetails: { statements } });
}

/** Deletes a policy. A policy that is already gone is no error. */
export async function deletePolicy(policyId: string): Promise<void> {
    const client = await identityClient(policyId);
    try {
        await client.deletePolicy({ policyId });
    } catch (error) {
        if (!isNotFound(error)) throw error;
    }
}

function isActive({ lifecycleState }: identity.models.Policy): boolean {
    return lifecycleState === "ACTIVE";
}

function described({ id, name, compartmentId, statements }: identity.models.Policy): Policy {
    return { id, name, compartmentId, statements };
}
