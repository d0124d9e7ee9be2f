import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { Alias, getKeyOutput, Key, ReplicaKey } from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { KeyPolicyExtension, UseGuard } from "../sdk/resources";
import type { CustomerManagedKeyArgs, ExistingKeyArgs, ReplicaKeyArgs } from "./args/customer-managed-key";
import { accept, assured } from "./internal/checks";
import { keyProblem } from "./internal/customer-managed-key-checks";
import { guarded } from "./internal/guarded";
import { tellComposite } from "./internal/in-use";
import { aliasOf, policyOf, policyParts, withPrefix } from "./internal/key-policy";
import { customerManagedKey } from "./schema/keys";

export type {
    CustomerManagedKeyArgs,
    CustomerManagedKeySettings,
    ExistingKeyArgs,
    ReplicaKeyArgs,
} from "./args/customer-managed-key";

/** What a key and its replicas have in common. */
interface Shared {
    /** `Id` of the policy. It names the program that owns the key. */
    readonly policyId: string;
    readonly description: pulumi.Input<string>;
    readonly deletionWindowInDays: pulumi.Input<number>;
    readonly tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** Where a key is created. */
interface Place {
    readonly name: string;
    /** Name of the component. */
    readonly component: string;
    readonly opts: pulumi.ComponentResourceOptions | undefined;
}

/**
 * Symmetric KMS key for TDE with its alias (CreateKey, CreateAlias). Only the roles of the given clusters and the account's
 * administrators can use it. The key can be a multi-Region key with replicas (ReplicateKey), or live in a CloudHSM key store.
 *
 * An existing key is checked: its kind, its state and its policy, which the component can extend. A change of `multiRegion` or
 * `customKeyStoreId` replaces the key. A change of `alias` replaces the alias. Every other change is made in place.
 * @example new CustomerManagedKey("tde", { alias: "exadata/tde", userRoleArns: [identity.roleArn] })
 */
export class CustomerManagedKey extends pulumi.ComponentResource {
    /** ARN of the key. */
    public readonly arn: pulumi.Output<string>;
    /** Id of the key in KMS. */
    public readonly keyId: pulumi.Output<string>;
    /** Name for people: the alias with `alias/`, or the ARN of an existing key. */
    public readonly label: pulumi.Output<string>;
    /** ARNs of the replicas by Region. Databases of VM clusters in that Region use the replica. */
    public readonly replicaArns: pulumi.Output<{ [region: string]: string }>;
    /** The native resource; undefined for an existing key. */
    public readonly key?: Key;
    /** The native resource; undefined for an existing key. */
    public readonly alias?: Alias;

    constructor(name: string, args: CustomerManagedKeyArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:CustomerManagedKey", name, {}, opts);
        args = accept(this, name, customerManagedKey, args);
        if (args.existing === undefined) {
            const shared = sharedOf(name, args);
            const key = this.create(name, args, shared);
            this.arn = key.arn;
            this.keyId = key.keyId;
            const alias = this.name(name, args, key.keyId);
            this.key = key;
            this.alias = alias;
            const guard = this.keep({ name, component: name, opts }, key, alias, shared);
            this.label = alias.name;
            this.replicaArns = this.replicate(
                { name, component: name, opts },
                args,
                { ...shared, primaryKeyArn: key.arn },
                guard,
            );
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

    private create(name: string, args: CustomerManagedKeyArgs, shared: Shared): Key {
        const { enabled = true, customKeyStoreId } = args;
        const multiRegion = args.multiRegion ?? Object.keys(args.replicas ?? {}).length > 0;
        const { guard, wanted } = guarded(
            "key",
            name,
            { ...policyParts(this, args, shared.policyId), enabled, multiRegion, customKeyStoreId },
            { parent: this },
        );
        return new Key(
            name,
            {
                ...nativeOf(shared),
                policy: policyOf(wanted),
                keyUsage: "ENCRYPT_DECRYPT",
                customerMasterKeySpec: "SYMMETRIC_DEFAULT",
                isEnabled: wanted.enabled,
                multiRegion: wanted.multiRegion,
                customKeyStoreId: wanted.customKeyStoreId,
                enableKeyRotation: args.enableKeyRotation ?? false,
                rotationPeriodInDays: args.rotationPeriodInDays,
            },
            // The engine never deletes the key, not even in a replacement that no guard has judged. The guard schedules the
            // deletion after it has asked both clouds.
            { parent: this, protect: args.protect ?? true, retainOnDelete: true, dependsOn: guard },
        );
    }

    /** Sets the guard that refuses to remove a key in use, and schedules the deletion of a key that is not in use. */
    private keep(
        { name, component, opts }: Place,
        key: Key | ReplicaKey,
        alias: Alias,
        { deletionWindowInDays }: Shared,
        dependsOn: pulumi.Resource[] = [],
    ): UseGuard {
        // Not the URN of the component: the guard would then wait for all its siblings, and they for the guard.
        const urns = { urn: key.urn, parentName: component };
        const subject = { kind: "key", keyArn: key.arn, label: alias.name, ...urns };
        const subjects = [{ ...subject, deletionWindowInDays }];
        const guard = new UseGuard(name, { subjects }, { parent: this, dependsOn: [key, alias, ...dependsOn] });
        tellComposite(opts, [subject]);
        return guard;
    }

    /** Creates the alias. A change of the name replaces the alias, so it is never protected. */
    private name(name: string, args: CustomerManagedKeyArgs, keyId: pulumi.Output<string>, region?: string): Alias {
        return new Alias(name, { name: aliasOf(args), targetKeyId: keyId, region }, { parent: this });
    }

    private replicate(
        { name, component, opts }: Place,
        args: CustomerManagedKeyArgs,
        shared: Shared & { primaryKeyArn: pulumi.Output<string> },
        primary: UseGuard,
    ): pulumi.Output<{ [region: string]: string }> {
        const replicas = Object.entries(args.replicas ?? {}).map(([region, replica]) => {
            const child = `${name}-${region}`;
            const made = this.replica(child, region, replica, args, shared);
            const alias = this.name(child, args, made.keyId, region);
            // KMS deletes a primary key only after its replicas.
            this.keep({ name: child, component, opts }, made, alias, shared, [primary]);
            return [region, made.arn] as const;
        });
        return pulumi.output(Object.fromEntries(replicas));
    }

    private replica(
        name: string,
        region: string,
        { description, enabled = true }: ReplicaKeyArgs,
        args: CustomerManagedKeyArgs,
        shared: Shared & { primaryKeyArn: pulumi.Output<string> },
    ): ReplicaKey {
        const { guard, wanted } = guarded(
            "key",
            name,
            { ...policyParts(this, args, shared.policyId), region, enabled },
            { parent: this },
        );
        return new ReplicaKey(
            name,
            {
                ...nativeOf(shared),
                primaryKeyArn: shared.primaryKeyArn,
                policy: policyOf(wanted),
                region: wanted.region,
                description: description ?? shared.description,
                enabled: wanted.enabled,
            },
            { parent: this, protect: args.protect ?? true, retainOnDelete: true, dependsOn: guard },
        );
    }

    /** Looks up an existing key and fails if databases cannot use it. */
    private look({ arn, alias }: ExistingKeyArgs): { arn: pulumi.Output<string>; id: pulumi.Output<string> } {
        const key = getKeyOutput({ keyId: arn ?? withPrefix(alias ?? "") }, { parent: this });
        const { accountId } = getCallerIdentityOutput({}, { parent: this });
        const usable = assured(this, pulumi.all([key, accountId]), ([known, account]) => keyProblem(known, account));
        return { arn: usable.apply(([known]) => known.arn), id: usable.apply(([known]) => known.id) };
    }

    /**
     * Grants the user roles access to an existing key, or checks that they have it. The returned ARN is known only after that.
     */
    private admit(
        name: string,
        { userRoleArns, retiredMasterKeyIds, protect }: CustomerManagedKeyArgs,
        { extendPolicy = false, removeDeadPrincipals }: ExistingKeyArgs,
        keyArn: pulumi.Output<string>,
    ): pulumi.Output<string> {
        if (userRoleArns === undefined && retiredMasterKeyIds === undefined) return keyArn;
        const parts = { keyArn, userRoleArns: userRoleArns ?? [], retiredMasterKeyIds: retiredMasterKeyIds ?? [] };
        const { guard, wanted } = extendPolicy
            ? guarded("key", name, parts, { parent: this })
            : { guard: undefined, wanted: pulumi.output(parts) };
        const policy = new KeyPolicyExtension(
            name,
            {
                keyArn: wanted.keyArn,
                userRoleArns: wanted.userRoleArns,
                retiredMasterKeyIds: wanted.retiredMasterKeyIds,
                checkOnly: !extendPolicy,
                removeDeadPrincipals,
            },
            { parent: this, protect: extendPolicy && (protect ?? true), dependsOn: guard },
        );
        // A policy that is only checked stays as it is, so the guard of its grants can release them.
        const grants = pulumi
            .all([keyArn, userRoleArns ?? []])
            .apply(([key, roles]) =>
                roles.map((roleArn) => ({ kind: "grant", keyArn: key, roleArn, released: !extendPolicy })),
            );
        new UseGuard(name, { subjects: grants }, { parent: this, dependsOn: policy });
        return policy.keyArn;
    }
}

function sharedOf(name: string, args: CustomerManagedKeyArgs): Shared {
    return {
        policyId: `exadata-aws-kms:${pulumi.getProject()}/${pulumi.getStack()}/${name}`,
        description: args.description ?? "TDE master key of Exadata databases on Oracle Database@AWS",
        deletionWindowInDays: args.deletionWindowInDays ?? 30,
        tags: args.tags,
    };
}

/** The shared settings that the native resources take unchanged. */
function nativeOf({ description, deletionWindowInDays, tags }: Shared) {
    return { description, deletionWindowInDays, tags };
}
