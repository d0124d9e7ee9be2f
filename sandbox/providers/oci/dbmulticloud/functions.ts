import type { requests } from "oci-dbmulticloud";
import type { FunctionSpec } from "../../host/spec";
import { isObject, type Properties } from "../../host/values";
import { filtered, lookUpId, pages, query } from "../look-up";
import { type Shape, shaped } from "../models";
import type { OciSession } from "../session";
import { discoveryResources } from "./resource-discovery";

type LookUp = FunctionSpec<OciSession>;

const maps = ["definedTags", "freeformTags", "systemTags"];
const common = ["compartmentId", "displayName", "id", "lifecycleStateDetails", "state", "timeCreated", "timeUpdated"];

const connectorShape: Shape = {
    strings: [
        ...common,
        "awsAccountId",
        "awsLocation",
        "awsStsPrivateEndpoint",
        "issuerUrl",
        "oidcScope",
        "resourceId",
    ],
    lists: ["serviceRoleDetails"],
    maps,
};

const keyShape: Shape = {
    strings: [...common, "awsAccountId", "awsKeyArn", "location", "oracleDbConnectorId", "type"],
    booleans: ["isAwsKeyEnabled"],
    maps: [...maps, "properties"],
};

const discoveryShape: Shape = {
    strings: [...common, "lastModification", "oracleDbConnectorId", "resourceType"],
    maps: [...maps, "resourcesFilter"],
};

function connectorOf(model: object): Properties {
    const shape = shaped(model, connectorShape);
    const details = Array.isArray(shape.serviceRoleDetails) ? shape.serviceRoleDetails.filter(isObject) : [];
    return {
        ...shape,
        serviceRoleDetails: details.map((detail) => ({ assumeRoleStatus: "", awsNodes: [], ...detail })),
    };
}

function keyOf(model: { replicationMetadata?: object }): Properties {
    const metadata = model.replicationMetadata;
    return {
        ...shaped(model, keyShape),
        action: "",
        targetRegion: "",
        replicationMetadatas: metadata ? [shaped(metadata, { lists: ["replicationDetails"] })] : [],
    };
}

function discoveryOf(model: Parameters<typeof discoveryResources>[0] extends infer R ? { resources?: R } : never) {
    return { ...shaped(model, discoveryShape), resources: discoveryResources(model.resources) };
}

const listed = { compartmentId: "compartmentId", displayName: "displayName", state: "lifecycleState" };

export const getConnectors: LookUp = async (args, { session }) => {
    const client = await session.aws();
    const parameters = query(args, { ...listed, resourceId: "resourceId" });
    const found = await pages(async (page) => {
        const answer = await client.listOracleDbAwsIdentityConnectors({
            ...(parameters as unknown as requests.ListOracleDbAwsIdentityConnectorsRequest),
            ...(page && { page }),
        });
        return { items: answer.oracleDbAwsIdentityConnectorSummaryCollection.items, opcNextPage: answer.opcNextPage };
    });
    return {
        ...args,
        id: lookUpId("DbmulticloudOracleDbAwsIdentityConnectorsDataSource", args),
        oracleDbAwsIdentityConnectorSummaryCollections: [{ items: filtered(found.map(connectorOf), args.filters) }],
    };
};

export const getConnector: LookUp = async (args, { session }) => {
    const oracleDbAwsIdentityConnectorId = String(args.oracleDbAwsIdentityConnectorId);
    const answer = await (await session.aws()).getOracleDbAwsIdentityConnector({ oracleDbAwsIdentityConnectorId });
    return { ...connectorOf(answer.oracleDbAwsIdentityConnector), oracleDbAwsIdentityConnectorId };
};

export const getAwsKeys: LookUp = async (args, { session }) => {
    const client = await session.aws();
    const parameters = query(args, {
        ...listed,
        oracleDbAwsConnectorId: "oracleDbAwsConnectorId",
        oracleDbAwsKeyId: "oracleDbAwsKeyId",
    });
    const found = await pages(async (page) => {
        const answer = await client.listOracleDbAwsKeys({
            ...(parameters as unknown as requests.ListOracleDbAwsKeysRequest),
            ...(page && { page }),
        });
        return { items: answer.oracleDbAwsKeySummaryCollection.items, opcNextPage: answer.opcNextPage };
    });
    return {
        ...args,
        id: lookUpId("DbmulticloudOracleDbAwsKeysDataSource", args),
        oracleDbAwsKeySummaryCollections: [{ items: filtered(found.map(keyOf), args.filters) }],
    };
};

export const getAwsKey: LookUp = async (args, { session }) => {
    const oracleDbAwsKeyId = String(args.oracleDbAwsKeyId);
    const answer = await (await session.aws()).getOracleDbAwsKey({ oracleDbAwsKeyId });
    return { ...keyOf(answer.oracleDbAwsKey), oracleDbAwsKeyId };
};

export const getDiscoveries: LookUp = async (args, { session }) => {
    const client = await session.discoveries();
    const parameters = query(args, {
        ...listed,
        multiCloudResourceDiscoveryId: "multiCloudResourceDiscoveryId",
        oracleDbAzureConnectorId: "oracleDbAzureConnectorId",
        resourceType: "resourceType",
    });
    const found = await pages(async (page) => {
        const answer = await client.listMultiCloudResourceDiscoveries({
            ...(parameters as unknown as requests.ListMultiCloudResourceDiscoveriesRequest),
            ...(page && { page }),
        });
        return { items: answer.multiCloudResourceDiscoverySummaryCollection.items, opcNextPage: answer.opcNextPage };
    });
    return {
        ...args,
        id: lookUpId("DbmulticloudMultiCloudResourceDiscoveriesDataSource", args),
        multiCloudResourceDiscoverySummaryCollections: [{ items: filtered(found.map(discoveryOf), args.filters) }],
    };
};

export const getDiscovery: LookUp = async (args, { session }) => {
    const multiCloudResourceDiscoveryId = String(args.multiCloudResourceDiscoveryId);
    const answer = await (await session.discoveries()).getMultiCloudResourceDiscovery({
        multiCloudResourceDiscoveryId,
    });
    return { ...discoveryOf(answer.multiCloudResourceDiscovery), multiCloudResourceDiscoveryId };
};
