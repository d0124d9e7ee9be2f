import { createHash, randomUUID } from "node:crypto";
import type { models } from "oci-identity";
import { list, type ResourceSpec, text } from "../../host/spec";
import type { Plain, Properties } from "../../host/values";
import { type CallOptions, call, isGone } from "../calls";
import { awaitState } from "../lifecycle";
import { freeTags, nestedTags, plainModel } from "../models";
import type { OciSession } from "../session";
import { tagInputs } from "../tags";

const service = "Identity Policy";
const timeout = 20 * 60_000;

const texts = (value: Plain | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

function stateOf(policy: models.Policy, etag: string): Properties {
    const { id: _, inactiveStatus, ...members } = plainModel(policy);
    const hash = createHash("md5").update(policy.statements.join("#")).digest("hex");
    return {
        definedTags: {},
        freeformTags: {},
        ...members,
        ETag: etag,
        inactiveState: inactiveStatus === undefined ? "" : String(inactiveStatus),
        lastUpdateETag: etag,
        policyHash: hash,
        versionDate: policy.versionDate ? String(plainModel({ date: policy.versionDate }).date) : "",
    };
}

async function find(id: string, options: CallOptions): Promise<{ policy: models.Policy; etag: string } | undefined> {
    const client = await options.session.identity();
    try {
        const { policy, etag } = await call(options, () => client.getPolicy({ policyId: id }));
        return policy.lifecycleState === "DELETED" ? undefined : { policy, etag };
    } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
    }
}

function detailsOf(inputs: Properties) {
    return {
        description: String(inputs.description),
        statements: texts(inputs.statements),
        ...(inputs.versionDate && { versionDate: new Date(String(inputs.versionDate)) }),
        ...(inputs.freeformTags && { freeformTags: freeTags(inputs.freeformTags) }),
        ...(inputs.definedTags && { definedTags: nestedTags(inputs.definedTags) }),
    };
}

export const policy: ResourceSpec<OciSession> = {
    inputs: {
        compartmentId: text({ required: true, replace: true }),
        ...tagInputs,
        description: text({ required: true }),
        name: text({ replace: true, autoName: { maxLength: 255 } }),
        statements: list({ required: true }),
        versionDate: text({ computed: true }),
    },
    outputs: ["ETag", "inactiveState", "lastUpdateETag", "policyHash", "state", "timeCreated"],
    check: (inputs) =>
        Array.isArray(inputs.statements) && inputs.statements.length === 0
            ? ["Not enough list items: Attribute statements requires 1 item minimum, but config has only 0 declared"]
            : [],
    async create(inputs, { session, signal, ...rest }) {
        const options = { session, signal, service };
        const client = await session.identity();
        const opcRetryToken = randomUUID();
        const answer = await call(options, () =>
            client.createPolicy({
                createPolicyDetails: {
                    ...detailsOf(inputs),
                    compartmentId: String(inputs.compartmentId),
                    name: String(inputs.name),
                },
                opcRetryToken,
            }),
        );
        const { id } = answer.policy;
        const made = await awaitState({
            operation: "creation",
            pending: ["CREATING"],
            target: ["ACTIVE"],
            get: () => find(id, options),
            stateOf: (found) => found.policy.lifecycleState,
            timeout: rest.timeout ?? timeout,
            signal,
        });
        return { id, state: made ? stateOf(made.policy, made.etag) : {} };
    },
    async read(id, _known, { session, signal }) {
        const found = await find(id, { session, signal, service });
        return found && stateOf(found.policy, found.etag);
    },
    async update(id, { wanted }, { session, signal }) {
        const options = { session, signal, service };
        const client = await session.identity();
        const answer = await call(options, () =>
            client.updatePolicy({ policyId: id, updatePolicyDetails: detailsOf(wanted) }),
        );
        return stateOf(answer.policy, answer.etag);
    },
    async delete(id, _state, { session, signal, ...rest }) {
        const options = { session, signal, service };
        const client = await session.identity();
        try {
            await call(options, () => client.deletePolicy({ policyId: id }));
        } catch (error) {
            if (isGone(error)) return;
            throw error;
        }
        await awaitState({
            operation: "deletion",
            pending: ["ACTIVE", "DELETING"],
            target: ["DELETED"],
            get: () => find(id, options),
            stateOf: (found) => found.policy.lifecycleState,
            timeout: rest.timeout ?? timeout,
            signal,
        });
    },
};
