import type { requests } from "oci-identity";
import type { FunctionSpec } from "../../host/spec";
import { filtered, lookUpId, pages, query } from "../look-up";
import { type Shape, shaped } from "../models";
import type { OciSession } from "../session";

const shape: Shape = {
    strings: [
        "adminEmail",
        "adminFirstName",
        "adminLastName",
        "adminUserName",
        "compartmentId",
        "description",
        "displayName",
        "homeRegion",
        "homeRegionUrl",
        "id",
        "licenseType",
        "lifecycleDetails",
        "state",
        "timeCreated",
        "type",
        "url",
    ],
    booleans: ["isHiddenOnLogin", "isNotificationBypassed", "isPrimaryEmailRequired"],
    lists: ["replicaRegions"],
    maps: ["definedTags", "freeformTags"],
};

export const getDomains: FunctionSpec<OciSession> = async (args, { session }) => {
    const client = await session.identity();
    const parameters = query(args, {
        compartmentId: "compartmentId",
        displayName: "displayName",
        homeRegionUrl: "homeRegionUrl",
        isHiddenOnLogin: "isHiddenOnLogin",
        licenseType: "licenseType",
        name: "name",
        state: "lifecycleState",
        type: "type",
        url: "url",
    });
    const found = await pages((page) =>
        client.listDomains({ ...(parameters as unknown as requests.ListDomainsRequest), ...(page && { page }) }),
    );
    const domains = filtered(
        found.map((domain) => shaped(domain, shape)),
        args.filters,
    );
    return { ...args, id: lookUpId("IdentityDomainsDataSource", args), domains };
};
