import { evaluate, evaluateKeyUse, type PolicyDocument, readPolicy } from "../policies";
import { type Finding, findingOf, untold, worst } from "./finding";
import { type KeyUse, keyPolicy, type PolicyFacts } from "./key-policy";
import type { Link } from "./link";

/** What holds of every call of a database, whoever makes it. */
const everyCall = {
    "aws:SecureTransport": "true",
    "aws:PrincipalIsAWSService": "false",
    "aws:ViaAWSService": "false",
    "kms:EncryptionAlgorithm": "SYMMETRIC_DEFAULT",
    "kms:EncryptionContextKeys": ["MKID"],
} as const;

/**
 * Whether the policy of a key surely denies a version of a master key to everybody, of whatever account: a denial that spares
 * somebody may spare the very role that uses the version.
 */
export function deniesToAll(keyPolicy: PolicyDocument | string, keyArn: string, masterKeyId: string): boolean {
    const policy = readPolicy(keyPolicy);
    const everything = { Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" } as const;
    const open = { ...policy, Statement: [...policy.Statement, everything] };
    const context = { ...everyCall, "kms:EncryptionContext:MKID": masterKeyId };
    return ["kms:Encrypt", "kms:Decrypt"].some(
        (action) => evaluate(open, { action, resource: keyArn, context }).decision === "denied",
    );
}

/**
 * Whether the policy of a key lets a role use a version.
 * The link `master-key-version`: a database whose version is denied cannot open its key.
 */
function judgeVersion(documents: Parameters<typeof evaluateKeyUse>[0], use: KeyUse, masterKeyId: string): Finding {
    const remedy = `take ${masterKeyId} out of the denials in the policy of ${use.keyArn}, or out of \`retiredMasterKeyIds\``;
    const found = findingOf(evaluateKeyUse(documents, { ...use, masterKeyId }), remedy);
    return found.state === "whole" ? found : { ...found, evidence: `version ${masterKeyId}: ${found.evidence}` };
}

/** Tells which versions of a master key some database may be using now, by the ARN of the KMS key. */
export type VersionsInUse = (keyArn: string) => Promise<readonly string[]>;

interface VersionFacts extends PolicyFacts {
    readonly masterKeyIds: readonly string[];
}

/** The versions in use. Which they are, no cloud tells by itself: who walks has to say how to find them. */
export function masterKeyVersion(inUse: VersionsInUse): Link<VersionFacts> {
    return {
        name: "master-key-version",
        async read(subject, shared) {
            const policies = await keyPolicy.read(subject, shared);
            if (policies === undefined || subject.keyArn === undefined) return undefined;
            return { ...policies, masterKeyIds: await inUse(subject.keyArn) };
        },
        judge(facts, subject) {
            const { keyArn, roleArn } = subject;
            if (facts === undefined || keyArn === undefined || roleArn === undefined) {
                return untold("key and role", "kms-key or role-association");
            }
            // What is shut out with every version, the link of the key policy tells.
            if (keyPolicy.judge(facts, subject).state !== "whole") return untold("use of the key at all", "key-policy");
            const { masterKeyIds, roleId, ...documents } = facts;
            const use = { keyArn, roleArn, ...(roleId === undefined ? {} : { roleId }) };
            return worst(masterKeyIds.map((id) => judgeVersion(documents, use, id)));
        },
    };
}
