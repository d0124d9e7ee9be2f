import { evaluateKeyUse, type PolicyDocument } from "../policies";
import { type Finding, findingOf, untold, worst } from "./finding";
import { type KeyUse, keyPolicy, type PolicyFacts } from "./key-policy";
import type { Link } from "./link";
import { type Boundary, judgeBoundary, rolePermissions } from "./role-permissions";

/**
 * Which versions of a master key a policy denies to a role that it lets use the key otherwise.
 * The link `master-key-version`: a database whose version is denied cannot open its key.
 */
export function deniedVersions(
    keyPolicy: PolicyDocument | string,
    use: KeyUse,
    masterKeyIds: readonly string[],
): string[] {
    if (evaluateKeyUse({ keyPolicy }, use).decision !== "allowed") return [];
    return masterKeyIds.filter((id) => judgeVersion({ keyPolicy }, use, id).state === "broken");
}

function judgeVersion(documents: Parameters<typeof evaluateKeyUse>[0], use: KeyUse, masterKeyId: string): Finding {
    const remedy = `take ${masterKeyId} out of the denials in the policy of ${use.keyArn}, or out of \`retiredMasterKeyIds\``;
    const found = findingOf(evaluateKeyUse(documents, { ...use, masterKeyId }), remedy);
    return found.state === "whole" ? found : { ...found, evidence: `version ${masterKeyId}: ${found.evidence}` };
}

/** Tells which versions of a master key some database may be using now, by the ARN of the KMS key. */
export type VersionsInUse = (keyArn: string) => Promise<readonly string[]>;

interface VersionFacts extends PolicyFacts {
    readonly boundary?: Boundary;
    readonly masterKeyIds: readonly string[];
}

/** The versions in use. Which they are, no cloud tells by itself: who walks has to say how to find them. */
export function masterKeyVersion(inUse: VersionsInUse): Link<VersionFacts> {
    return {
        name: "master-key-version",
        async read(subject, shared) {
            const [policies, permissions] = await Promise.all([
                keyPolicy.read(subject, shared),
                rolePermissions.read(subject, shared),
            ]);
            if (policies === undefined || subject.keyArn === undefined) return undefined;
            const { boundary } = permissions ?? {};
            return {
                ...policies,
                ...(boundary === undefined ? {} : { boundary }),
                masterKeyIds: await inUse(subject.keyArn),
            };
        },
        judge(facts, subject) {
            const { keyArn, roleArn } = subject;
            if (facts === undefined || keyArn === undefined || roleArn === undefined) {
                return untold("key and role", "kms-key or role-association");
            }
            // What is shut out with every version, the links of the key policy and of the role tell.
            if (keyPolicy.judge(facts, subject).state !== "whole") return untold("use of the key at all", "key-policy");
            const { masterKeyIds, roleId, boundary, ...documents } = facts;
            const use = { keyArn, roleArn, ...(roleId === undefined ? {} : { roleId }) };
            if (judgeBoundary(boundary, use).state !== "whole") {
                return untold("use of any key", "role-permissions");
            }
            return worst([
                ...masterKeyIds.map((id) => judgeVersion(documents, use, id)),
                judgeBoundary(boundary, use, masterKeyIds),
            ]);
        },
    };
}
