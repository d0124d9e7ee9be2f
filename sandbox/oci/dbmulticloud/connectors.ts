import { type Cloud, change, inPath, requireMatch, requireRelatedCompartment } from "../cloud";
import { retagged } from "../tagging";
import { type Operation, operation } from "../wire/operation";
import { begin, created, type Family, listed, requireState, settle } from "./common";
import {
    link,
    living,
    newConnector,
    requireFreeCluster,
    requireUnused,
    unknownStatus,
    unlink,
} from "./connector-rules";
import * as schemas from "./schemas";

const service = "dbmulticloud";
const path = "/20240501/oracleDbAwsIdentityConnector";
const family: Family = { collection: "oracleDbAwsIdentityConnector", entityType: "oracleDbAwsConnector" };

export function connectorOperations(cloud: Cloud): Operation[] {
    const { connectors } = cloud.world;
    return [
        operation({
            service,
            name: "ListOracleDbAwsIdentityConnectors",
            method: "GET",
            path,
            query: schemas.listConnectors,
            handle: ({ query }) =>
                listed(
                    cloud,
                    query,
                    connectors.values(),
                    (value) => query.resourceId === undefined || value.resourceId === query.resourceId,
                ),
        }),
        operation({
            service,
            name: "GetOracleDbAwsIdentityConnector",
            method: "GET",
            path: `${path}/{id}`,
            handle({ id }) {
                const { value, etag } = inPath(connectors, id);
                return { status: 200, body: value, etag };
            },
        }),
        operation({
            service,
            name: "CreateOracleDbAwsIdentityConnector",
            method: "POST",
            path,
            body: schemas.createConnector,
            handle(call) {
                const { body } = call;
                requireRelatedCompartment(cloud, body.compartmentId);
                requireFreeCluster(cloud, body.resourceId);
                const connector = newConnector(cloud, body);
                connectors.set(connector.value.id, connector);
                const workRequest = begin(cloud, family, call, connector.value, {
                    operationType: "CREATE_AWS_CONNECTOR",
                    takes: ["connector"],
                    becomes: "CREATED",
                    log: "Installing the identity connector on the nodes of the VM cluster",
                    async perform() {
                        await cloud.exadata.connect(connector);
                        link(cloud, connector);
                        settle(connector, "ACTIVE", connector.value.lifecycleStateDetails);
                    },
                    refused: (message) => settle(connector, "FAILED", message),
                });
                return created(family, call, connector, workRequest);
            },
        }),
        operation({
            service,
            name: "UpdateOracleDbAwsIdentityConnector",
            method: "PUT",
            path: `${path}/{id}`,
            body: schemas.updateConnector,
            handle(call) {
                const connector = living(cloud, call.id);
                requireMatch(call, connector.etag);
                requireState(connector.value, "ACTIVE");
                const { serviceRoleDetails, ...plain } = retagged(cloud, connector.value, call.body);
                const { resourceId } = plain;
                const moves = resourceId !== undefined && resourceId !== connector.value.resourceId;
                if (moves) {
                    requireUnused(cloud, connector);
                    requireFreeCluster(cloud, resourceId);
                }
                settle(connector, "UPDATING");
                const workRequest = begin(cloud, family, call, connector.value, {
                    operationType: "UPDATE_AWS_CONNECTOR",
                    takes: ["connectorRefresh"],
                    becomes: "UPDATED",
                    log: "Updating the identity connector",
                    async perform() {
                        if (moves) unlink(cloud, connector);
                        change(connector, plain);
                        if (serviceRoleDetails) {
                            const roles = serviceRoleDetails.map((role) => ({ ...role, ...unknownStatus }));
                            change(connector, { serviceRoleDetails: roles });
                        }
                        if (moves) link(cloud, connector);
                        await cloud.exadata.connect(connector);
                        settle(connector, "ACTIVE", connector.value.lifecycleStateDetails);
                    },
                    refused: (message) => settle(connector, "ACTIVE", message),
                });
                return { status: 202, workRequest };
            },
        }),
        operation({
            service,
            name: "DeleteOracleDbAwsIdentityConnector",
            method: "DELETE",
            path: `${path}/{id}`,
            handle(call) {
                const connector = living(cloud, call.id);
                requireMatch(call, connector.etag);
                requireState(connector.value, "ACTIVE", "FAILED");
                requireUnused(cloud, connector);
                const before = connector.value.lifecycleState;
                settle(connector, "DELETING");
                const workRequest = begin(cloud, family, call, connector.value, {
                    operationType: "DELETE_AWS_CONNECTOR",
                    takes: ["connector"],
                    becomes: "DELETED",
                    log: "Removing the identity connector from the nodes of the VM cluster",
                    perform() {
                        unlink(cloud, connector);
                        settle(connector, "DELETED");
                        cloud.tokens.forget(connector.value.id);
                    },
                    refused: (message) => settle(connector, before, message),
                });
                return { status: 202, workRequest };
            },
        }),
        operation({
            service,
            name: "ChangeOracleDbAwsIdentityConnectorCompartment",
            method: "POST",
            path: `${path}/{id}/actions/changeCompartment`,
            body: schemas.changeCompartment,
            handle(call) {
                const { compartmentId } = call.body;
                const connector = living(cloud, call.id);
                requireMatch(call, connector.etag);
                requireState(connector.value, "ACTIVE");
                requireRelatedCompartment(cloud, compartmentId);
                settle(connector, "UPDATING", connector.value.lifecycleStateDetails);
                const workRequest = begin(cloud, family, call, connector.value, {
                    operationType: "MOVE_AWS_CONNECTOR",
                    takes: ["resourceUpdate"],
                    becomes: "UPDATED",
                    log: "Moving the identity connector",
                    perform: () => change(connector, { compartmentId, lifecycleState: "ACTIVE" }),
                    refused: (message) => settle(connector, "ACTIVE", message),
                });
                return { status: 202, workRequest };
            },
        }),
        operation({
            service,
            name: "RefreshOracleDbAwsIdentityConnector",
            method: "POST",
            path: `${path}/{id}/actions/refresh`,
            handle(call) {
                const connector = living(cloud, call.id);
                requireMatch(call, connector.etag);
                requireState(connector.value, "ACTIVE");
                settle(connector, "UPDATING");
                const workRequest = begin(cloud, family, call, connector.value, {
                    operationType: "REFRESH_AWS_CONNECTOR",
                    takes: ["connectorRefresh"],
                    becomes: "UPDATED",
                    log: "Checking every node of the VM cluster",
                    async perform() {
                        await cloud.exadata.connect(connector);
                        settle(connector, "ACTIVE", connector.value.lifecycleStateDetails);
                    },
                    refused: (message) => settle(connector, "ACTIVE", message),
                });
                return { status: 202, workRequest };
            },
        }),
    ];
}
