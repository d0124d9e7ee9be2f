import {
    AddClientIDToOpenIDConnectProviderCommand,
    AttachRolePolicyCommand,
    CreatePolicyCommand,
    DeleteOpenIDConnectProviderCommand,
    DeleteRoleCommand,
    GetRoleCommand,
    ListRolePoliciesCommand,
    PutRolePermissionsBoundaryCommand,
    PutRolePolicyCommand,
    RemoveClientIDFromOpenIDConnectProviderCommand,
    UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { DeleteAliasCommand, DisableKeyCommand, ScheduleKeyDeletionCommand } from "@aws-sdk/client-kms";
import type { HealLab } from "./lab";

/** Something that people break by hand, and what the package makes of it. */
export interface Damage {
    /** Link of the chain. */
    readonly link: string;
    /** What people do, as a noun. */
    readonly damage: string;
    /** What `pulumi preview --refresh` says about the database; `…` stands for words that differ. */
    readonly sees: string;
    /** What `pulumi up --refresh` does. */
    readonly happens: string;
    /** The resources that the run changes, by operation. Guards are left out. */
    readonly repairs: readonly string[];
    /** Set where only a person may repair it: the run refuses or warns, and tells this way. */
    readonly byHand?: {
        /** Words of the refusal. Absent if the run only warns. */
        readonly refusal?: string;
        /** Whether the preview refuses too. */
        readonly isPreviewed: boolean;
        /** Does what the refusal says. */
        follow(lab: HealLab, refusal: string): Promise<unknown>;
    };
    do(lab: HealLab): Promise<unknown>;
}

const noKeys = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "kms:*", Resource: "*" }],
});

async function policyArn({ iam }: HealLab, PolicyName: string): Promise<string> {
    return (await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: noKeys }))).Policy!.Arn!;
}

async function trust({ iam, roleName }: HealLab, edit: (text: string) => string): Promise<void> {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: roleName }));
    const PolicyDocument = edit(decodeURIComponent(Role!.AssumeRolePolicyDocument!));
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument }));
}

export const identityDamages: readonly Damage[] = [
    {
        link: "oidc-provider",
        damage: "provider deleted",
        sees: "the account has no OIDC provider …",
        happens: "creates the provider again",
        repairs: ["create OpenIdConnectProvider", "update Role"],
        do: (lab) =>
            lab.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: lab.providerArn })),
    },
    {
        link: "oidc-provider",
        damage: "audience removed",
        sees: "OIDC provider … does not accept tokens for DBMC/",
        happens: "adds the audience again",
        repairs: ["update OpenIdConnectProvider"],
        async do(lab) {
            const OpenIDConnectProviderArn = lab.providerArn;
            await lab.iam.send(
                new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID: "other" }),
            );
            const ClientID = "DBMC/";
            await lab.iam.send(
                new RemoveClientIDFromOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }),
            );
        },
    },
    {
        link: "role-trust",
        damage: "subject edited",
        sees: "no statement of the trust policy allows sts:AssumeRoleWithWebIdentity",
        happens: "writes the trust policy again",
        repairs: ["update Role"],
        do: (lab) =>
            trust(lab, (text) => text.replace(/ocid1\.cloudvmcluster[^"]*/, "ocid1.cloudvmcluster.oc1.iad.other")),
    },
    {
        link: "role-trust",
        damage: "audience edited",
        sees: "no statement of the trust policy allows sts:AssumeRoleWithWebIdentity",
        happens: "writes the trust policy again",
        repairs: ["update Role"],
        do: (lab) => trust(lab, (text) => text.replace("DBMC/", "other")),
    },
    {
        link: "role-trust",
        damage: "provider edited",
        sees: "no statement of the trust policy allows sts:AssumeRoleWithWebIdentity",
        happens: "writes the trust policy again",
        repairs: ["update Role"],
        do: (lab) => trust(lab, (text) => text.replace(/oidc-provider\/[^"]*/, "oidc-provider/other.example.com")),
    },
    {
        link: "role-trust",
        damage: "statement changed to Deny",
        sees: 'statement "VmClusterIdentity" of the trust policy denies sts:AssumeRoleWithWebIdentity',
        happens: "writes the trust policy again",
        repairs: ["update Role"],
        do: (lab) => trust(lab, (text) => text.replace('"Allow"', '"Deny"')),
    },
    {
        link: "role-trust",
        damage: "role deleted",
        sees: "IAM has no role …",
        happens:
            "creates the role again under its name, refreshes the connector, and writes the key policy for the new role",
        repairs: ["create Role", "update IdentityConnectorGate", "update Key"],
        async do(lab) {
            const RoleName = lab.roleName;
            const { PolicyNames = [] } = await lab.iam.send(new ListRolePoliciesCommand({ RoleName }));
            if (PolicyNames.length > 0) throw new Error(`the role has policies: ${PolicyNames.join()}`);
            await lab.iam.send(new DeleteRoleCommand({ RoleName }));
        },
    },
    {
        link: "role-permissions",
        damage: "inline policy that denies KMS",
        sees: '… statement 1 of the role\'s policy "no-keys" denies kms:DescribeKey, kms:Encrypt, kms:Decrypt',
        happens: "takes the policy off the role",
        repairs: ["update IdentityConnectorGate"],
        do: (lab) =>
            lab.iam.send(
                new PutRolePolicyCommand({ RoleName: lab.roleName, PolicyName: "no-keys", PolicyDocument: noKeys }),
            ),
    },
    {
        link: "role-permissions",
        damage: "attached policy that denies KMS",
        sees: '… statement 1 of the role\'s policy "…" denies kms:DescribeKey, kms:Encrypt, kms:Decrypt',
        happens: "takes the policy off the role",
        repairs: ["update IdentityConnectorGate"],
        do: async (lab) =>
            lab.iam.send(
                new AttachRolePolicyCommand({ RoleName: lab.roleName, PolicyArn: await policyArn(lab, "deny-kms") }),
            ),
    },
    {
        link: "role-permissions",
        damage: "permissions boundary that lets no key through",
        sees: "statement 1 of the permissions boundary denies kms:DescribeKey, kms:Encrypt, kms:Decrypt",
        happens: "takes the boundary off the role",
        repairs: ["update Role"],
        do: async (lab) =>
            lab.iam.send(
                new PutRolePermissionsBoundaryCommand({
                    RoleName: lab.roleName,
                    PermissionsBoundary: await policyArn(lab, "boundary"),
                }),
            ),
    },
    {
        link: "role-association",
        damage: "role disassociated from the cluster",
        sees: "no role is associated with …",
        happens:
            "associates the role again. OCI makes a new connector; the registered key keeps the id of the first one",
        repairs: ["create IamRoleAssociation", "create IdentityConnectorGate", "update ClusterKeyStoreRegistration"],
        do: (lab) => disassociate(lab),
    },
    {
        link: "identity-connector",
        damage: "connector deleted, association left",
        sees: "VM cluster … names no identity connector",
        happens:
            "refuses at once, and tells you to set `connector: {}`. The next run then creates a connector; the registered key keeps the id of the first one",
        repairs: ["update IdentityConnectorGate"],
        byHand: {
            refusal:
                "has no identity connector, although its association with role … is CONNECTED: somebody deleted the connector",
            isPreviewed: false,
            follow: async ({ stack }) => stack.setConfig("program:connector", {}),
        },
        async do(lab) {
            lab.connector.value.lifecycleState = "DELETED";
        },
    },
    {
        link: "network-access",
        damage: "access to KMS switched off",
        sees: "ODB network odbnet_sales00001: the access to AWS KMS is DISABLED",
        happens: "switches the access on again",
        repairs: ["update OdbNetworkAccess"],
        async do(lab) {
            lab.network.kmsAccess = "DISABLED";
        },
    },
    {
        link: "network-access",
        damage: "access to STS switched off",
        sees: "ODB network odbnet_sales00001: the access to AWS STS is DISABLED",
        happens: "switches the access on again",
        repairs: ["update OdbNetworkAccess"],
        async do(lab) {
            lab.network.stsAccess = "DISABLED";
        },
    },
    {
        link: "network-access",
        damage: "policy of the network denies KMS",
        sees: "ODB network odbnet_sales00001: statement 1 of the document denies kms:DescribeKey",
        happens:
            "changes nothing, because the program does not say what the document is. Correct it as the message says",
        repairs: [],
        byHand: {
            isPreviewed: false,
            async follow(lab) {
                delete lab.network.kmsPolicyDocument;
            },
        },
        async do(lab) {
            lab.network.kmsPolicyDocument = JSON.stringify({
                Version: "2012-10-17",
                Statement: [{ Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*" }],
            });
        },
    },
];

async function disassociate(lab: HealLab): Promise<void> {
    lab.sandbox.exadata.disassociateRole(lab.cluster, lab.roleArn);
    while (lab.cluster.roles.length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

export const keyDamages: readonly Damage[] = [
    {
        link: "cluster-key-store",
        damage: "AWS KMS disabled as key store of the cluster",
        sees: "the key store of VM cluster … is NONE, not AWS",
        happens: "enables it again",
        repairs: ["update ClusterKeyStoreRegistration"],
        async do(lab) {
            delete lab.cluster.twin!.value.tdeKeyStoreType;
        },
    },
    {
        link: "oci-policy",
        damage: "policy deleted",
        sees: "no OCI policy that the caller can see lets VM clusters read the keys of …",
        happens: "creates the policy again",
        repairs: ["create Policy"],
        async do(lab) {
            lab.sandbox.world.policies.clear();
        },
    },
    {
        link: "oci-policy",
        damage: "statement edited",
        sees: "no OCI policy that the caller can see lets VM clusters read the keys of …",
        happens: "writes the statement again",
        repairs: ["update Policy"],
        async do(lab) {
            const [policy] = lab.sandbox.world.policies.values();
            policy!.value.statements = ["Allow group dba to read buckets in tenancy"];
        },
    },
    {
        link: "oci-policy",
        damage: "registration moved to another compartment",
        sees: "no OCI policy that the caller can see lets VM clusters read the keys of …",
        happens: "moves the registration back",
        repairs: ["update DbmulticloudOracleDbAwsKey"],
        async do(lab) {
            const other = [...lab.sandbox.world.compartments.keys()].find(
                (id) => id !== lab.registeredKey.value.compartmentId,
            );
            lab.registeredKey.value.compartmentId = other!;
        },
    },
    {
        link: "registered-key",
        damage: "key disabled, as OCI saw it last",
        sees: "registered key … is disabled, according to the last discovery of OCI",
        happens: "asks OCI to look at the key again",
        repairs: ["update AwsKeyRefresh"],
        async do(lab) {
            lab.registeredKey.value.isAwsKeyEnabled = false;
        },
    },
    {
        link: "kms-key",
        damage: "key disabled",
        sees: "… is Disabled",
        happens: "enables the key",
        repairs: ["update Key"],
        do: (lab) => lab.kms.send(new DisableKeyCommand({ KeyId: lab.keyArn })),
    },
    {
        link: "kms-key",
        damage: "alias deleted",
        sees: "",
        happens: "creates the alias again",
        repairs: ["create Alias"],
        do: (lab) => lab.kms.send(new DeleteAliasCommand({ AliasName: "alias/exadata/lab" })),
    },
    {
        link: "kms-key",
        damage: "deletion of the key scheduled",
        sees: "… is PendingDeletion and will be deleted on …",
        happens:
            "refuses, and tells the commands that cancel the deletion. The next run tells the command that takes the key back into the state",
        repairs: [],
        byHand: {
            refusal: "is PendingDeletion and will be deleted on …aws kms cancel-key-deletion",
            isPreviewed: true,
            async follow(lab, refusal) {
                await lab.followCommands(refusal);
                await lab.takeBack();
            },
        },
        do: (lab) => lab.kms.send(new ScheduleKeyDeletionCommand({ KeyId: lab.keyArn, PendingWindowInDays: 7 })),
    },
    {
        link: "key-policy",
        damage: "usage statement removed",
        sees: "the key policy leaves it to the IAM policies of account …, and no known one allows … kms:Encrypt, kms:Decrypt",
        happens: "writes the key policy again",
        repairs: ["update Key"],
        do: (lab) => lab.editKeyPolicy((all) => all.filter(({ Sid }) => Sid !== "KeyUsage")),
    },
    {
        link: "key-policy",
        damage: "Deny for the role added",
        sees: 'statement "Stop" of the key policy denies …',
        happens: "writes the key policy again, without the Deny",
        repairs: ["update Key"],
        do: (lab) =>
            lab.editKeyPolicy((all) => [
                ...all,
                {
                    Sid: "Stop",
                    Effect: "Deny",
                    Principal: { AWS: lab.roleArn },
                    Action: ["kms:Encrypt", "kms:Decrypt"],
                    Resource: "*",
                },
            ]),
    },
];
