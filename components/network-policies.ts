import * as pulumi from "@pulumi/pulumi";
import { networkKmsPolicy as kmsPolicy, policyText, networkStsPolicy as stsPolicy } from "../sdk/policies";

/**
 * Policy document for a network's path to AWS KMS. Databases on the network may use these keys and no others. List the ARN of the
 * key of every database on the network. For a multi-Region key, use the ARN of the key or replica in the network's Region.
 * @example new OdbNetwork("sales", { existing: { id: "odbnet_4k2p0wz1ab", enableAccess: true, kmsPolicyDocument: networkKmsPolicy([key.arn]) } })
 */
export function networkKmsPolicy(keyArns: pulumi.Input<pulumi.Input<string>[]>): pulumi.Output<string> {
    return pulumi.output(keyArns).apply((arns) => policyText(kmsPolicy(arns)));
}

/**
 * Policy document for a network's path to AWS STS. Nodes on the network may assume these roles and no others. List the ARN of the
 * role of every cluster on the network.
 * @example new OdbNetwork("sales", { existing: { id: "odbnet_4k2p0wz1ab", enableAccess: true, stsPolicyDocument: networkStsPolicy([identity.roleArn]) } })
 */
export function networkStsPolicy(roleArns: pulumi.Input<pulumi.Input<string>[]>): pulumi.Output<string> {
    return pulumi.output(roleArns).apply((arns) => policyText(stsPolicy(arns)));
}
