import { entry, list, type MembersOf, plain, required, text } from "../../sdk/validation";
import type {
    AwsKeyReadPolicyArgs,
    ExistingAwsKeyReadPolicyArgs,
    KeyReadPolicySettings,
} from "../args/aws-key-read-policy";
import type { ClusterKeyStoreArgs } from "../args/cluster-key-store";
import type { ExistingKeyRegistrationArgs, KeyRegistrationArgs } from "../args/key-registration";
import { KeyDiscovery } from "../internal/discovery";
import { choice, clusterRef, keyArn, ocid, ociTagging, triggers } from "./values";

/** Which keys to discover. */
export const discovery = plain(text({ values: Object.values(KeyDiscovery) }));

export const keyRegistration = entry<KeyRegistrationArgs>(
    "KeyRegistrationArgs",
    {
        keyArn,
        connectorId: ocid("oracledbawsconnector"),
        cluster: clusterRef,
        compartmentId: ocid("compartment"),
        displayName: text(),
        discovery,
        ...ociTagging,
        refreshTriggers: triggers,
        existing: entry<ExistingKeyRegistrationArgs>("ExistingKeyRegistrationArgs", {
            registeredKeyId: required(ocid("oracledbawskey")),
        }),
        protect: choice,
    },
    {
        existing: {
            member: "existing",
            needs: ["keyArn", "connectorId", "compartmentId"],
            both: ["refreshTriggers", "protect"],
        },
        reference: { member: "cluster", of: ["compartmentId"] },
    },
);

export const clusterKeyStore = entry<ClusterKeyStoreArgs>(
    "ClusterKeyStoreArgs",
    {
        cluster: clusterRef,
        vmClusterOcid: required(ocid("cloudvmcluster"), "give output `ocid` of VmCluster"),
        connectorId: required(ocid("oracledbawsconnector"), "give output `connectorId` of ClusterIdentity"),
        protect: choice,
    },
    { reference: { member: "cluster", of: ["vmClusterOcid"] } },
);

/** Which policy holds the statements. An estate takes these too. */
export const policySettings: MembersOf<KeyReadPolicySettings> = {
    policyCompartmentId: ocid("compartment"),
    policyName: text(),
    adopt: choice,
    existing: entry<ExistingAwsKeyReadPolicyArgs>("ExistingAwsKeyReadPolicyArgs", { id: required(ocid("policy")) }),
    ...ociTagging,
};

/** Either arguments to find or create a policy, or the existing one. */
export const policyOrNew = (...both: readonly string[]) => ({ existing: { member: "existing", needs: [], both } });

export const awsKeyReadPolicy = entry<AwsKeyReadPolicyArgs>(
    "AwsKeyReadPolicyArgs",
    {
        compartmentIds: required(
            plain(list(ocid("compartment"), { least: 1 })),
            "name the compartments of the VM clusters",
        ),
        ...policySettings,
        protect: choice,
    },
    policyOrNew("compartmentIds", "protect"),
);
