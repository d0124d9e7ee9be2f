import type { AwsKey, Connector, Database, Discovery, VmCluster } from "./records";

/** What KMS says about a key to the role of a connector. */
export interface KeyFacts {
    arn: string;
    keyId: string;
    accountId: string;
    region: string;
    keyState: string;
    enabled: boolean;
    keySpec: string;
    keyUsage: string;
    origin: string;
    multiRegion: boolean;
    aliases: string[];
}

/** A refusal in the service's own words; it becomes the message of a work request or a `lifecycleStateDetails`. */
export class Refusal extends Error {
    constructor(
        readonly code: string,
        message: string,
    ) {
        super(message);
    }
}

/**
 * The simulated Exadata: what happens between the clouds. The protocol layers (sandbox/aws, sandbox/oci) keep
 * lifecycle states, work requests, timing and etags; they ask here for the outcome. Whatever cannot be done
 * throws a `Refusal`. Implemented in sandbox/exadata.
 */
export interface Exadata {
    /** Creates the OCI twin (ocid, ociUrl, nodes, CloudVmCluster body) when a cluster becomes AVAILABLE in AWS. */
    attachCluster(cluster: VmCluster): void;
    /** Removes the twin with its homes and databases when the cluster is deleted in AWS. */
    detachCluster(cluster: VmCluster): void;

    /**
     * Starts an association: the role appears as ASSOCIATING, a connector is made in OCI (CREATING), and after
     * `durations.roleAssociation` both show what the nodes could do: CONNECTED, PARTIALLY_CONNECTED, DISCONNECTED or FAILED, with the reason.
     */
    associateRole(cluster: VmCluster, roleArn: string): void;
    /** Starts the way back: DISASSOCIATING at once, later the role, the connector and the cluster's link to it are gone. */
    disassociateRole(cluster: VmCluster, roleArn: string): void;

    /**
     * Tries every node of the connector anew (network access, issuer, OIDC provider, trust policy, AssumeRoleWithWebIdentity)
     * and writes `assumeRoleStatus`, `awsNodes`, `lifecycleStateDetails` and the role's status in AWS. Lifecycle state and etag are the caller's.
     */
    connect(connector: Connector): Promise<void>;

    /** The keys that the connector's role may describe, all or the given ARN only. Refused when no node is CONNECTED. */
    discover(discovery: Discovery): Promise<KeyFacts[]>;
    /** Describes one key as the connector's role; refused when it may not, or the key is not symmetric ENCRYPT_DECRYPT or is absent. */
    describeKey(connector: Connector, keyArn: string): Promise<KeyFacts>;

    /** Databases of the cluster whose keystore is AWS KMS, by name. */
    databasesOnAws(clusterOcid: string): string[];
    /** Databases whose current key versions stand under this registered key, by name. */
    databasesUsing(key: AwsKey): string[];

    /** A new database's keys: in the wallet, or under the AWS key (policy, key store of the cluster and key access are checked). */
    createKeys(database: Database, key?: AwsKey): Promise<void>;
    /** From wallet to AWS KMS: a first MKID for the root and for every PDB, each proved by Encrypt and Decrypt. */
    moveToAws(database: Database, key: AwsKey): Promise<void>;
    /** A new MKID for the root only, under the same key. */
    rotateContainer(database: Database): Promise<void>;
    /** A new MKID for one PDB, under the same key. */
    rotatePluggable(database: Database, pdbOcid: string): Promise<void>;
}
