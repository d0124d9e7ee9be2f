import type { models } from "oci-dbmulticloud";
import { list, type ResourceSpec, text } from "../../host/spec";
import type { Plain, Properties } from "../../host/values";
import { freeTags, nestedTags } from "../models";
import type { OciSession } from "../session";
import { tagInputs } from "../tags";
import { type Kind, Multicloud, propertiesOf, retryToken } from "./common";

type Connector = models.OracleDbAwsIdentityConnector;

const kind: Kind<Connector> = {
    service: "Dbmulticloud Oracle Db Aws Identity Connector",
    entity: "oracledbawsconnector",
    async get(session, oracleDbAwsIdentityConnectorId) {
        const client = await session.aws();
        const answer = await client.getOracleDbAwsIdentityConnector({ oracleDbAwsIdentityConnectorId });
        return answer.oracleDbAwsIdentityConnector;
    },
    stateOf: ({ lifecycleState }) => lifecycleState,
    created: { pending: ["CREATING"], target: ["ACTIVE"] },
    deleted: { pending: ["DELETING"], target: ["DELETED"] },
    properties: propertiesOf,
};

function roleDetails(value: Plain | undefined): models.ServiceRoleDetail[] {
    const details = Array.isArray(value) ? (value as Properties[]) : [];
    return details.map(({ roleArn, servicePrivateEndpoint, serviceType }) => ({
        roleArn: String(roleArn),
        servicePrivateEndpoint: String(servicePrivateEndpoint),
        serviceType: serviceType as models.ServiceRoleDetail["serviceType"],
    }));
}

function detailsOf(inputs: Properties) {
    return {
        displayName: String(inputs.displayName),
        resourceId: String(inputs.resourceId),
        oidcScope: String(inputs.oidcScope),
        issuerUrl: String(inputs.issuerUrl),
        awsLocation: String(inputs.awsLocation),
        serviceRoleDetails: roleDetails(inputs.serviceRoleDetails),
        ...(inputs.awsStsPrivateEndpoint && { awsStsPrivateEndpoint: String(inputs.awsStsPrivateEndpoint) }),
        ...(inputs.awsAccountId && { awsAccountId: String(inputs.awsAccountId) }),
        ...(inputs.freeformTags && { freeformTags: freeTags(inputs.freeformTags) }),
        ...(inputs.definedTags && { definedTags: nestedTags(inputs.definedTags) }),
    };
}

export const identityConnector: ResourceSpec<OciSession> = {
    inputs: {
        awsAccountId: text({ computed: true }),
        awsLocation: text({ required: true }),
        awsStsPrivateEndpoint: text({ computed: true }),
        compartmentId: text({ required: true }),
        ...tagInputs,
        displayName: text({ required: true }),
        issuerUrl: text({ required: true }),
        oidcScope: text({ required: true }),
        resourceId: text({ required: true }),
        serviceRoleDetails: list({
            required: true,
            element: {
                roleArn: text({ required: true }),
                servicePrivateEndpoint: text({ required: true }),
                serviceType: text({ required: true }),
                assumeRoleStatus: text({ computed: true }),
                awsNodes: list({ computed: true }),
            },
        }),
    },
    outputs: ["lifecycleStateDetails", "state", "systemTags", "timeCreated", "timeUpdated"],
    async create(inputs, context) {
        const client = await context.session.aws();
        const opcRetryToken = retryToken();
        return new Multicloud(kind, context).create(async () => {
            const answer = await client.createOracleDbAwsIdentityConnector({
                createOracleDbAwsIdentityConnectorDetails: {
                    ...detailsOf(inputs),
                    compartmentId: String(inputs.compartmentId),
                },
                opcRetryToken,
            });
            return { id: answer.oracleDbAwsIdentityConnector.id, workRequestId: answer.opcWorkRequestId };
        });
    },
    read: (id, _known, context) => new Multicloud(kind, context).read(id),
    async update(id, { wanted, has }, context) {
        const client = await context.session.aws();
        const multicloud = new Multicloud(kind, context);
        const connector = { oracleDbAwsIdentityConnectorId: id };
        if (has("compartmentId")) {
            await multicloud.change(async () => {
                const answer = await client.changeOracleDbAwsIdentityConnectorCompartment({
                    ...connector,
                    changeOracleDbAwsIdentityConnectorCompartmentDetails: {
                        compartmentId: String(wanted.compartmentId),
                    },
                });
                return { workRequestId: answer.opcWorkRequestId };
            });
        }
        await multicloud.change(async () => {
            const answer = await client.updateOracleDbAwsIdentityConnector({
                ...connector,
                updateOracleDbAwsIdentityConnectorDetails: detailsOf(wanted),
            });
            return { workRequestId: answer.opcWorkRequestId };
        });
        return (await multicloud.read(id)) ?? {};
    },
    async delete(id, _state, context) {
        const client = await context.session.aws();
        await new Multicloud(kind, context).delete(id, async () => {
            const answer = await client.deleteOracleDbAwsIdentityConnector({ oracleDbAwsIdentityConnectorId: id });
            return { workRequestId: answer.opcWorkRequestId };
        });
    },
};
