import {
    findOdbNetwork,
    getOdbNetwork,
    type NetworkChange,
    type OdbNetwork,
    updateOdbNetwork,
} from "../../clouds/aws/odb-networks";
import { Backoff } from "../../clouds/core/backoff";
import { realClock } from "../../clouds/core/clock";
import { isConflict, PlainError } from "../../clouds/core/errors";
import { serialise } from "../../clouds/core/serialise";
import { isGone } from "../../clouds/core/states";
import { done, pending, waitFor } from "../../clouds/core/wait";
import { checkPresent } from "../../host/checks";
import { hosted, type ResourceOperations } from "../../host/provider";
import { checkDocument } from "../../validation";
import { sameDocument } from "../../validation/equality";

export interface NetworkAccessInputs {
    readonly odbNetworkId: string;
    /** Only check the network and never change it. */
    readonly checkOnly?: boolean;
    readonly stsPolicyDocument?: string;
    readonly kmsPolicyDocument?: string;
}

export interface NetworkAccessState extends NetworkAccessInputs {
    readonly odbNetworkArn: string;
    readonly status: string;
    readonly stsAccess: string;
    readonly kmsAccess: string;
}

/** Statuses in which a network works. */
const working: readonly string[] = ["AVAILABLE", "UPDATING", "MAINTENANCE_IN_PROGRESS"];

/** An hour. It takes some minutes to modify a network, and up to a quarter of an hour to create one. */
const timeoutSeconds = 3600;

/** AWS may show a requested change only a little later. */
const graceMilliseconds = 60_000;

/** Enables the missing access of a network (unless it is only checked) and waits until it reaches STS and KMS. Does nothing if it already does. */
export function enableNetworkAccess(inputs: NetworkAccessInputs): Promise<NetworkAccessState> {
    const { odbNetworkId } = inputs;
    return serialise(odbNetworkId, async () => {
        const askedAt = inputs.checkOnly ? undefined : await requestMissing(inputs);
        const network = await settled(odbNetworkId, askedAt);
        const off = unreached(network);
        if (off.length > 0) {
            const which = `ODB network ${odbNetworkId} does not reach ${off.join(" and ")}`;
            throw new PlainError(
                inputs.checkOnly
                    ? `${which}; enable the access, in the Oracle Database@AWS console or with \`enableAccess\` in this program, then run again`
                    : `${which} although this run asked for that${because(network)}; look at the network in the Oracle Database@AWS console`,
            );
        }
        return describe(inputs, network);
    });
}

/**
 * Asks for the missing access. A conflict means that somebody else is changing the network: the missing access is then looked
 * up again.
 * @returns when it asked; undefined if no access is missing or all of it is being enabled already
 */
async function requestMissing(inputs: NetworkAccessInputs): Promise<number | undefined> {
    const backoff = new Backoff(realClock, { first: 200, most: 10_000, factor: 2 });
    for (let triesLeft = 6; ; triesLeft--) {
        const isEnough = (network: OdbNetwork) => Object.keys(missingFrom(network, inputs)).length === 0;
        const before = "switch on its access to AWS STS and AWS KMS";
        const network = await available(inputs.odbNetworkId, { passing: ["DISABLING"], isEnough, before });
        const missing = missingFrom(network, inputs);
        if (Object.keys(missing).length === 0) return undefined;
        try {
            await updateOdbNetwork(inputs.odbNetworkId, missing);
            return realClock.now();
        } catch (error) {
            if (!isConflict(error) || triesLeft === 0) throw error;
            await realClock.sleep(backoff.next());
        }
    }
}

/** Waits until the network enables or disables nothing any more, and has had time to show what was asked for. */
function settled(odbNetworkId: string, askedAt: number | undefined): Promise<OdbNetwork> {
    const isRecent = () => askedAt !== undefined && realClock.now() - askedAt < graceMilliseconds;
    return available(odbNetworkId, {
        passing: ["ENABLING", "DISABLING"],
        isPending: (network) => isRecent() && unreached(network).length > 0,
        // What was asked for shows once the network is AVAILABLE again.
        isEnough: (network) => askedAt === undefined && unreached(network).length === 0,
    });
}

/** The AWS services that the network does not reach. */
function unreached({ sts, kms }: OdbNetwork): string[] {
    return [...(isOn(sts) ? [] : ["AWS STS"]), ...(isOn(kms) ? [] : ["AWS KMS"])];
}

function missingFrom(network: OdbNetwork, wanted: NetworkAccessInputs): NetworkChange {
    const { stsPolicyDocument, kmsPolicyDocument } = wanted;
    const isNew = (document: string | undefined, live: string | undefined) =>
        document !== undefined && !sameDocument(document, live);
    return {
        ...(isOnItsWay(network.sts) ? {} : { stsAccess: "ENABLED" }),
        ...(isOnItsWay(network.kms) ? {} : { kmsAccess: "ENABLED" }),
        ...(isNew(stsPolicyDocument, network.sts.policyDocument) ? { stsPolicyDocument } : {}),
        ...(isNew(kmsPolicyDocument, network.kms.policyDocument) ? { kmsPolicyDocument } : {}),
    };
}

interface Waiting {
    /** States of an access that end by themselves. */
    readonly passing: readonly string[];
    isPending?(network: OdbNetwork): boolean;
    /** Whether a network that AWS changes or maintains need not become AVAILABLE first. */
    isEnough(network: OdbNetwork): boolean;
    /** What cannot be done before. */
    readonly before?: string;
}

/** Waits until the network is AVAILABLE, or good enough, and neither access is in a passing state. AWS may say AVAILABLE before that. */
function available(odbNetworkId: string, waiting: Waiting): Promise<OdbNetwork> {
    const what = `ODB network ${odbNetworkId}`;
    const { passing, isPending, isEnough, before } = waiting;
    return waitFor({ what, timeoutSeconds, ...(before === undefined ? {} : { before }) }, async () => {
        const network = await getOdbNetwork(odbNetworkId);
        const { status, sts, kms } = network;
        if (status === "FAILED" || isGone(status)) {
            throw new PlainError(`${what} is ${status}${because(network)}; repair it, then run again`);
        }
        if (status !== "AVAILABLE" && !(working.includes(status) && isEnough(network))) return pending(status);
        const isPassing = passing.includes(sts.status) || passing.includes(kms.status) || isPending?.(network);
        return isPassing ? pending(`access to STS ${sts.status}, to KMS ${kms.status}`) : done(network);
    });
}

function isOn({ status }: { readonly status: string }): boolean {
    return status === "ENABLED";
}

/** Access that is being enabled is not asked for again. */
function isOnItsWay({ status }: { readonly status: string }): boolean {
    return status === "ENABLED" || status === "ENABLING";
}

function because({ statusReason }: OdbNetwork): string {
    return statusReason ? `: ${statusReason}` : "";
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

/** The document as given, if the network holds the same. Otherwise the document of the network, which shows as drift of the input. */
function live(given: string | undefined, { policyDocument = "" }: { readonly policyDocument?: string }) {
    if (given === undefined) return undefined;
    return sameDocument(given, policyDocument) ? given : policyDocument;
}

const operations: ResourceOperations<NetworkAccessInputs, NetworkAccessState> = {
    inputs: ["odbNetworkId", "checkOnly", "stsPolicyDocument", "kmsPolicyDocument"],
    identity: ["odbNetworkId"],
    faults: (inputs) => [
        ...checkPresent(inputs, { odbNetworkId: "give the id of the ODB network, as AWS lists it" }),
        ...checkDocument("stsPolicyDocument", inputs.stsPolicyDocument),
        ...checkDocument("kmsPolicyDocument", inputs.kmsPolicyDocument),
    ],
    foreseen: {
        names: ["odbNetworkArn", "status", "stsAccess", "kmsAccess"],
        // An update ends with these, or it fails.
        look: async () => ({ status: "AVAILABLE", stsAccess: "ENABLED", kmsAccess: "ENABLED" }),
    },
    drifted: ({ status, stsAccess, kmsAccess }) =>
        !working.includes(status) || stsAccess !== "ENABLED" || kmsAccess !== "ENABLED",
    async create(inputs) {
        return { id: inputs.odbNetworkId, state: await enableNetworkAccess(inputs) };
    },
    async read(id, { checkOnly, stsPolicyDocument, kmsPolicyDocument }) {
        const network = await findOdbNetwork(id);
        if (network === undefined || isGone(network.status)) return undefined;
        const sts = live(stsPolicyDocument, network.sts);
        const kms = live(kmsPolicyDocument, network.kms);
        const inputs = {
            odbNetworkId: id,
            ...(checkOnly === undefined ? {} : { checkOnly }),
            ...(sts === undefined ? {} : { stsPolicyDocument: sts }),
            ...(kms === undefined ? {} : { kmsPolicyDocument: kms }),
        };
        return describe(inputs, network);
    },
    update: (_id, _state, inputs) => enableNetworkAccess(inputs),
    // The network belongs to whoever created it, and databases may need its access. So it stays as it is.
    async delete() {},
};

export const provider = hosted(operations);
