import { type Exadata, type KeyFacts, Refusal } from "../../../../sandbox/core/exadata";
import { masterKeyId } from "../../../../sandbox/core/ids";
import type { Database, KeyRing } from "../../../../sandbox/core/records";
import type { World } from "../../../../sandbox/core/world";
import { attachCluster } from "../../../../sandbox/exadata/clusters";

/** What happens between the clouds, decided by the test instead of by policies. */
export class FakeExadata implements Exadata {
    /** Status of each node at the next connection. */
    nodes: ("CONNECTED" | "DISCONNECTED")[] = ["CONNECTED", "CONNECTED"];
    /** KMS keys by ARN that the role may describe. */
    readonly keys = new Map<string, KeyFacts>();
    /** Thrown by every change of a database's keys. */
    refusal?: Refusal;
    readonly rotated: string[] = [];

    constructor(private readonly world: World) {}

    addKey(id: string, facts: Partial<KeyFacts> = {}): string {
        const arn = `arn:aws:kms:us-east-1:111122223333:key/${id}`;
        this.keys.set(arn, {
            arn,
            keyId: id,
            accountId: "111122223333",
            region: "us-east-1",
            keyState: "Enabled",
            enabled: true,
            keySpec: "SYMMETRIC_DEFAULT",
            keyUsage: "ENCRYPT_DECRYPT",
            origin: "AWS_KMS",
            multiRegion: false,
            aliases: [`alias/${id}`],
            ...facts,
        });
        return arn;
    }

    attachCluster: Exadata["attachCluster"] = (cluster) => attachCluster(this.world, cluster);
    detachCluster = () => {};
    associateRole = () => {};
    disassociateRole = () => {};

    connect: Exadata["connect"] = async ({ value }) => {
        const connected = this.nodes.filter((status) => status === "CONNECTED").length;
        const all = connected === this.nodes.length;
        value.serviceRoleDetails = value.serviceRoleDetails.map((role) => ({
            ...role,
            assumeRoleStatus: all ? "CONNECTED" : connected === 0 ? "DISCONNECTED" : "PARTIALLY_CONNECTED",
            awsNodes: this.nodes.map((status, index) => ({
                hostId: `host-${index}`,
                hostName: `sales-${index}`,
                status,
                timeLastChecked: new Date().toISOString(),
            })),
        }));
        value.lifecycleStateDetails = all ? undefined : "AssumeRoleWithWebIdentity was denied.";
    };

    discover: Exadata["discover"] = async ({ value }) => {
        const connector = this.world.connectors.get(value.oracleDbConnectorId);
        if (connector?.value.serviceRoleDetails[0]?.assumeRoleStatus !== "CONNECTED") {
            throw new Refusal("ConnectorDisconnected", "No node is CONNECTED.");
        }
        const wanted = value.resourcesFilter?.awsKeyArn;
        return [...this.keys.values()].filter(({ arn }) => wanted === undefined || arn === wanted);
    };

    describeKey: Exadata["describeKey"] = async (_connector, arn) => {
        const facts = this.keys.get(arn);
        // KMS says it in these very words, which no work request may repeat.
        if (!facts) throw new Refusal("AwsKeyNotAccessible", `Key '${arn}' does not exist`);
        return facts;
    };

    databasesOnAws: Exadata["databasesOnAws"] = (clusterOcid) =>
        this.world
            .databasesOn(clusterOcid)
            .filter(({ root }) => root.versions.at(-1)?.keystore === "AWS")
            .map(({ oci }) => oci.value.dbName);

    databasesUsing: Exadata["databasesUsing"] = (key) =>
        [...this.world.databases.values()]
            .filter(
                ({ root, oci }) =>
                    oci.value.lifecycleState !== "TERMINATED" && root.versions.at(-1)?.keyArn === key.value.awsKeyArn,
            )
            .map(({ oci }) => oci.value.dbName);

    createKeys: Exadata["createKeys"] = async (database, key) => this.renew(database, key?.value.awsKeyArn);
    moveToAws: Exadata["moveToAws"] = async (database, key) => this.renew(database, key.value.awsKeyArn);

    rotateContainer: Exadata["rotateContainer"] = async (database) => {
        this.renew(database, database.root.versions.at(-1)?.keyArn);
        this.rotated.push(database.oci.value.id);
    };

    rotatePluggable: Exadata["rotatePluggable"] = async (_database, pdbOcid) => {
        if (this.refusal) throw this.refusal;
        this.rotated.push(pdbOcid);
    };

    private renew({ root }: Database, keyArn: string | undefined): void {
        if (this.refusal) throw this.refusal;
        const version: KeyRing["versions"][number] = {
            id: masterKeyId(),
            keystore: keyArn ? "AWS" : "WALLET",
            keyArn,
            activatedAt: new Date().toISOString(),
        };
        root.versions.push(version);
    }
}
