import type * as identity from "oci-identity";
import type { Compartment } from "../../policies";
import { isNotFound, unlessMissing } from "../core/errors";
import { allPages, pageSize } from "../core/pages";
import { identityClient } from "./clients";
import { type GivenTags, wireTags } from "./tags";

/** An OCI policy. */
export interface Policy {
    readonly id: string;
    readonly name: string;
    readonly compartmentId: string;
    readonly statements: readonly string[];
    readonly freeformTags: Readonly<Record<string, string>>;
    /** By namespace, then by key. */
    readonly definedTags: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
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
    readonly tags?: GivenTags;
}

export async function createPolicy({ tags = {}, ...details }: NewPolicy, opcRetryToken: string): Promise<Policy> {
    const client = await identityClient(details.compartmentId);
    const createPolicyDetails = { ...details, ...wireTags(tags) };
    return described((await client.createPolicy({ createPolicyDetails, opcRetryToken })).policy);
}

/** Writes the statements, and the tags that are given. Defined tags that OCI or others added stay. */
export async function updatePolicy({ id, definedTags }: Policy, statements: string[], tags: GivenTags): Promise<void> {
    const client = await identityClient(id);
    const { definedTags: given = {}, ...others } = wireTags(tags);
    const namespaces = Object.keys({ ...definedTags, ...given });
    const merged = Object.fromEntries(namespaces.map((name) => [name, { ...definedTags[name], ...given[name] }]));
    const updatePolicyDetails = { statements, ...others, ...(tags.definedTags ? { definedTags: merged } : {}) };
    await client.updatePolicy({ policyId: id, updatePolicyDetails });
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

function described(found: identity.models.Policy): Policy {
    const { id, name, compartmentId, statements, freeformTags = {}, definedTags = {} } = found;
    return { id, name, compartmentId, statements, freeformTags, definedTags };
}
