import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "./host";

/** Arguments of {@link RegistrationGuard}: key, connector and compartment of a registration, or `keyId` of one that exists. */
export interface RegistrationGuardArgs {
    /**
     * ARN of the key to register.
     * @default that of the key registered as `keyId`
     * @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"
     */
    keyArn?: pulumi.Input<string>;
    /**
     * OCID of the identity connector.
     * @default that of the key registered as `keyId`
     * @example "ocid1.oracledbawsconnector.oc1.iad.aaaa"
     */
    connectorId?: pulumi.Input<string>;
    /**
     * OCID of the compartment of the registration.
     * @default none; a registration is found by its key and its connector
     * @example "ocid1.compartment.oc1..aaaa"
     */
    compartmentId?: pulumi.Input<string>;
    /**
     * OCID of a key that is registered already: its Region and its kind are looked at.
     * @default none: a key is to be registered
     * @example "ocid1.oracledbawskey.oc1.iad.aaaa"
     */
    keyId?: pulumi.Input<string>;
    /**
     * AWS Region of the VM cluster.
     * @default the location of the identity connector; that of the stack as long as it is not known
     * @example "us-east-1"
     */
    clusterRegion?: pulumi.Input<string>;
}

/**
 * Watches the registration of a KMS key in OCI, which depends on the guard. Refuses a key that databases of the cluster could
 * never use (another Region, not symmetric, managed by AWS, about to be deleted), and another key or connector while databases
 * have their key by it.
 * @example new RegistrationGuard("tde", { keyArn: key.arn, connectorId: identity.connectorId, compartmentId: cluster.compartmentId })
 */
export class RegistrationGuard extends HostedResource {
    constructor(name: string, args: RegistrationGuardArgs, opts?: pulumi.CustomResourceOptions) {
        super({ type: "RegistrationGuard", operations: "registration-guard", outputs: [] }, name, { ...args }, opts);
    }
}
