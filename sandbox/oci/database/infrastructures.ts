import { createHash } from "node:crypto";
import type * as database from "oci-database";
import type { ExadataInfrastructure } from "../../core/records";
import { settingsOf } from "../../core/regions";
import type { Wire } from "../../core/wire";
import { type Cloud, inPath } from "../cloud";
import { type Operation, operation } from "../wire/operation";
import { fits, listed } from "./common";
import { listInfrastructures } from "./schemas";

type Body = Wire<database.models.CloudExadataInfrastructure>;

const path = "/20160918/cloudExadataInfrastructures";

/** Exadata infrastructure is made and changed from AWS: OCI only shows it. */
export function infrastructureOperations(cloud: Cloud): Operation[] {
    return [
        operation({
            service: "database",
            name: "ListCloudExadataInfrastructures",
            method: "GET",
            path,
            query: listInfrastructures,
            handle: ({ query }) =>
                listed(
                    cloud,
                    query,
                    bodies(cloud).values(),
                    { sortBy: "DISPLAYNAME", of: ({ displayName }) => displayName },
                    (value) => fits(query.displayName, value.displayName),
                ),
        }),
        operation({
            service: "database",
            name: "GetCloudExadataInfrastructure",
            method: "GET",
            path: `${path}/{id}`,
            handle({ id }) {
                const body = inPath(bodies(cloud), id);
                const etag = createHash("sha256").update(JSON.stringify(body)).digest("hex").slice(0, 16);
                return { status: 200, body, etag };
            },
        }),
    ];
}

function bodies(cloud: Cloud): Map<string, Body> {
    const found = new Map<string, Body>();
    for (const infrastructure of cloud.world.infrastructures.values()) {
        if (infrastructure.ocid) found.set(infrastructure.ocid, bodyOf(cloud, infrastructure, infrastructure.ocid));
    }
    return found;
}

function bodyOf({ world }: Cloud, infrastructure: ExadataInfrastructure, id: string): Body {
    const { inputs, displayName, status, createdAt } = infrastructure;
    const number = (name: string) => (typeof inputs[name] === "number" ? inputs[name] : undefined);
    return {
        id,
        compartmentId: world.settings.compartmentId,
        displayName,
        lifecycleState: status,
        shape: String(inputs.shape),
        availabilityDomain: `Uocm:${settingsOf(world.settings, infrastructure.cloudExadataInfrastructureArn).ociRegion.toUpperCase()}-AD-1`,
        computeCount: number("computeCount"),
        storageCount: number("storageCount"),
        timeCreated: createdAt,
        freeformTags: {},
        definedTags: {},
        systemTags: {},
    };
}
