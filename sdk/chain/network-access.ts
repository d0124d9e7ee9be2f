import { getOdbNetwork } from "../clouds/aws/odb-networks";
import { evaluate, type PolicyDocument } from "../policies";
import { clustersIn } from "../usage/databases";
import { broken, type Finding, findingOf, whole, worst } from "./finding";
import type { Link } from "./link";

/** The access of an ODB network to one AWS service. */
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

/** A policy document that allows nothing. */
const nothing: PolicyDocument = { Version: "2012-10-17", Statement: [] };

/**
 * The link `network-access`, for one AWS service: whether the clusters of a network reach these roles or keys.
 * @param arns An empty ARN stands for an unknown role or key.
 */
export function judgeAccess(service: keyof typeof actions, access: Access, arns: readonly string[]): Finding {
    const name = `AWS ${service.toUpperCase()}`;
    const through = (document: PolicyDocument | string) =>
        arns.flatMap((resource) =>
            actions[service].map((action) =>
                findingOf(
                    evaluate(document, { action, resource, context: {} }),
                    `allow ${action} on ${resource || "all"} to everybody in the policy document for ${name}`,
                ),
            ),
        );
    if (access.status.startsWith("DISABL")) {
        const remedy = `set \`${service}Access\` of the network to ENABLED`;
        const closed = broken(`the access to ${name} is ${access.status}`, remedy);
        return arns.length === 0 ? closed : { ...worst(through(nothing)), ...closed };
    }
    return access.policyDocument === undefined ? whole : worst(through(access.policyDocument));
}

interface NetworkFacts {
    readonly id: string;
    readonly sts: Access;
    readonly kms: Access;
}

/** The ODB network of the cluster: its access to STS and KMS. */
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
