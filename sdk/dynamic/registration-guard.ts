import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "./host";

/** Arguments of {@link RegistrationGuard}. */
export interface RegistrationGuardArgs {
    /** ARN of the key to register. @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e" */
    keyArn: pulumi.Input<string>;
    /** OCID of the identity connector. @example "ocid1.oracledbawsconnector.oc1.iad.aaaa" */
    connectorId: pulumi.Input<string>;
    /** OCID of the compartment of the registration. @example "ocid1.compartment.oc1..aaaa" */
    compartmentId: pulumi.Input<string>;
    /**
     * AWS Region of the VM cluster.
     * @default the Region of the stack
     * @example "us-east-1"
     */
    clusterRegion?: pulumi.Input<string>;
}

/**
 * Watches the registration of a KMS key in OCI, which depends on the guard. Refuses a key that databases of the cluster could
 * never use (another Region, not symmetric, managed by AWS), and another key or connector while databases have their key by it.
 * @example new RegistrationGuard("tde", { keyArn: key.arn, connectorId: identity.connectorId, compartmentId: cluster.compartmentId })
 */
export class RegistrationGuard extends HostedResource {
    constructor(name: string, args: RegistrationGuardArgs, opts?: pulumi.CustomResourceOptions) {
        super({ type: "RegistrationGuard", operations: "registration-guard", outputs: [] }, name, { ...args }, opts);
    }
}
