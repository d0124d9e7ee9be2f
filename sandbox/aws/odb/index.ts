import type { Answer, Call } from "../call";
import { AwsError } from "../errors";
import { checkAnswer, checkError, checkRequest, operationNames, type Violation } from "../model/validator";
import { errorAnswer, jsonAnswer } from "../render";
import type { Credential } from "../signature";
import { listDbSystemShapes, listGiVersions } from "./catalog";
import * as clusters from "./clusters/clusters";
import { getDbNode, listDbNodes } from "./clusters/nodes";
import { associateIamRoleToResource, disassociateIamRoleFromResource } from "./clusters/roles";
import * as infrastructures from "./infrastructures";
import * as networks from "./networks";
import * as onboarding from "./onboarding";
import { getDbServer, listDbServers } from "./servers";
import type { Members, OdbService, Operation } from "./service";
import * as tags from "./tags";

const operations: Readonly<Record<string, Operation>> = {
    AcceptMarketplaceRegistration: onboarding.acceptMarketplaceRegistration,
    GetOciOnboardingStatus: onboarding.getOciOnboardingStatus,
    InitializeService: onboarding.initializeService,
    CreateOdbNetwork: networks.createOdbNetwork,
    GetOdbNetwork: networks.getOdbNetwork,
    ListOdbNetworks: networks.listOdbNetworks,
    UpdateOdbNetwork: networks.updateOdbNetwork,
    DeleteOdbNetwork: networks.deleteOdbNetwork,
    CreateCloudExadataInfrastructure: infrastructures.createCloudExadataInfrastructure,
    GetCloudExadataInfrastructure: infrastructures.getCloudExadataInfrastructure,
    ListCloudExadataInfrastructures: infrastructures.listCloudExadataInfrastructures,
    UpdateCloudExadataInfrastructure: infrastructures.updateCloudExadataInfrastructure,
    DeleteCloudExadataInfrastructure: infrastructures.deleteCloudExadataInfrastructure,
    CreateCloudVmCluster: clusters.createCloudVmCluster,
    GetCloudVmCluster: clusters.getCloudVmCluster,
    ListCloudVmClusters: clusters.listCloudVmClusters,
    UpdateCloudVmCluster: clusters.updateCloudVmCluster,
    DeleteCloudVmCluster: clusters.deleteCloudVmCluster,
    ListDbServers: listDbServers,
    GetDbServer: getDbServer,
    ListDbNodes: listDbNodes,
    GetDbNode: getDbNode,
    ListDbSystemShapes: listDbSystemShapes,
    ListGiVersions: listGiVersions,
    AssociateIamRoleToResource: associateIamRoleToResource,
    DisassociateIamRoleFromResource: disassociateIamRoleFromResource,
    TagResource: tags.tagResource,
    UntagResource: tags.untagResource,
    ListTagsForResource: tags.listTagsForResource,
};

/** Answers one ODB call. `failure` lets what the call starts end FAILED with this reason. */
export async function answerOdb(
    service: OdbService,
    call: Call,
    credential: Credential,
    failure?: string,
): Promise<Answer> {
    try {
        const members = await perform(service, call, credential, failure);
        const faults = checkAnswer(call.operation, members);
        if (faults.length > 0) throw internal(`The answer does not fit the model: ${describe(faults)}`);
        return jsonAnswer(call.protocol, members);
    } catch (error) {
        return errorAnswer(call, fitting(call.operation, error));
    }
}

async function perform(
    service: OdbService,
    call: Call,
    credential: Credential,
    failure: string | undefined,
): Promise<Members> {
    checkScope(credential);
    const operation = operations[call.operation];
    if (!operation) {
        throw new AwsError("ValidationException", `Unknown operation ${call.operation}.`, 400, {
            reason: "unknownOperation",
        });
    }
    const input = parse(call.body);
    const faults = checkRequest(call.operation, input);
    if (faults.length > 0) {
        const message = `${faults.length} validation error${faults.length > 1 ? "s" : ""} detected: ${describe(faults)}`;
        throw new AwsError("ValidationException", message, 400, {
            reason: "fieldValidationFailed",
            fieldList: faults.map(({ name, message }) => ({ name, message })),
        });
    }
    return operation(service, input as never, failure);
}

function checkScope({ signingName }: Credential): void {
    if (signingName === "odb") return;
    throw new AwsError("InvalidSignatureException", "Credential should be scoped to correct service: 'odb'.");
}

/** The members of the body; a member that is null counts as absent, as in all AWS JSON protocols. */
function parse(body: Buffer): unknown {
    try {
        const text = body.toString("utf8");
        return JSON.parse(text === "" ? "{}" : text, (_, value: unknown) => value ?? undefined);
    } catch {
        throw new AwsError("ValidationException", "The request is not valid JSON.", 400, { reason: "cannotParse" });
    }
}

/** The error as the model knows it; anything else is a fault of the sandbox and says so. */
function fitting(operation: string, error: unknown): AwsError {
    if (!(error instanceof AwsError)) {
        return internal(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    if (error.code === "InvalidSignatureException" || !operationNames().includes(operation)) return error;
    const faults = checkError(operation, error.code, { message: error.message, ...error.members });
    return faults.length > 0 ? internal(`The error does not fit the model: ${describe(faults)}`) : error;
}

function internal(message: string): AwsError {
    return new AwsError("InternalServerException", message, 500);
}

function describe(faults: readonly Violation[]): string {
    return faults.map(({ name, message }) => `Value at '${name}' failed to satisfy constraint: ${message}`).join("; ");
}
