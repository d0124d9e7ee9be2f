import { type Cloud, change, inBody, inPath, requireMatch, requireRelatedCompartment } from "../cloud";
import { retagged } from "../tagging";
import { conflict } from "../wire/errors";
import { type Operation, operation } from "../wire/operation";
import { begin, created, listed, requireState, settle } from "./common";
import { applyFacts, connectorOf, keyFamily, livingKey, newKey, requireUnregistered } from "./key-rules";
import * as schemas from "./schemas";

const service = "dbmulticloud";
const path = `/20240501/${keyFamily.collection}`;

export function keyOperations(cloud: Cloud): Operation[] {
    const { awsKeys, connectors } = cloud.world;
    return [
        operation({
            service,
            name: "ListOracleDbAwsKeys",
            method: "GET",
            path,
            query: schemas.listKeys,
            handle: ({ query }) =>
                listed(
                    cloud,
                    query,
                    awsKeys.values(),
                    (value) =>
                        (query.oracleDbAwsKeyId === undefined || value.id === query.oracleDbAwsKeyId) &&
                        (query.oracleDbAwsConnectorId === undefined ||
                            value.oracleDbConnectorId === query.oracleDbAwsConnectorId),
                ),
        }),
        operation({
            service,
            name: "GetOracleDbAwsKey",
            method: "GET",
            path: `${path}/{id}`,
            handle({ id }) {
                const { value, etag } = inPath(awsKeys, id);
                return { status: 200, body: value, etag };
            },
        }),
        operation({
            service,
            name: "CreateOracleDbAwsKey",
            method: "POST",
            path,
            body: schemas.createKey,
            handle(call) {
                const { body } = call;
                requireRelatedCompartment(cloud, body.compartmentId);
                const connector = inBody(connectors, "oracleDbConnectorId", body.oracleDbConnectorId);
                requireState(connector.value, "ACTIVE");
                const arn = requireUnregistered(cloud, connector.value.id, body.awsKeyArn);
                const key = newKey(cloud, body, arn);
                awsKeys.set(key.value.id, key);
                const workRequest = begin(cloud, keyFamily, call, key.value, {
                    operationType: "CREATE_AWS_KEY",
                    takes: ["awsKey"],
                    becomes: "CREATED",
                    log: "Registering the key",
                    async perform() {
                        applyFacts(key, await cloud.exadata.describeKey(connector, arn));
                        settle(key, "ACTIVE");
                    },
                    refused: (message) => settle(key, "FAILED", message),
                });
                return created(keyFamily, call, key, workRequest);
            },
        }),
        operation({
            service,
            name: "UpdateOracleDbAwsKey",
            method: "PUT",
            path: `${path}/{id}`,
            body: schemas.updateKey,
            handle(call) {
                const key = livingKey(cloud, call.id);
                requireMatch(call, key.etag);
                requireState(key.value, "ACTIVE");
                const { lifecycleStateDetails } = key.value;
                const members = retagged(cloud, key.value, call.body);
                settle(key, "UPDATING", lifecycleStateDetails);
                const workRequest = begin(cloud, keyFamily, call, key.value, {
                    operationType: "UPDATE_AWS_KEY",
                    takes: ["resourceUpdate"],
                    becomes: "UPDATED",
                    log: "Updating the registered key",
                    perform: () => change(key, { ...members, lifecycleState: "ACTIVE" }),
                    refused: (message) => settle(key, "ACTIVE", message),
                });
                return { status: 202, workRequest };
            },
        }),
        operation({
            service,
            name: "DeleteOracleDbAwsKey",
            method: "DELETE",
            path: `${path}/{id}`,
            handle(call) {
                const key = livingKey(cloud, call.id);
                requireMatch(call, key.etag);
                requireState(key.value, "ACTIVE", "FAILED");
                const databases = cloud.exadata.databasesUsing(key);
                if (databases.length > 0) throw conflict(`Databases use this key: ${databases.join(", ")}.`);
                const before = key.value.lifecycleState;
                settle(key, "DELETING");
                const workRequest = begin(cloud, keyFamily, call, key.value, {
                    operationType: "DELETE_AWS_KEY",
                    takes: ["awsKey"],
                    becomes: "DELETED",
                    log: "Deregistering the key",
                    perform() {
                        settle(key, "DELETED");
                        cloud.tokens.forget(key.value.id);
                    },
                    refused: (message) => settle(key, before, message),
                });
                return { status: 202, workRequest };
            },
        }),
        operation({
            service,
            name: "ChangeOracleDbAwsKeyCompartment",
            method: "POST",
            path: `${path}/{id}/actions/changeCompartment`,
            body: schemas.changeCompartment,
            handle(call) {
                const { compartmentId } = call.body;
                const key = livingKey(cloud, call.id);
                requireMatch(call, key.etag);
                requireState(key.value, "ACTIVE");
                requireRelatedCompartment(cloud, compartmentId);
                settle(key, "UPDATING", key.value.lifecycleStateDetails);
                const workRequest = begin(cloud, keyFamily, call, key.value, {
                    operationType: "MOVE_AWS_KEY",
                    takes: ["resourceUpdate"],
                    becomes: "UPDATED",
                    log: "Moving the registered key",
                    perform: () => change(key, { compartmentId, lifecycleState: "ACTIVE" }),
                    refused: (message) => settle(key, "ACTIVE", message),
                });
                return { status: 202, workRequest };
            },
        }),
        operation({
            service,
            name: "RefreshOracleDbAwsKey",
            method: "POST",
            path: `${path}/{id}/actions/refresh`,
            body: schemas.refreshKey,
            handle(call) {
                const key = livingKey(cloud, call.id);
                requireMatch(call, key.etag);
                requireState(key.value, "ACTIVE");
                const connector = connectorOf(cloud, key, call.body.oracleDbAwsConnectorId);
                settle(key, "UPDATING");
                const workRequest = begin(cloud, keyFamily, call, key.value, {
                    operationType: "REFRESH_AWS_KEY",
                    takes: ["awsKey"],
                    becomes: "UPDATED",
                    log: "Reading the key anew",
                    async perform() {
                        applyFacts(key, await cloud.exadata.describeKey(connector, key.value.awsKeyArn!));
                        settle(key, "ACTIVE");
                    },
                    refused: (message) => settle(key, "ACTIVE", message),
                });
                return { status: 202, workRequest };
            },
        }),
    ];
}
