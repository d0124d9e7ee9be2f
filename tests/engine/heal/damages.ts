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
    /** Set where only a person may mend it: the run refuses, with these commands. */
    readonly commands?: true;
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
        do: (lab) =>
            lab.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: lab.providerArn })),
    },
    {
        link: "oidc-provider",
        damage: "audience removed",
        sees: "OIDC provider … does not take tokens for DBMC/",
        happens: "adds the audience again",
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
        sees: "…",
        happens: "writes the trust policy again",
        do: (lab) =>
            trust(lab, (text) => text.replace(/ocid1\.cloudvmcluster[^"]*/, "ocid1.cloudvmcluster.oc1.iad.other")),
    },
    {
        link: "role-trust",
        damage: "audience edited",
        sees: "…",
        happens: "writes the trust policy again",
        do: (lab) => trust(lab, (text) => text.replace("DBMC/", "other")),
    },
    {
        link: "role-trust",
        damage: "provider edited",
        sees: "…",
        happens: "writes the trust policy again",
        do: (lab) => trust(lab, (text) => text.replace(/oidc-provider\/[^"]*/, "oidc-provider/other.example.com")),
    },
    {
        link: "role-trust",
        damage: "statement changed to Deny",
        sees: "…",
        happens: "writes the trust policy again",
        do: (lab) => trust(lab, (text) => text.replace('"Allow"', '"Deny"')),
    },
    {
        link: "role-trust",
        damage: "role deleted",
        sees: "…",
        happens: "creates the role again under its name, and writes the key policy for it",
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
        sees: "…",
        happens: "takes the policy off the role",
        do: (lab) =>
            lab.iam.send(
                new PutRolePolicyCommand({ RoleName: lab.roleName, PolicyName: "no-keys", PolicyDocument: noKeys }),
            ),
    },
    {
        link: "role-permissions",
        damage: "attached policy that denies KMS",
        sees: "…",
        happens: "takes the policy off the role",
        do: async (lab) =>
            lab.iam.send(
                new AttachRolePolicyCommand({ RoleName: lab.roleName, PolicyArn: await policyArn(lab, "deny-kms") }),
            ),
    },
    {
        link: "role-permissions",
        damage: "permissions boundary that lets no key through",
        sees: "…",
        happens: "takes the boundary off the role",
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
        sees: "…",
        happens: "associates the role again",
        do: (lab) => disassociate(lab),
    },
    {
        link: "identity-connector",
        damage: "connector deleted, association left",
        sees: "…",
        happens: "…",
        async do(lab) {
            lab.connector.value.lifecycleState = "DELETED";
        },
    },
    {
        link: "network-access",
        damage: "access to KMS switched off",
        sees: "…",
        happens: "switches the access on again",
        async do(lab) {
            lab.network.kmsAccess = "DISABLED";
        },
    },
    {
        link: "network-access",
        damage: "access to STS switched off",
        sees: "…",
        happens: "switches the access on again",
        async do(lab) {
            lab.network.stsAccess = "DISABLED";
        },
    },
    {
        link: "network-access",
        damage: "policy of the network denies KMS",
        sees: "…",
        happens: "…",
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
        sees: "…",
        happens: "enables it again",
        async do(lab) {
            delete lab.cluster.twin!.value.tdeKeyStoreType;
        },
    },
    {
        link: "oci-policy",
        damage: "policy deleted",
        sees: "…",
        happens: "creates the policy again",
        async do(lab) {
            lab.sandbox.world.policies.clear();
        },
    },
    {
        link: "oci-policy",
        damage: "statement edited",
        sees: "…",
        happens: "writes the statement again",
        async do(lab) {
            const [policy] = lab.sandbox.world.policies.values();
            policy!.value.statements = ["Allow group dba to read buckets in tenancy"];
        },
    },
    {
        link: "registered-key",
        damage: "registration deleted",
        sees: "…",
        happens: "…",
        async do(lab) {
            lab.registeredKey.value.lifecycleState = "DELETED";
        },
    },
    {
        link: "registered-key",
        damage: "registration moved to another compartment",
        sees: "…",
        happens: "…",
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
        sees: "…",
        happens: "asks OCI to look at the key again",
        async do(lab) {
            lab.registeredKey.value.isAwsKeyEnabled = false;
        },
    },
    {
        link: "kms-key",
        damage: "key disabled",
        sees: "…",
        happens: "enables the key",
        do: (lab) => lab.kms.send(new DisableKeyCommand({ KeyId: lab.keyArn })),
    },
    {
        link: "kms-key",
        damage: "alias deleted",
        sees: "",
        happens: "creates the alias again",
        do: (lab) => lab.kms.send(new DeleteAliasCommand({ AliasName: "alias/exadata/lab" })),
    },
    {
        link: "kms-key",
        damage: "deletion of the key scheduled",
        sees: "…",
        happens: "refuses, and tells the commands that cancel the deletion",
        commands: true,
        do: (lab) => lab.kms.send(new ScheduleKeyDeletionCommand({ KeyId: lab.keyArn, PendingWindowInDays: 7 })),
    },
    {
        link: "key-policy",
        damage: "usage statement removed",
        sees: "…",
        happens: "writes the key policy again",
        do: (lab) => lab.editKeyPolicy((all) => all.filter(({ Sid }) => Sid !== "KeyUsage")),
    },
    {
        link: "key-policy",
        damage: "Deny for everybody added",
        sees: "…",
        happens: "writes the key policy again, without the Deny",
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
