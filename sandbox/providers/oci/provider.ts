import type { Provider } from "../host/spec";
import { dbHome } from "./database/db-home";
import { getCloudVmCluster, getDatabase, getDatabases, getDbHomes, getPluggableDatabases } from "./database/functions";
import { awsKey } from "./dbmulticloud/aws-key";
import {
    getAwsKey,
    getAwsKeys,
    getConnector,
    getConnectors,
    getDiscoveries,
    getDiscovery,
} from "./dbmulticloud/functions";
import { identityConnector } from "./dbmulticloud/identity-connector";
import { resourceDiscovery } from "./dbmulticloud/resource-discovery";
import { getDomains } from "./identity/functions";
import { policy } from "./identity/policy";
import { ignoringTags } from "./ignored-tags";
import { type OciSession, openSession } from "./session";

const multicloud = "Dbmulticloud";

/** `oci:oci/getX:getX`. */
const lookUp = (name: string) => `oci:oci/get${multicloud}${name}:get${multicloud}${name}`;

export const oci: Provider<OciSession> = {
    name: "oci",
    configure: openSession,
    resources: {
        "oci:Database/dbHome:DbHome": ignoringTags(dbHome),
        "oci:Identity/policy:Policy": ignoringTags(policy),
        "oci:oci/dbmulticloudMultiCloudResourceDiscovery:DbmulticloudMultiCloudResourceDiscovery":
            ignoringTags(resourceDiscovery),
        "oci:oci/dbmulticloudOracleDbAwsIdentityConnector:DbmulticloudOracleDbAwsIdentityConnector":
            ignoringTags(identityConnector),
        "oci:oci/dbmulticloudOracleDbAwsKey:DbmulticloudOracleDbAwsKey": ignoringTags(awsKey),
    },
    functions: {
        "oci:Database/getCloudVmCluster:getCloudVmCluster": getCloudVmCluster,
        "oci:Database/getDatabase:getDatabase": getDatabase,
        "oci:Database/getDatabases:getDatabases": getDatabases,
        "oci:Database/getDbHomes:getDbHomes": getDbHomes,
        "oci:Database/getPluggableDatabases:getPluggableDatabases": getPluggableDatabases,
        "oci:Identity/getDomains:getDomains": getDomains,
        [lookUp("MultiCloudResourceDiscoveries")]: getDiscoveries,
        [lookUp("MultiCloudResourceDiscovery")]: getDiscovery,
        [lookUp("OracleDbAwsIdentityConnector")]: getConnector,
        [lookUp("OracleDbAwsIdentityConnectors")]: getConnectors,
        [lookUp("OracleDbAwsKey")]: getAwsKey,
        [lookUp("OracleDbAwsKeys")]: getAwsKeys,
    },
};
