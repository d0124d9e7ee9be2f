import {
    arnPatterns,
    type Check,
    checkAlias,
    checkDatabaseName,
    checkDefinedTag,
    checkDescription,
    checkDocument,
    checkInfrastructureId,
    checkKeyArn,
    checkMasterKeyId,
    checkNetworkId,
    checkNoSpecial,
    checkOcid,
    checkOidcProviderArn,
    checkPluggableDatabase,
    checkPluggableDatabaseName,
    checkPolicyArn,
    checkPrincipalArn,
    checkRoleArn,
    checkTags,
    checkVmClusterArn,
    checkVmClusterId,
    entry,
    flag,
    formed,
    list,
    type MapSchema,
    map,
    type OcidKind,
    plain,
    required,
    type TextSchema,
    text,
} from "../../sdk/validation";
import type { ClusterRef } from "../args/cluster-ref";

/** Schemas of arguments that several components share. */

export const roleArn = text({ check: checkRoleArn, pattern: arnPatterns.role });
export const keyArn = text({ check: checkKeyArn, pattern: arnPatterns.key });
export const oidcProviderArn = text({ check: checkOidcProviderArn, pattern: arnPatterns.oidcProvider });
export const vmClusterArn = text({ check: checkVmClusterArn, pattern: arnPatterns.vmCluster });
export const policyArn = text({ check: checkPolicyArn, pattern: arnPatterns.policy });
export const roleArns = list(roleArn);
export const principalArns = list(text({ check: checkPrincipalArn, pattern: arnPatterns.principal }));

/** An OCID of one kind. Where a compartment is expected, a tenancy is accepted too. */
export function ocid(kind: OcidKind): TextSchema {
    const types = kind === "compartment" ? "(?:compartment|tenancy)" : kind;
    return text({ check: (path, value) => checkOcid(path, value, kind), pattern: `^ocid1\\.${types}\\.oc\\d+\\.` });
}

const id = "(?!ocid1\\.)[a-zA-Z0-9_~.-]{6,64}";
export const vmClusterId = text({ check: checkVmClusterId, pattern: `^${id}$` });
export const networkId = text({ check: checkNetworkId, pattern: `^(?:arn:[^/]+:odb-network/)?${id}$` });
export const infrastructureId = text({
    check: checkInfrastructureId,
    pattern: `^(?:arn:[^/]+:cloud-exadata-infrastructure/)?${id}$`,
});

export const alias = text({ check: checkAlias, pattern: "^(?:alias/)?(?!aws/)[a-zA-Z0-9/_-]{1,250}$" });
export const description = text({ check: checkDescription, empty: true });
export const masterKeyIds = list(
    text({ check: checkMasterKeyId, pattern: "^ORACLE\\.TDE\\.HSM\\.MK\\.(?:[0-9A-F]{2}){16,32}$" }),
);
export const databaseName = text({ check: checkDatabaseName, pattern: "^[A-Za-z][A-Za-z0-9]{0,7}$" });
/** OCI creates pluggable databases without the special characters that the database itself allows. */
export const newPluggableDatabaseName = text({
    check: (path, name) => [...checkPluggableDatabaseName(path, name), ...checkNoSpecial(path, name)],
    pattern: "^[A-Za-z]\\w{0,29}$",
});
export const pluggableDatabase: Check = checkPluggableDatabase;
export const document = text({ check: checkDocument });

/** Name that a resource of Oracle Database\@AWS has in the console. */
export const odbName = text(
    formed(
        /^[a-zA-Z_](?!.*--)[a-zA-Z0-9_-]{0,254}$/,
        "a name that the service accepts",
        'use letters, digits, "_" and single "-", starting with a letter',
    ),
);
/** Shapes and types of servers. */
export const model = text(
    formed(/^[a-zA-Z0-9_/.=-]{1,255}$/, "a model name", 'use a name from the list of the service, e.g. "Exadata.X11M"'),
);

/** AWS tags: checked by AWS's rules, with texts as values. */
export const tags: MapSchema = map(text({ empty: true }), { check: checkTags });
/** OCI tags. The key of a defined tag has the namespace before it. */
export const ociTagging = {
    freeformTags: map(text({ empty: true })),
    definedTags: map(text({ empty: true }), { keys: checkDefinedTag }),
};
/** The ids of a cluster as one value. */
export const clusterRef = entry<ClusterRef>("ClusterRef", {
    arn: required(vmClusterArn),
    ocid: required(ocid("cloudvmcluster")),
    compartmentId: required(ocid("compartment")),
});

export const triggers = map(text({ empty: true }));
/** A switch that decides which resources are created, so it must be a plain value. */
export const choice = plain(flag());
