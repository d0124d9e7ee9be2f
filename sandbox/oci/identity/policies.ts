import { ocid } from "../../core/ids";
import {
    type Cloud,
    change,
    inPath,
    now,
    requireHomeRegion,
    requireMatch,
    requireRelatedCompartment,
    store,
} from "../cloud";
import { newTags, retagged } from "../tagging";
import { conflict } from "../wire/errors";
import { type Operation, operation } from "../wire/operation";
import { requireCompilable } from "./compile";
import { got } from "./got";
import { listed } from "./listed";
import * as schemas from "./schemas";

const service = "identity";
const path = "/20160918/policies";

/** Policies change at once: there are no work requests in this service. */
export function policyOperations(cloud: Cloud): Operation[] {
    const { policies } = cloud.world;
    return [
        operation({
            service,
            name: "ListPolicies",
            method: "GET",
            path,
            query: schemas.listPolicies,
            handle: ({ query }) =>
                listed(
                    cloud,
                    query,
                    policies.values(),
                    ({ name }) => name,
                    (value) =>
                        value.compartmentId === query.compartmentId &&
                        (query.name === undefined || value.name === query.name),
                ),
        }),
        got("GetPolicy", path, policies),
        operation({
            service,
            name: "CreatePolicy",
            method: "POST",
            path,
            body: schemas.createPolicy,
            handle({ body }) {
                requireRelatedCompartment(cloud, body.compartmentId);
                requireCompilable(cloud.world, body.compartmentId, body.statements);
                requireHomeRegion(cloud);
                const taken = [...policies.values()].some(
                    ({ value }) => value.compartmentId === body.compartmentId && value.name === body.name,
                );
                if (taken) throw conflict(`The compartment already has a policy named ${body.name}.`);
                const policy = store({
                    ...body,
                    id: ocid(cloud.world.settings, "policy"),
                    lifecycleState: "ACTIVE" as const,
                    timeCreated: now(),
                    ...newTags(cloud, body),
                });
                policies.set(policy.value.id, policy);
                return { status: 200, body: policy.value, etag: policy.etag, resource: policy.value.id };
            },
        }),
        operation({
            service,
            name: "UpdatePolicy",
            method: "PUT",
            path: `${path}/{id}`,
            body: schemas.updatePolicy,
            handle(call) {
                const policy = inPath(policies, call.id);
                requireMatch(call, policy.etag);
                requireCompilable(cloud.world, policy.value.compartmentId, call.body.statements ?? []);
                requireHomeRegion(cloud);
                change(policy, retagged(cloud, policy.value, call.body));
                return { status: 200, body: policy.value, etag: policy.etag };
            },
        }),
        operation({
            service,
            name: "DeletePolicy",
            method: "DELETE",
            path: `${path}/{id}`,
            handle(call) {
                const policy = inPath(policies, call.id);
                requireMatch(call, policy.etag);
                requireHomeRegion(cloud);
                policies.delete(call.id);
                cloud.tokens.forget(call.id);
                return { status: 204 };
            },
        }),
    ];
}
