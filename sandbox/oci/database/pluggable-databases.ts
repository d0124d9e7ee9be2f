import { type Cloud, change, inPath, requireMatch } from "../cloud";
import { gone, incorrectState } from "../wire/errors";
import { type Operation, operation } from "../wire/operation";
import { begin, fits, listed, requireState } from "./common";
import { requireOnAws, requirePrimary } from "./database-keys";
import { listPluggableDatabases } from "./schemas";

const service = "database";
const path = "/20160918/pluggableDatabases";

export function pluggableDatabaseOperations(cloud: Cloud): Operation[] {
    const { databases, pluggableDatabases } = cloud.world;
    return [
        operation({
            service,
            name: "ListPluggableDatabases",
            method: "GET",
            path,
            query: listPluggableDatabases,
            handle: ({ query }) =>
                listed(
                    cloud,
                    query,
                    [...pluggableDatabases.values()].map(({ value }) => value),
                    { sortBy: "PDBNAME", of: ({ pdbName }) => pdbName },
                    (value) => fits(query.databaseId, value.containerDatabaseId) && fits(query.pdbName, value.pdbName),
                ),
        }),
        operation({
            service,
            name: "GetPluggableDatabase",
            method: "GET",
            path: `${path}/{id}`,
            handle({ id }) {
                const { value, etag } = inPath(pluggableDatabases, id);
                return { status: 200, body: value, etag };
            },
        }),
        operation({
            service,
            name: "RotatePluggableDatabaseEncryptionKey",
            method: "POST",
            path: `${path}/{id}/actions/rotateKey`,
            handle(call) {
                const pluggable = inPath(pluggableDatabases, call.id);
                const { value } = pluggable;
                if (value.lifecycleState === "TERMINATED") throw gone();
                requireMatch(call, pluggable.etag);
                const database = inPath(databases, value.containerDatabaseId);
                requireOnAws(database);
                requirePrimary(database);
                requireState("The container database", database.oci.value, "AVAILABLE");
                requireState("The pluggable database", value, "AVAILABLE");
                if (value.openMode !== "READ_WRITE") {
                    throw incorrectState(`The pluggable database is open ${value.openMode}; this needs READ_WRITE.`);
                }
                change(pluggable, { lifecycleState: "UPDATING", lifecycleDetails: undefined });
                const workRequest = begin(cloud, call, value.compartmentId, {
                    operationType: "Rotate Pluggable Database Encryption Key",
                    takes: ["pluggableRotation"],
                    targets: [{ entityType: "pluggableDatabase", id: call.id, becomes: "UPDATED" }],
                    log: `Rotating the key of ${value.pdbName}`,
                    async perform() {
                        await cloud.exadata.rotatePluggable(database, call.id);
                        change(pluggable, { lifecycleState: "AVAILABLE" });
                    },
                    refused: (message) => change(pluggable, { lifecycleState: "AVAILABLE", lifecycleDetails: message }),
                });
                return { status: 202, workRequest };
            },
        }),
    ];
}
