import { Backoff } from "../clouds/backoff";
import { realClock } from "../clouds/clock";
import { isConflict, isNotFound, PlainError } from "../clouds/errors";
import { getOdbNetwork, type NetworkChange, type OdbNetwork, updateOdbNetwork } from "../clouds/odb-networks";
import { done, pending, waitFor } from "../clouds/wait";
import type { Fault } from "../validation";
import { canonical } from "./canonical";
import { checkPresent, hosted, type ResourceOperations } from "./provider";
import { serialise } from "./serialise";

export interface NetworkAccessInputs {
    readonly odbNetworkId: string;
    readonly stsPolicyDocument?: string;
    readonly kmsPolicyDocument?: string;
}

export interface NetworkAccessState extends NetworkAccessInputs {
    readonly odbNetworkArn: string;
    readonly status: string;
    readonly stsAccess: string;
    readonly kmsAccess: string;
}

/** An hour: modifying a network takes some minutes, creating one up to a quarter of an hour. */
const timeoutSeconds = 3600;

/** Switches on what a network lacks, and waits until it reaches STS and KMS. A network that does is left alone. */
export function enableNetworkAccess(inputs: NetworkAccessInputs): Promise<NetworkAccessState> {
    const { odbNetworkId } = inputs;
    return serialise(odbNetworkId, async () => {
        await requestMissing(inputs);
        const network = await available(odbNetworkId);
        const off = [...(isOn(network.sts) ? [] : ["AWS STS"]), ...(isOn(network.kms) ? [] : ["AWS KMS"])];
        if (off.length > 0) {
            throw new PlainError(
                `ODB network ${odbNetworkId} does not reach ${off.join(" and ")} although that was asked for` +
                    `${because(network)}; look at the network in the console of Oracle Database@AWS`,
            );
        }
        return describe(inputs, network);
    });
}

/** Asks for what is missing. A conflict is somebody else's change: what is missing after it is looked up anew. */
async function requestMissing(inputs: NetworkAccessInputs): Promise<void> {
    const backoff = new Backoff(realClock, { first: 200, most: 10_000, factor: 2 });
    for (let triesLeft = 6; ; triesLeft--) {
        const missing = missingFrom(await available(inputs.odbNetworkId), inputs);
        if (Object.keys(missing).length === 0) return;
        try {
            await updateOdbNetwork(inputs.odbNetworkId, missing);
            return;
        } catch (error) {
            if (!isConflict(error) || triesLeft === 0) throw error;
            await realClock.sleep(backoff.next());
        }
    }
}

function missingFrom(network: OdbNetwork, wanted: NetworkAccessInputs): NetworkChange {
    const { stsPolicyDocument, kmsPolicyDocument } = wanted;
    const isNew = (document: string | undefined, live: string | undefined) =>
        document !== undefined && !sameDocument(document, live);
    return {
        ...(isOn(network.sts) ? {} : { stsAccess: "ENABLED" }),
        ...(isOn(network.kms) ? {} : { kmsAccess: "ENABLED" }),
        ...(isNew(stsPolicyDocument, network.sts.policyDocument) ? { stsPolicyDocument } : {}),
        ...(isNew(kmsPolicyDocument, network.kms.policyDocument) ? { kmsPolicyDocument } : {}),
    };
}

function available(odbNetworkId: string): Promise<OdbNetwork> {
    const what = `ODB network ${odbNetworkId}`;
    return waitFor({ what, timeoutSeconds }, async () => {
        const network = await getOdbNetwork(odbNetworkId);
        if (network.status === "AVAILABLE") return done(network);
        if (["FAILED", "TERMINATING", "TERMINATED"].includes(network.status)) {
            throw new PlainError(`${what} is ${network.status}${because(network)}; repair it, then run again`);
        }
        return pending(network.status);
    });
}

function isOn({ status }: { readonly status: string }): boolean {
    return status === "ENABLED";
}

function because({ statusReason }: OdbNetwork): string {
    return statusReason ? `: ${statusReason}` : "";
}

/** Documents are compared by what they say: the service may write them differently. */
function sameDocument(wanted: string, live: string | undefined): boolean {
    if (live === undefined || wanted === live) return wanted === live;
    try {
        return canonical(JSON.parse(wanted)) === canonical(JSON.parse(live));
    } catch {
        return false;
    }
}

function describe(inputs: NetworkAccessInputs, network: OdbNetwork): NetworkAccessState {
    return {
        ...inputs,
        odbNetworkArn: network.arn,
        status: network.status,
        stsAccess: network.sts.status,
        kmsAccess: network.kms.status,
    };
}

/** The document as given while the network holds the same, and otherwise what it holds: drift of the input. */
function live(given: string | undefined, { policyDocument = "" }: { readonly policyDocument?: string }) {
    if (given === undefined) return undefined;
    return sameDocument(given, policyDocument) ? given : policyDocument;
}

function checkDocument(path: string, value: unknown): Fault[] {
    if (typeof value !== "string") return [];
    try {
        JSON.parse(value);
        return [];
    } catch {
        return [{ path, reason: "is not JSON", remedy: "give a policy document, e.g. by JSON.stringify" }];
    }
}

const operations: ResourceOperations<NetworkAccessInputs, NetworkAccessState> = {
    inputs: ["odbNetworkId", "stsPolicyDocument", "kmsPolicyDocument"],
    identity: ["odbNetworkId"],
    faults: (inputs) => [
        ...checkPresent(inputs, { odbNetworkId: "give the id of the ODB network, as AWS lists it" }),
        ...checkDocument("stsPolicyDocument", inputs.stsPolicyDocument),
        ...checkDocument("kmsPolicyDocument", inputs.kmsPolicyDocument),
    ],
    drifted: ({ status, stsAccess, kmsAccess }) =>
        status !== "AVAILABLE" || stsAccess !== "ENABLED" || kmsAccess !== "ENABLED",
    async create(inputs) {
        return { id: inputs.odbNetworkId, state: await enableNetworkAccess(inputs) };
    },
    async read(id, { stsPolicyDocument, kmsPolicyDocument }) {
        try {
            const network = await getOdbNetwork(id);
            if (["TERMINATING", "TERMINATED"].includes(network.status)) return undefined;
            const sts = live(stsPolicyDocument, network.sts);
            const kms = live(kmsPolicyDocument, network.kms);
            const inputs = {
                odbNetworkId: id,
                ...(sts === undefined ? {} : { stsPolicyDocument: sts }),
                ...(kms === undefined ? {} : { kmsPolicyDocument: kms }),
            };
            return describe(inputs, network);
        } catch (error) {
            if (isNotFound(error)) return undefined;
            throw error;
        }
    },
    update: (_id, _state, inputs) => enableNetworkAccess(inputs),
    // The network belongs to whoever made it, and databases may need its access: it stays as it is.
    async delete() {},
};

export const provider = hosted(operations);
