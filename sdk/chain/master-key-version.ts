import type { PolicyDocument } from "../policies";
import { type Finding, untold, worst } from "./finding";
import { judgeKeyPolicy, type KeyUse, keyPolicy, type PolicyFacts, type RoleFacts } from "./key-policy";
import type { Link } from "./link";
import { type Boundary, judgeBoundary, rolePermissions } from "./role-permissions";

/** The link `master-key-version`: whether the policy of a key lets a role use it for one version of a master key. */
export function judgeVersion(
    keyPolicy: PolicyDocument | string,
    use: KeyUse,
    masterKeyId: string,
    role: RoleFacts = {},
): Finding {
    const remedy = `take ${masterKeyId} out of the denials in the policy of ${use.keyArn}, or out of \`retiredMasterKeyIds\``;
    const found = judgeKeyPolicy(keyPolicy, { ...use, masterKeyId }, role);
    return found.state === "whole"
        ? found
        : { ...found, evidence: `version ${masterKeyId}: ${found.evidence}`, remedy };
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
            const { masterKeyIds, boundary, keyPolicy: policy, ...role } = facts;
            const use = { keyArn, roleArn };
            if (judgeBoundary(boundary, use).state !== "whole") {
                return untold("use of any key", "role-permissions");
            }
            return worst([
                ...masterKeyIds.map((id) => judgeVersion(policy, use, id, role)),
                judgeBoundary(boundary, use, masterKeyIds),
            ]);
        },
    };
}
