import { isConflict, PlainError } from "../../clouds/core/errors";
import { retryToken } from "../../clouds/core/retry-token";
import { done, pending, TimeoutError, waitFor } from "../../clouds/core/wait";
import {
    type DiscoveredResource,
    type Discovery,
    type DiscoveryPlace,
    deleteDiscovery,
    getDiscovery,
    moveDiscovery,
    renameDiscovery,
    startKeyDiscovery,
} from "../../clouds/oci/discoveries";
import { follow } from "../../clouds/oci/multicloud-work";
import { wireTags } from "../../clouds/oci/tags";
import { checkPresent } from "../../host/checks";
import { hosted, type ResourceOperations } from "../../host/provider";
import { readOrGone } from "../../usage/read-or-gone";
import { checkKeyArn, checkOcid } from "../../validation";
import { same } from "../../validation/equality";

export interface KeyDiscoveryInputs {
    readonly keyArn: string;
    readonly connectorId: string;
    readonly compartmentId: string;
    readonly displayName: string;
    /** Whether to look for every key, not only for this one. This one must be among them. */
    readonly allKeys?: boolean;
    readonly freeformTags?: Readonly<Record<string, string>>;
    /** Each as `namespace.key`. */
    readonly definedTags?: Readonly<Record<string, string>>;
}

/** A KMS key that a discovery found. */
export interface DiscoveredKey {
    readonly arn: string;
    readonly name: string;
    readonly region: string;
    readonly properties: Readonly<Record<string, string>>;
}

export interface KeyDiscoveryState extends KeyDiscoveryInputs {
    readonly keys: readonly DiscoveredKey[];
}

/** A discovery takes a minute at most. A quarter of an hour allows for a busy service. */
const runTimeoutSeconds = 900;

/** KMS takes some seconds to apply a new key policy everywhere. */
const searchSeconds = 30;

const underWay = new Set(["ACCEPTED", "IN_PROGRESS", "WAITING", "UPDATING", "CANCELING"]);

/**
 * Runs discoveries until one finds the key, or until it is clear that none will. A discovery looks only once, so each attempt is
 * a new discovery. Discoveries that did not find the key are deleted.
 */
async function discover(inputs: KeyDiscoveryInputs): Promise<{ id: string; keys: DiscoveredKey[] }> {
    let problem = "";
    const what = `the discovery of ${inputs.keyArn}`;
    try {
        return await waitFor({ what, timeoutSeconds: searchSeconds }, async () => {
            const found = await run(inputs).catch(unlessBusy);
            if (typeof found === "string") return pending(found);
            problem = discoveryProblem(inputs.keyArn, found) ?? "";
            if (problem === "") return done({ id: found.id, keys: discoveredKeys(found.resources) });
            await tidy(found.id);
            if (found.lifecycleState !== "SUCCEEDED") throw new PlainError(problem);
            return pending("not discovered");
        });
    } catch (error) {
        throw error instanceof TimeoutError && problem !== "" ? new PlainError(problem) : error;
    }
}

async function run(inputs: KeyDiscoveryInputs): Promise<Discovery> {
    const { keyArn, connectorId, allKeys } = inputs;
    const token = retryToken("discoverKeys", { ...inputs, at: Date.now() });
    const id = await startKeyDiscovery(connectorId, placeOf(inputs), allKeys ? undefined : keyArn, token);
    const what = `the discovery ${id} of ${keyArn}`;
    return waitFor({ what, timeoutSeconds: runTimeoutSeconds }, async () => {
        const found = await getDiscovery(id);
        return underWay.has(found.lifecycleState) ? pending(found.lifecycleState) : done(found);
    });
}

/** OCI rejects discoveries while the connector is being changed, perhaps for another key. It accepts them again soon. */
function unlessBusy(error: unknown): string {
    if (isConflict(error)) return error.message;
    throw error;
}

/** If this deletion fails, its error is ignored: the reason why the discovery found nothing matters more. */
async function tidy(id: string): Promise<void> {
    try {
        await deleteDiscovery(id);
    } catch (error) {
        if (!(error instanceof PlainError)) throw error;
    }
}

/**
 * Why a key cannot be registered after a discovery. Empty if it can. Oracle does not publish where a discovered resource holds
 * the ARN, so every place is searched.
 */
export function discoveryProblem(
    keyArn: string,
    { lifecycleState, lifecycleDetails, resources }: Omit<Discovery, "id">,
): string | undefined {
    const said = lifecycleDetails ? ` (${lifecycleDetails})` : "";
    if (lifecycleState !== "SUCCEEDED") {
        return `the discovery of ${keyArn} ended as ${lifecycleState}${said}; look at the identity connector of the cluster, then run again`;
    }
    if (resources.some((resource) => textsOf(resource).includes(keyArn))) return undefined;
    return (
        `${keyArn} was not discovered${said}: the role of the connector may not describe it, or it does not exist; allow the role ` +
        "kms:DescribeKey in the key policy, check Region and account of the ARN, then run again"
    );
}

/** The keys of a discovery. The ARN is taken from wherever it stands. */
export function discoveredKeys(resources: readonly DiscoveredResource[]): DiscoveredKey[] {
    return resources
        .map((resource) => {
            const arn = textsOf(resource).find((text) => /^arn:[^:]+:kms:/.test(text)) ?? resource.id ?? "";
            const region = resource.location || (arn.split(":")[3] ?? "");
            return { arn, name: resource.name ?? "", region, properties: { ...resource.properties } };
        })
        .sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

function textsOf({ id = "", name = "", properties }: DiscoveredResource): string[] {
    return [id, name, ...Object.values(properties ?? {})];
}

function placeOf({ compartmentId, displayName, ...tags }: KeyDiscoveryInputs): DiscoveryPlace {
    return { compartmentId, displayName, ...wireTags(tags) };
}

/** Does nothing if the record of the discovery is gone. Its result stays valid. */
async function ifThere(what: string, id: string, call: () => Promise<string | undefined>): Promise<void> {
    await readOrGone(what, undefined, async () => follow(what, await call(), id));
}

const operations: ResourceOperations<KeyDiscoveryInputs, KeyDiscoveryState> = {
    inputs: ["keyArn", "connectorId", "compartmentId", "displayName", "allKeys", "freeformTags", "definedTags"],
    identity: ["keyArn", "connectorId", "allKeys"],
    faults: (inputs) => [
        ...checkPresent(inputs, {
            keyArn: "give the ARN of the KMS key",
            connectorId: "give the OCID of the identity connector of the cluster",
            compartmentId: "give the OCID of the compartment",
            displayName: "give the discovery a name",
        }),
        ...checkKeyArn("keyArn", inputs.keyArn),
        ...checkOcid("connectorId", inputs.connectorId, "oracledbawsconnector"),
        ...checkOcid("compartmentId", inputs.compartmentId, "compartment"),
    ],
    async create(inputs) {
        const { id, keys } = await discover(inputs);
        return { id, state: { ...inputs, keys } };
    },
    // The result of a discovery never changes, and somebody may delete its record. So a refresh reads nothing.
    read: async (_id, state) => state,
    async update(id, state, inputs) {
        const place = placeOf(inputs);
        if (state.compartmentId !== inputs.compartmentId) {
            await ifThere(`the move of discovery ${id}`, id, () => moveDiscovery(id, inputs.compartmentId));
        }
        if (!same({ ...placeOf(state), compartmentId: "" }, { ...place, compartmentId: "" })) {
            await ifThere(`the change of discovery ${id}`, id, () => renameDiscovery(id, place));
        }
        return { ...inputs, keys: state.keys };
    },
    delete: (id) => ifThere(`the deletion of discovery ${id}`, id, () => deleteDiscovery(id)),
};

export const provider = hosted(operations);
