import type * as dbmulticloud from "oci-dbmulticloud";
import { z } from "zod";
import type { Wire } from "../../core/wire";
import { listQuery } from "../wire/paging";
import { definedTags, freeformTags, long, ocidText, short, tags } from "../wire/schema";

/** Holds a schema against the SDK's model of the same body. */
type Body<T> = z.ZodType<Wire<T>>;

const serviceRoleDetail = z.strictObject({
    roleArn: long,
    servicePrivateEndpoint: long,
    serviceType: z.literal("KMS"),
});

export const createConnector = z.strictObject({
    displayName: short,
    compartmentId: ocidText,
    resourceId: ocidText,
    oidcScope: short,
    issuerUrl: long,
    serviceRoleDetails: z.array(serviceRoleDetail).min(1),
    awsLocation: long,
    awsStsPrivateEndpoint: long.optional(),
    awsAccountId: long.optional(),
    ...tags,
}) satisfies Body<dbmulticloud.models.CreateOracleDbAwsIdentityConnectorDetails>;

export const updateConnector = createConnector
    .omit({ compartmentId: true })
    .partial() satisfies Body<dbmulticloud.models.UpdateOracleDbAwsIdentityConnectorDetails>;

export const createKey = z.strictObject({
    compartmentId: ocidText,
    oracleDbConnectorId: ocidText,
    displayName: short,
    awsKeyArn: z.string().min(1).max(2048).optional(),
    awsAccountId: short.optional(),
    type: short.optional(),
    location: short.optional(),
    isAwsKeyEnabled: z.boolean().optional(),
    properties: z
        .record(z.string(), z.string())
        .refine((properties) => Object.keys(properties).length <= 20, "at most 20 properties are allowed")
        .optional(),
    ...tags,
}) satisfies Body<dbmulticloud.models.CreateOracleDbAwsKeyDetails>;

export const updateKey = z.strictObject({
    displayName: short.optional(),
    ...tags,
}) satisfies Body<dbmulticloud.models.UpdateOracleDbAwsKeyDetails>;

export const refreshKey = z.strictObject({
    oracleDbAwsConnectorId: ocidText.optional(),
}) satisfies Body<dbmulticloud.models.RefreshOracleDbAwsKeyDetails>;

export const replicateKey = z.strictObject({
    targetRegion: short,
    action: z.enum(["CREATE", "DELETE"]),
}) satisfies Body<dbmulticloud.models.ReplicateOracleDbAwsKeyDetails>;

export const changeCompartment = z.strictObject({ compartmentId: ocidText });

const resourceType = z.enum(["VAULTS", "STORAGE", "GCP_KEY_RINGS", "AWS_KEYS"]);

export const createDiscovery = z.strictObject({
    compartmentId: ocidText,
    displayName: short,
    oracleDbConnectorId: ocidText,
    resourceType,
    resourcesFilter: z.record(z.string(), z.string()).optional(),
    ...tags,
}) satisfies Body<dbmulticloud.models.CreateMultiCloudResourceDiscoveryDetails>;

export const updateDiscovery = createDiscovery
    .omit({ resourcesFilter: true })
    .partial() satisfies Body<dbmulticloud.models.UpdateMultiCloudResourceDiscoveryDetails>;

export const changeDiscoveryCompartment = z.strictObject({
    compartmentId: ocidText.optional(),
    freeformTags: freeformTags.optional(),
    definedTags: definedTags.optional(),
    systemTags: definedTags.optional(),
}) satisfies Body<dbmulticloud.models.ChangeMultiCloudResourceDiscoveryCompartmentDetails>;

const sortNames = ["timeCreated", "displayName"] as const;
const resourceState = z.enum(["CREATING", "ACTIVE", "UPDATING", "DELETING", "DELETED", "FAILED"]);

export const listConnectors = listQuery(sortNames, {
    compartmentId: ocidText,
    displayName: short.optional(),
    lifecycleState: resourceState.optional(),
    resourceId: ocidText.optional(),
});

export const listKeys = listQuery(sortNames, {
    compartmentId: ocidText,
    displayName: short.optional(),
    lifecycleState: resourceState.optional(),
    oracleDbAwsKeyId: ocidText.optional(),
    oracleDbAwsConnectorId: ocidText.optional(),
});

export const listDiscoveries = listQuery(sortNames, {
    compartmentId: ocidText,
    displayName: short.optional(),
    lifecycleState: z
        .enum([
            "ACCEPTED",
            "IN_PROGRESS",
            "WAITING",
            "SUCCEEDED",
            "UPDATING",
            "CANCELING",
            "CANCELED",
            "FAILED",
            "NEEDS_ATTENTION",
        ])
        .optional(),
    multiCloudResourceDiscoveryId: ocidText.optional(),
    /** The filter for the connector, whatever its cloud. */
    oracleDbAzureConnectorId: ocidText.optional(),
    resourceType: resourceType.optional(),
    resourcesFilter: z.string().optional(),
});
