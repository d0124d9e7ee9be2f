import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { Alias, getKeyOutput, Key, ReplicaKey } from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { KeyChangeGuard, KeyPolicyExtension, UseGuard } from "../sdk/dynamic";
import { keyPolicy } from "../sdk/policies/key-policy";
import { assured, refuse } from "./internal/checks";
import { checkManagedKey, keyProblem } from "./internal/managed-key-checks";
import type { ExistingKeyArgs, ManagedKeyArgs, ReplicaKeyArgs } from "./managed-key-args";

export type { ExistingKeyArgs, ManagedKeyArgs, ReplicaKeyArgs } from "./managed-key-args";

/** What a key and its replicas have in common. */
interface Shared {
    readonly description: pulumi.Input<string>;
    readonly policy: pulumi.Output<string>;
    readonly deletionWindowInDays: pulumi.Input<number>;
    readonly tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * Symmetric KMS key for TDE with its alias (CreateKey, CreateAlias), usable by the roles of the given clusters and by nobody else but the account's administrators.
 * Multi-Region with replicas (ReplicateKey), or in a CloudHSM key store, on request. A key that exists is checked: its kind, its state and its policy, which can be extended.
 * A change of `multiRegion` or `customKeyStoreId` replaces the key, one of `alias` its alias; every other is an update in place.
 * @example new ManagedKey("tde", { alias: "exadata/tde", userRoleArns: [identity.roleArn] })
 */
export class ManagedKey extends pulumi.ComponentResource {
    /** ARN of the key. */
    public readonly arn: pulumi.Output<string>;
    /** Id of the key in KMS. */
    public readonly keyId: pulumi.Output<string>;
    /** Name of the alias with `alias/`, or the ARN of a key that was there already: what people recognise the key by. */
    public readonly label: pulumi.Output<string>;
    /** ARNs of the replicas by Region: what databases of VM clusters there use. */
    public readonly replicaArns: pulumi.Output<{ [region: string]: string }>;

    constructor(name: string, args: ManagedKeyArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:ManagedKey", name, {}, opts);
        refuse(this, `ManagedKey ${name}`, checkManagedKey(args));
        if (args.existing === undefined) {
            const shared = this.shared(args);
            const key = this.create(name, args, shared);
            this.arn = key.arn;
            this.keyId = key.keyId;
            const alias = this.alias(name, args, key.keyId);
            this.keep(name, key, alias);
            this.label = alias.name;
            this.replicaArns = this.replicate(name, args, shared, key.arn);
        } else {
            const key = this.look(args.existing);
            this.arn = this.admit(name, args, args.existing, key.arn);
            this.keyId = key.id;
            this.label = key.arn;
            this.replicaArns = pulumi.output<{ [region: string]: string }>({});
        }
        this.registerOutputs({
            arn: this.arn,
            keyId: this.keyId,
            label: this.label,
            replicaArns: this.replicaArns,
        });
    }

    private shared(args: ManagedKeyArgs): Shared {
        const accountId = getCallerIdentityOutput({}, { parent: this }).accountId;
        const policy = pulumi
            .all([
                accountId,
                args.userRoleArns ?? [],
                args.administratorRoleArns ?? [],
                args.allowAdministratorsToDelete ?? false,
                args.retiredMasterKeyIds ?? [],
            ])
            .apply(([account, userRoleArns, administratorRoleArns, allowAdministratorsToDelete, retiredMasterKeyIds]) =>
                JSON.stringify(
                    keyPolicy({
                        accountId: account,
                        userRoleArns,
                        administratorRoleArns,
                        allowAdministratorsToDelete,
                        retiredMasterKeyIds,
                    }),
                ),
            );
        return {
            description: args.description ?? "TDE master key of Exadata databases on Oracle Database@AWS",
            policy,
            deletionWindowInDays: args.deletionWindowInDays ?? 30,
            tags: args.tags,
        };
    }

    private create(name: string, args: ManagedKeyArgs, shared: Shared): Key {
        const multiRegion = args.multiRegion ?? Object.keys(args.replicas ?? {}).length > 0;
        const { enabled = true, customKeyStoreId } = args;
        const watched = { ...contentsOf(args, shared), enabled, multiRegion, customKeyStoreId };
        const guard = new KeyChangeGuard(name, watched, { parent: this });
        return new Key(
            name,
            {
                ...shared,
                keyUsage: "ENCRYPT_DECRYPT",
                customerMasterKeySpec: "SYMMETRIC_DEFAULT",
                isEnabled: enabled,
                multiRegion,
                customKeyStoreId,
                enableKeyRotation: args.enableKeyRotation ?? false,
                rotationPeriodInDays: args.rotationPeriodInDays,
            },
            { parent: this, protect: args.protect ?? true, dependsOn: guard },
        );
    }

    /** Refuses the end of a key that databases use. */
    private keep(name: string, key: Key | ReplicaKey, alias: Alias): void {
        const subjects = [{ kind: "key", id: key.arn, label: alias.name }];
        new UseGuard(name, { subjects }, { parent: this, dependsOn: [key, alias] });
    }

    /** A new name is another alias of the same key: the old one must not be kept from going. */
    private alias(name: string, args: ManagedKeyArgs, keyId: pulumi.Output<string>, region?: string): Alias {
        return new Alias(name, { name: aliasOf(args), targetKeyId: keyId, region }, { parent: this });
    }

    private replicate(
        name: string,
        args: ManagedKeyArgs,
        shared: Shared,
        primaryKeyArn: pulumi.Output<string>,
    ): pulumi.Output<{ [region: string]: string }> {
        const replicas = Object.entries(args.replicas ?? {}).map(([region, replica]) => {
            const made = this.replica(`${name}-${region}`, region, replica, args, { ...shared, primaryKeyArn });
            this.keep(`${name}-${region}`, made, this.alias(`${name}-${region}`, args, made.keyId, region));
            return [region, made.arn] as const;
        });
        return pulumi.output(Object.fromEntries(replicas));
    }

    private replica(
        name: string,
        region: string,
        { description, enabled = true }: ReplicaKeyArgs,
        args: ManagedKeyArgs,
        shared: Shared & { primaryKeyArn: pulumi.Output<string> },
    ): ReplicaKey {
        const watched = { ...contentsOf(args, shared), region, enabled };
        const guard = new KeyChangeGuard(name, watched, { parent: this });
        return new ReplicaKey(
            name,
            { ...shared, region, description: description ?? shared.description, enabled },
            { parent: this, protect: args.protect ?? true, dependsOn: guard },
        );
    }

    /** The key that exists, when databases can use it. */
    private look({ arn, alias }: ExistingKeyArgs): { arn: pulumi.Output<string>; id: pulumi.Output<string> } {
        const key = getKeyOutput({ keyId: arn ?? pulumi.interpolate`alias/${alias}` }, { parent: this });
        const usable = assured(this, key, keyProblem);
        return { arn: usable.apply((known) => known.arn), id: usable.apply((known) => known.id) };
    }

    /** Lets the users in, or sees that they are; what depends on the key waits for that. */
    private admit(
        name: string,
        { userRoleArns, retiredMasterKeyIds, protect }: ManagedKeyArgs,
        { extendPolicy = false }: ExistingKeyArgs,
        keyArn: pulumi.Output<string>,
    ): pulumi.Output<string> {
        if (userRoleArns === undefined && retiredMasterKeyIds === undefined) return keyArn;
        // A policy that is only looked at stays as it is: what guarded the grants in it lets them go.
        const kept = keyArn.apply((id) => [{ kind: "keptPolicy", id }]);
        const watched = { keyArn, userRoleArns, retiredMasterKeyIds };
        const guard = extendPolicy ? new KeyChangeGuard(name, watched, { parent: this }) : undefined;
        const policy = new KeyPolicyExtension(
            name,
            { ...watched, checkOnly: !extendPolicy },
            { parent: this, protect: extendPolicy && (protect ?? true), dependsOn: guard },
        );
        const grants = pulumi
            .all([keyArn, userRoleArns ?? []])
            .apply(([key, roles]) => roles.map((role) => ({ kind: "grant", id: `${key},${role}` })));
        new UseGuard(name, { subjects: extendPolicy ? grants : kept }, { parent: this, dependsOn: policy });
        return policy.keyArn;
    }
}

/** What the guard of a key has to know. As long as the policy is unknown, it judges what is known of the lists. */
function contentsOf(args: ManagedKeyArgs, { policy }: Shared) {
    const { userRoleArns = [], retiredMasterKeyIds = [] } = args;
    return { alias: aliasOf(args), policy, userRoleArns, retiredMasterKeyIds };
}

function aliasOf(args: ManagedKeyArgs): pulumi.Output<string> {
    return pulumi.interpolate`alias/${args.alias ?? ""}`;
}
