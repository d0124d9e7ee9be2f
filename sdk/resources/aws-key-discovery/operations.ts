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
import { checkPresent, hosted, type ResourceOperations } from "../../host/provider";
import { readOrGone } from "../../usage/read-or-gone";
import { checkKeyArn, checkOcid } from "../../validation";
import { same } from "../../validation/equality";

export interface KeyDiscoveryInputs {
    readonly keyArn: string;
    readonly connectorId: string;
    readonly compartmentId: string;
    readonly displayName: string;
    /** Whether every key is looked for, and not the one alone; the one must be among them. */
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

/** One run takes a minute at most; a quarter of an hour is for a service that is busy. */
const runTimeoutSeconds = 900;

/** A key policy that was just written takes some seconds until KMS goes by it everywhere. */
const searchSeconds = 30;

const underWay = new Set(["ACCEPTED", "IN_PROGRESS", "WAITING", "UPDATING", "CANCELING"]);

/**
 * Discovers until the key is found, or until it is plain that it will not be. A run tells what was there when it looked,
 * so each look is a run of its own; those that did not find the key are deleted again.
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

/** A connector that is being changed, for another key perhaps, takes discoveries again soon. */
function unlessBusy(error: unknown): string {
    if (isConflict(error)) return error.message;
    throw error;
}

/** That a record of a vain look stays behind matters less than why it was vain. */
async function tidy(id: string): Promise<void> {
    try {
        await deleteDiscovery(id);
    } catch (error) {
        if (!(error instanceof PlainError)) throw error;
    }
}

/**
 * Why a key cannot be registered after a discovery, or nothing. Where the ARN stands in a discovered resource is not
 * published, so it is looked for in each place.
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
        `${keyArn} was not discovered${said}: the role of the connector may not describe it, or it is not there; give the role ` +
        "kms:DescribeKey in the key's policy, check Region and account of the ARN, then run again"
    );
}

/** The keys of a discovery, by ARN wherever that stands. */
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

/** Nothing if the record of the discovery is gone: what it found stays found. */
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
    // What a run found does not change any more, and its record may be cleared away: nothing is read anew.
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
