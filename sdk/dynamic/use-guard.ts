import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "./host";

/** One thing that must not go while a database needs it. */
export interface GuardedSubjectArgs {
    /**
     * What it is: `key`, `grant`, `role`, `association`, `oidcProvider`, `connector`, `registeredKey`, `customKeyStore`, `keyStore`, `cluster`, `network`,
     * `compartmentPolicy`, `database`, or `keptPolicy`: a key policy that stays as it is, so that its grants may go from the list.
     * @example "key"
     */
    kind: string;
    /**
     * Its ARN, OCID or id: ARN of a key, role, provider or cluster; OCID of a connector, registered key, cluster (also for its key
     * store) or database; id of a network or a custom key store; `roleArn,clusterArn` for an association; `keyArn,roleArn` for a grant in the policy of a
     * key; ARN of the key for `keptPolicy`; `policyOcid,compartmentOcid` for a statement in an OCI policy;
     * `providerArn,roleArn` for a provider that goes together with a role.
     * @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"
     */
    id: pulumi.Input<string>;
    /**
     * What people call it; shown in refusals.
     * @default its id
     * @example "alias/exadata/tde"
     */
    label?: pulumi.Input<string>;
}

/** Arguments of {@link UseGuard}. */
export interface UseGuardArgs {
    /** What is guarded. @example [{ kind: "key", id: key.arn, label: "alias/exadata/tde" }] */
    subjects: pulumi.Input<pulumi.Input<GuardedSubjectArgs>[]>;
}

/**
 * Stands before what databases need: it depends on it, so the engine removes the guard first, and the guard asks both clouds
 * which databases still use it. While one does, the removal ends there, before anything else is touched. A subject that goes
 * from the list, or becomes another, is refused at preview. A database that a program owns may go once it is taken from the list.
 * @example new UseGuard("tde", { subjects: [{ kind: "key", id: key.arn, label: "alias/exadata/tde" }] }, { dependsOn: key })
 */
export class UseGuard extends HostedResource {
    constructor(name: string, args: UseGuardArgs, opts?: pulumi.CustomResourceOptions) {
        super({ type: "UseGuard", operations: "use-guard", outputs: [] }, name, { ...args }, opts);
    }
}
