import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { Alias, getKeyOutput, Key, ReplicaKey } from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../sdk/policies/document";
import { keyPolicy } from "../sdk/policies/key-policy";
import { KeyPolicyExtension, UseGuard } from "../sdk/resources";
import type { CustomerManagedKeyArgs, ExistingKeyArgs, ReplicaKeyArgs } from "./args/customer-managed-key";
import { accept, assured } from "./internal/checks";
import { keyProblem } from "./internal/customer-managed-key-checks";
import { guarded } from "./internal/guarded";
import { tellComposite } from "./internal/in-use";
import { customerManagedKey } from "./schema/keys";

export type {
    CustomerManagedKeyArgs,
    CustomerManagedKeySettings,
    ExistingKeyArgs,
    ReplicaKeyArgs,
} from "./args/customer-managed-key";

/** What a key and its replicas have in common. */
interface Shared {
    /** `Id` of the policy: whose key it is. */
    readonly policyId: string;
    readonly description: pulumi.Input<string>;
    readonly deletionWindowInDays: pulumi.Input<number>;
    readonly tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** Where a key is made, and what may go only after its guard has agreed. */
interface Place {
    readonly name: string;
    /** Name of the component. */
    readonly component: string;
    readonly opts: pulumi.ComponentResourceOptions | undefined;
}

/**
 * Symmetric KMS key for TDE with its alias (CreateKey, CreateAlias), usable by the roles of the given clusters and by nobody else but the account's administrators.
 * Multi-Region with replicas (ReplicateKey), or in a CloudHSM key store, on request. A key that exists is checked: its kind, its state and its policy, which can be extended.
 * A change of `multiRegion` or `customKeyStoreId` replaces the key, one of `alias` its alias; every other is an update in place.
 * @example new CustomerManagedKey("tde", { alias: "exadata/tde", userRoleArns: [identity.roleArn] })
 */
export class CustomerManagedKey extends pulumi.ComponentResource {
    /** ARN of the key. */
    public readonly arn: pulumi.Output<string>;
    /** Id of the key in KMS. */
    public readonly keyId: pulumi.Output<string>;
    /** Name of the alias with `alias/`, or the ARN of a key that was there already: what people recognise the key by. */
    public readonly label: pulumi.Output<string>;
    /** ARNs of the replicas by Region: what databases of VM clusters there use. */
    public readonly replicaArns: pulumi.Output<{ [region: string]: string }>;
    /** The native resource; undefined for a key that exists. */
    public readonly key?: Key;
    /** The native resource; undefined for a key that exists. */
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
            { ...this.policyParts(args, shared), enabled, multiRegion, customKeyStoreId },
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
            // A replacement that nobody judged must not take the key away: its guard schedules the deletion, after asking.
            { parent: this, protect: args.protect ?? true, retainOnDelete: true, dependsOn: guard },
        );
    }

    /** What the policy of a key is made of, for its guard. */
    private policyParts(args: CustomerManagedKeyArgs, { policyId }: Shared) {
        return {
            alias: aliasOf(args),
            policyId,
            accountId: getCallerIdentityOutput({}, { parent: this }).accountId,
            userRoleArns: args.userRoleArns ?? [],
            administratorRoleArns: args.administratorRoleArns ?? [],
            allowAdministratorsToDelete: args.allowAdministratorsToDelete ?? false,
            retiredMasterKeyIds: args.retiredMasterKeyIds ?? [],
            heldStatements: [] as Statement[],
            removeForeignStatements: args.removeForeignStatements ?? false,
        };
    }

    /** Refuses the end of a key that databases use, and schedules it otherwise. */
    private keep(
        { name, component, opts }: Place,
        key: Key | ReplicaKey,
        alias: Alias,
        { deletionWindowInDays }: Shared,
        dependsOn: pulumi.Resource[] = [],
    ): UseGuard {
        // Not the URN of the component: an output of it would make the guard wait for all its siblings, and they for it.
        const urns = { urn: key.urn, parentName: component };
        const subject = { kind: "key", keyArn: key.arn, label: alias.name, ...urns };
        const subjects = [{ ...subject, deletionWindowInDays }];
        const guard = new UseGuard(name, { subjects }, { parent: this, dependsOn: [key, alias, ...dependsOn] });
        tellComposite(opts, [subject]);
        return guard;
    }

    /** A new name is another alias of the same key: the old one must not be kept from going. */
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
            { ...this.policyParts(args, shared), region, enabled },
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

    /** The key that exists, when databases can use it. */
    private look({ arn, alias }: ExistingKeyArgs): { arn: pulumi.Output<string>; id: pulumi.Output<string> } {
        const key = getKeyOutput({ keyId: arn ?? withPrefix(alias ?? "") }, { parent: this });
        const usable = assured(this, key, keyProblem);
        return { arn: usable.apply((known) => known.arn), id: usable.apply((known) => known.id) };
    }

    /** Lets the users in, or sees that they are; what depends on the key waits for that. */
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
        // A policy that is only looked at stays as it is: what guarded the grants in it lets them go.
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

/** Of these, what the native resources take as it is. */
function nativeOf({ description, deletionWindowInDays, tags }: Shared) {
    return { description, deletionWindowInDays, tags };
}

/** What a guard lets through of a policy. */
interface PolicyParts {
    readonly policyId: string;
    readonly accountId: string;
    readonly userRoleArns: string[];
    readonly administratorRoleArns: string[];
    readonly allowAdministratorsToDelete: boolean;
    readonly retiredMasterKeyIds: string[];
    readonly heldStatements: Statement[];
}

function policyOf(parts: pulumi.Output<PolicyParts>): pulumi.Output<string> {
    return pulumi
        .all([
            parts.policyId,
            parts.accountId,
            parts.userRoleArns,
            parts.administratorRoleArns,
            parts.allowAdministratorsToDelete,
            parts.retiredMasterKeyIds,
            parts.heldStatements,
        ])
        .apply(([id, accountId, users, administrators, allowAdministratorsToDelete, retired, heldStatements]) =>
            JSON.stringify(
                keyPolicy({
                    id,
                    accountId,
                    userRoleArns: users,
                    administratorRoleArns: administrators,
                    allowAdministratorsToDelete,
                    retiredMasterKeyIds: retired,
                    heldStatements,
                }),
            ),
        );
}

/** The name of an alias as KMS takes it; programs may leave out the prefix. */
function withPrefix(alias: pulumi.Input<string>): pulumi.Output<string> {
    return pulumi.output(alias).apply((name) => (name.startsWith("alias/") ? name : `alias/${name}`));
}

function aliasOf(args: CustomerManagedKeyArgs): pulumi.Output<string> {
    return withPrefix(args.alias ?? "");
}
