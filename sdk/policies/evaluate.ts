import type { Known, LookUp } from "./conditions";
import type { PolicyDocument } from "./document";
import { type Evaluation, type Judgement, joint, judge, permission } from "./judgement";
import type { Caller } from "./principals";
import { type Call, type Reading, type Rules, readDocument } from "./statements";
import { issuerName } from "./trust";

export type { Decision, Evaluation, Part } from "./judgement";
export type { Caller } from "./principals";

/**
 * The condition keys of a request; letter case does not count. A key with `undefined` is absent for certain, a key that is
 * not named is unknown. A name that ends in `*` means all keys that begin so.
 */
export type Context = Readonly<Record<string, string | readonly string[] | undefined>>;

type Document = PolicyDocument | string;

const rules = {
    key: { principals: "always", withoutResource: "void" },
    identity: { principals: "never", withoutResource: "open" },
    trust: { principals: "always", withoutResource: "usual" },
    network: { principals: "either", withoutResource: "open" },
} as const satisfies Record<string, Rules>;

/** What one document says by itself. Without a caller, only statements for everybody can be judged. */
export function evaluate(
    document: Document,
    request: { action: string; resource: string; caller?: Caller; context: Context },
): Evaluation {
    const { action, resource, caller, context } = request;
    const call: Call = { action, resource, lookUp: lookUpIn(context), ...(caller && { caller }) };
    const judgement = judge("the document", readDocument("the document", document, rules.network, call), action);
    return joint([{ use: `the document on ${resource}`, judgement }]);
}

export interface KeyUseDocuments {
    readonly keyPolicy?: Document;
    /**
     * Policies of the role, inline and attached. Without them, what the key policy leaves to IAM policies of the account is
     * not allowed, and what it allows the role itself is.
     */
    readonly rolePolicies?: readonly { readonly name: string; readonly document: Document }[];
    readonly boundary?: Document;
    /** What the ODB network lets through to KMS. */
    readonly networkPolicy?: Document;
}

export interface KeyUse {
    readonly keyArn: string;
    readonly roleArn: string;
    /** Unique id (`AROA…`) of the role as it is now. */
    readonly roleId?: string;
    /** Version of the master key. Without it, denials of single versions do not count. */
    readonly masterKeyId?: string;
}

const keyActions = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"];

/** Whether a role may look at a key, encrypt and decrypt with it, by those documents that are given. */
export function evaluateKeyUse(documents: KeyUseDocuments, use: KeyUse): Evaluation {
    const { keyPolicy, rolePolicies, boundary, networkPolicy } = documents;
    const accountId = accountOf(use.roleArn);
    const caller: Caller = { roleArn: use.roleArn, accountId, ...(use.roleId !== undefined && { roleId: use.roleId }) };
    const version = use.masterKeyId === undefined ? "" : ` in version ${use.masterKeyId}`;
    const by = (name: string, judgement: Judgement) => {
        return { use: `${name} for ${use.roleArn} on ${use.keyArn}${version}`, judgement };
    };
    const judgements = keyActions.flatMap((action) => {
        const call = { action, resource: use.keyArn, caller, lookUp: lookUpForKey(action, use) };
        const read = (name: string, document: Document, of: Rules): Reading => readDocument(name, document, of, call);
        const alone = (name: string, document: Document | undefined, of: Rules) =>
            document === undefined ? [] : [by(name, judge(name, read(name, document, of), action))];
        const byRole = rolePolicies?.map(({ name, document }) =>
            read(`the role's policy "${name}"`, document, rules.identity),
        );
        const key = keyPolicy === undefined ? undefined : read("the key policy", keyPolicy, rules.key);
        const isForeign = accountId !== accountOf(use.keyArn);
        const granted = permission({ key, roles: byRole, isForeign, accountId }, use.roleArn, action);
        const grantors = key === undefined ? (rolePolicies ?? []).map(({ name }) => `"${name}"`) : ["the key policy"];
        return [
            by(grantors.join(), granted),
            ...alone("the permissions boundary", boundary, rules.identity),
            ...alone("the network's KMS policy", networkPolicy, rules.network),
        ];
    });
    return joint(judgements);
}

export interface Token {
    readonly providerArn: string;
    /** URL or name of the issuer. */
    readonly issuer: string;
    /** Absent where any may come: what depends on it is unknown then. */
    readonly audience?: string;
    readonly subject?: string;
    /** The role that the token is to get. */
    readonly roleArn: string;
}

/** Whether a token gets a role, by its trust policy and by what a network lets through to STS. */
export function evaluateToken(
    documents: { readonly trustPolicy: Document; readonly networkPolicy?: Document },
    token: Token,
): Evaluation {
    const action = "sts:AssumeRoleWithWebIdentity";
    const { roleArn, providerArn } = token;
    const caller = { roleArn, accountId: accountOf(roleArn), federated: providerArn };
    const call: Call = { action, resource: roleArn, lookUp: lookUpIn(tokenContext(token)) };
    const { trustPolicy, networkPolicy } = documents;
    const read = (name: string, document: Document, of: Rules, one: Call) => {
        const judgement = judge(name, readDocument(name, document, of, one), action);
        return { use: `${name} for ${token.subject} on ${roleArn}`, judgement };
    };
    const network = "the network's STS policy";
    return joint([
        read("the trust policy", trustPolicy, rules.trust, { ...call, caller }),
        // Whom a network takes a node for that has no credentials yet, no source says: there, only everybody is known.
        ...(networkPolicy === undefined ? [] : [read(network, networkPolicy, rules.network, call)]),
    ]);
}

function tokenContext({ issuer, audience, subject, providerArn }: Token): Context {
    const name = issuerName(issuer);
    return {
        ...notOfDatabases,
        "aws:PrincipalArn": undefined,
        "aws:PrincipalAccount": undefined,
        "aws:PrincipalTag/*": undefined,
        "sts:ExternalId": undefined,
        // Who asks for a role by a token has no credentials yet that could tell of a second factor.
        "aws:MultiFactorAuth*": undefined,
        "aws:FederatedProvider": providerArn,
        "aws:SecureTransport": "true",
        ...(audience !== undefined && { [`${name}:aud`]: audience }),
        ...(subject !== undefined && { [`${name}:sub`]: subject }),
    };
}

/**
 * No service stands between a database and AWS. What credentials of a role say of a second factor is not among it: temporary
 * ones may say "false" where others say nothing.
 */
const notOfDatabases: Context = {
    "aws:SourceAccount": undefined,
    "aws:SourceArn": undefined,
    "aws:SourceOrgID": undefined,
    "aws:CalledVia*": undefined,
    "aws:RequestTag/*": undefined,
    "aws:TagKeys": undefined,
};

const mkid = "kms:EncryptionContext:MKID";

function lookUpForKey(action: string, { keyArn, roleArn, masterKeyId }: KeyUse): LookUp {
    const account = accountOf(roleArn);
    const isEncryption = action !== "kms:DescribeKey";
    const found = lookUpIn({
        ...notOfDatabases,
        "aws:PrincipalArn": roleArn,
        "aws:PrincipalAccount": account,
        "aws:PrincipalType": "AssumedRole",
        "aws:PrincipalIsAWSService": "false",
        "aws:PrincipalServiceName*": undefined,
        "aws:ViaAWSService": "false",
        "aws:SecureTransport": "true",
        // Nothing is known of a key that nobody tells.
        ...(keyArn !== "" && {
            "aws:RequestedRegion": keyArn.split(":")[3] ?? "",
            "aws:ResourceAccount": accountOf(keyArn),
        }),
        "kms:CallerAccount": account,
        "kms:ViaService": undefined,
        "kms:GrantIsForAWSResource": undefined,
        "kms:RequestAlias": undefined,
        "kms:EncryptionContextKeys": isEncryption ? ["MKID"] : undefined,
        "kms:EncryptionAlgorithm": isEncryption ? "SYMMETRIC_DEFAULT" : undefined,
        ...(isEncryption ? { [mkid]: masterKeyId } : { "kms:EncryptionContext:*": undefined }),
    });
    if (!isEncryption || masterKeyId !== undefined) return found;
    return (key) => (key.toLowerCase() === mkid.toLowerCase() ? "any version" : found(key));
}

function lookUpIn(context: Context): LookUp {
    const known = Object.entries(context).map(([name, value]) => [name.toLowerCase(), value] as const);
    return (key): Known => {
        const wanted = key.toLowerCase();
        const found = known.find(([name]) =>
            name.endsWith("*") ? wanted.startsWith(name.slice(0, -1)) : name === wanted,
        );
        if (found === undefined) return "unknown";
        return found[1] === undefined ? "absent" : [found[1]].flat();
    };
}

function accountOf(arn: string): string {
    return arn.split(":")[4] ?? "";
}
