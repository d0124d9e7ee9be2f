import { getOdbNetwork } from "../clouds/aws/odb-networks";
import { evaluate } from "../policies";
import { clustersIn } from "../usage/databases";
import { broken, type Finding, findingOf, whole, worst } from "./finding";
import type { Link } from "./link";

/** One way out of an ODB network. */
export interface Access {
    /** ENABLED, ENABLING, DISABLED or DISABLING. */
    readonly status: string;
    /** Absent when every call passes. */
    readonly policyDocument?: string;
}

const actions = {
    sts: ["sts:AssumeRoleWithWebIdentity"],
    kms: ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"],
} as const;

/** The link `network-access`, for one way out: whether the clusters of a network reach these roles, or keys. */
export function judgeAccess(service: keyof typeof actions, access: Access, arns: readonly string[]): Finding {
    const name = `AWS ${service.toUpperCase()}`;
    if (access.status.startsWith("DISABL")) {
        return broken(`the access to ${name} is ${access.status}`, `set ${service}Access of the network to ENABLED`);
    }
    const { policyDocument } = access;
    if (policyDocument === undefined) return whole;
    const findings = arns.flatMap((resource) =>
        actions[service].map((action) =>
            findingOf(
                evaluate(policyDocument, { action, resource, context: {} }),
                `let the document for ${name} allow ${action} on ${resource} to everybody`,
            ),
        ),
    );
    return worst(findings);
}

interface NetworkFacts {
    readonly id: string;
    readonly sts: Access;
    readonly kms: Access;
}

/** The ODB network of the cluster: its ways out to STS and KMS. */
export const networkAccess: Link<NetworkFacts> = {
    name: "network-access",
    async read({ vmClusterArn, region }) {
        const cluster = (await clustersIn(region)).find(({ arn }) => arn === vmClusterArn);
        return cluster && getOdbNetwork(cluster.networkId, region);
    },
    judge(network, { vmClusterArn, roleArn, keyArn }) {
        if (network === undefined) return broken(`AWS lists no VM cluster ${vmClusterArn}`, "look at the cluster");
        const toSts = judgeAccess("sts", network.sts, roleArn ? [roleArn] : []);
        const found = worst([toSts, judgeAccess("kms", network.kms, keyArn ? [keyArn] : [])]);
        if (found.state === "whole") return found;
        return { ...found, evidence: `ODB network ${network.id}: ${found.evidence}` };
    },
};
