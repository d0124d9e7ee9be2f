import type { PolicyDocument } from "../policies";
import { type Finding, untold, worst } from "./finding";
import { judgeKeyPolicy, type KeyUse, keyPolicy, type PolicyFacts, type RoleFacts } from "./key-policy";
import type { Link } from "./link";
import { type Boundary, judgeBoundary, rolePermissions } from "./role-permissions";

/** The link `master-key-version`: whether a key policy lets a role use the key for one version of a master key. */
export function judgeVersion(
    keyPolicy: PolicyDocument | string,
    use: KeyUse,
    masterKeyId: string,
    role: RoleFacts = {},
): Finding {
    const remedy = `remove ${masterKeyId} from the denials in the policy of ${use.keyArn}, or from \`retiredMasterKeyIds\``;
    const found = judgeKeyPolicy(keyPolicy, { ...use, masterKeyId }, role);
    return found.state === "whole"
        ? found
        : { ...found, evidence: `version ${masterKeyId}: ${found.evidence}`, remedy };
}

/** Takes the ARN of a KMS key. Returns the versions of the master key that a database may be using now. */
export type VersionsInUse = (keyArn: string) => Promise<readonly string[]>;

interface VersionFacts extends PolicyFacts {
    readonly boundary?: Boundary;
    readonly masterKeyIds: readonly string[];
}

/** The versions in use. No cloud lists them, so the caller passes a function that finds them. */
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
            // If the key is denied for every version, the links `key-policy` and `role-permissions` report it.
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
