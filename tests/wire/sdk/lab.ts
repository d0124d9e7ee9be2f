import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateKeyCommand, DisableKeyCommand, EnableKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { issuerOf, type SandboxSettings } from "../../../sandbox/core/settings";
import type { Sandbox } from "../../../sandbox/start";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { multicloudClient } from "../../../sdk/clouds/oci/clients";
import { awsKeyReadStatement, issuerName, keyPolicy, policyText, trustPolicy } from "../../../sdk/policies";
import { sandboxFor } from "../../support/sandbox";

/** A sandbox with its settings in place, and the steps that native resources take in a deployment. */
export interface Lab {
    readonly sandbox: Sandbox;
    readonly clusterOcid: string;
    readonly vmClusterArn: string;
    readonly compartmentId: string;
    readonly databaseOcid: string;
    readonly roleArn: string;
    /** Lets the cluster take the role. @param subject of the trust policy; the cluster's OCID unless told otherwise. */
    associate(subject?: string): Promise<void>;
    /** Makes the role, whose OIDC provider is there, without an association. @param subject as that of `associate` */
    createRole(subject?: string): Promise<void>;
    /** Registers a KMS key for the connector. @returns OCID of the registered key. */
    registerKey(connectorId: string): Promise<string>;
    /** Lets VM clusters read registered keys. */
    allowReading(): void;
    setKeyEnabled(enabled: boolean): Promise<void>;
    /** Calls of an operation since the lab was opened or since the last `forget`. */
    calls(operation: string): number;
    forget(): void;
    close(): Promise<void>;
}

export async function openLab(settings: Partial<SandboxSettings> = {}): Promise<Lab> {
    const sandbox = await sandboxFor({ settings });
    const restore = setEnvironment(sandbox.environment);
    useConfig({ get: (key) => sandbox.pulumiConfig[key] });
    const { world, exadata } = sandbox;
    const { accountId, compartmentId } = world.settings;
    const cluster = world.clusters.get("vmc_sales00001")!;
    const clusterOcid = cluster.ocid!;
    const roleArn = `arn:aws:iam::${accountId}:role/sales-tde`;
    const aws = { endpoint: sandbox.awsEndpoint, region: world.settings.awsRegion };
    const iam = new IAMClient(aws);
    const kms = new KMSClient(aws);
    let keyArn = "";
    let since = 0;
    const createRole = async (subject = clusterOcid) => {
        const issuerUrl = issuerOf(world.settings.domainUrl);
        const oidcProviderArn = `arn:aws:iam::${accountId}:oidc-provider/${issuerName(issuerUrl)}`;
        const document = policyText(trustPolicy({ oidcProviderArn, issuerUrl, subject }));
        await iam.send(new CreateRoleCommand({ RoleName: "sales-tde", AssumeRolePolicyDocument: document }));
    };

    return {
        sandbox,
        clusterOcid,
        vmClusterArn: cluster.cloudVmClusterArn,
        compartmentId,
        databaseOcid: world.databasesOn(clusterOcid)[0]!.oci.value.id,
        roleArn,
        async associate(subject) {
            const Url = issuerOf(world.settings.domainUrl);
            await iam.send(new CreateOpenIDConnectProviderCommand({ Url, ClientIDList: ["DBMC/"] }));
            await createRole(subject);
            exadata.associateRole(cluster, roleArn);
        },
        createRole,
        async registerKey(connectorId) {
            const Policy = policyText(keyPolicy({ accountId, userRoleArns: [roleArn] }));
            keyArn = (await kms.send(new CreateKeyCommand({ Policy }))).KeyMetadata!.Arn!;
            const client = await multicloudClient(connectorId);
            const { oracleDbAwsKey } = await client.createOracleDbAwsKey({
                createOracleDbAwsKeyDetails: {
                    compartmentId,
                    oracleDbConnectorId: connectorId,
                    displayName: "tde",
                    awsKeyArn: keyArn,
                },
            });
            const { id } = oracleDbAwsKey;
            while (world.awsKeys.get(id)!.value.lifecycleState === "CREATING") await pause();
            const { lifecycleState, lifecycleStateDetails } = world.awsKeys.get(id)!.value;
            if (lifecycleState !== "ACTIVE") throw new Error(`The key is ${lifecycleState}: ${lifecycleStateDetails}`);
            return id;
        },
        allowReading() {
            world.policies.set("policy", {
                etag: "1",
                value: {
                    id: "ocid1.policy.oc1..aaaareadkeys",
                    compartmentId,
                    name: "read-keys",
                    description: "VM clusters read keys",
                    statements: [awsKeyReadStatement(compartmentId)],
                    timeCreated: new Date().toISOString(),
                    lifecycleState: "ACTIVE",
                    freeformTags: {},
                    definedTags: {},
                },
            });
        },
        async setKeyEnabled(enabled) {
            await kms.send(
                enabled ? new EnableKeyCommand({ KeyId: keyArn }) : new DisableKeyCommand({ KeyId: keyArn }),
            );
        },
        calls: (operation) => world.audit.entries(since).filter((entry) => entry.operation === operation).length,
        forget() {
            since = world.audit.last;
        },
        async close() {
            restore();
            await sandbox.stop();
        },
    };
}

function setEnvironment(wanted: Readonly<Record<string, string>>): () => void {
    const before = Object.fromEntries(Object.keys(wanted).map((name) => [name, process.env[name]]));
    Object.assign(process.env, wanted);
    return () => {
        for (const [name, value] of Object.entries(before)) {
            if (value === undefined) delete process.env[name];
            else process.env[name] = value;
        }
    };
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 10));
