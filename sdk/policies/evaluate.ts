import type { Known, LookUp } from "./conditions";
import type { PolicyDocument } from "./document";
import { type Evaluation, type Judgement, joint, judge, permission } from "./judgement";
import type { Caller } from "./principals";
import { type Call, type Reading, type Rules, readDocument } from "./statements";
import { issuerName } from "./trust";

export type { Decision, Evaluation, Part } from "./judgement";
export type { Caller } from "./principals";

/**
 * The condition keys of a request. Letter case does not count. `undefined` means that the request does not have the key. A key
 * that is not listed is unknown. A name that ends in `*` means all keys with that beginning.
 */
export type Context = Readonly<Record<string, string | readonly string[] | undefined>>;

type Document = PolicyDocument | string;

const rules = {
    key: { principals: "always", withoutResource: "void" },
    identity: { principals: "never", withoutResource: "open" },
    trust: { principals: "always", withoutResource: "usual" },
    network: { principals: "either", withoutResource: "open" },
} as const satisfies Record<string, Rules>;

/** What one document decides by itself. Without a caller, only statements for everybody can be judged. */
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
     * Policies of the role, inline and attached. If they are not given, only what the key policy allows the role itself is allowed,
     * and nothing that the key policy leaves to IAM policies of the account.
     */
    readonly rolePolicies?: readonly { readonly name: string; readonly document: Document }[];
    readonly boundary?: Document;
    /** The ODB network's policy document for KMS. */
    readonly networkPolicy?: Document;
}

export interface KeyUse {
    readonly keyArn: string;
    readonly roleArn: string;
    /** Unique id (`AROA…`) of the role as it is now. */
    readonly roleId?: string;
    /** Version of the master key. If it is not given, denials of single versions do not count. */
    readonly masterKeyId?: string;
}

const keyActions = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"];

/** Whether a role may describe a key, encrypt and decrypt with it, according to the given documents. */
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
    /** Absent if it may be any. What depends on it is then unknown. */
    readonly audience?: string;
    readonly subject?: string;
    /** The role that the token asks for. */
    readonly roleArn: string;
}

/** Whether a token gets a role, according to the trust policy and the network's policy document for STS. */
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
        // A node that asks for a role has no credentials yet. No source says which principal a network policy sees in it, so here
        // only statements for everybody are known to cover it.
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
        // A caller that asks for a role with a token has no credentials yet that could state a second factor.
        "aws:MultiFactorAuth*": undefined,
        "aws:FederatedProvider": providerArn,
        "aws:SecureTransport": "true",
        ...(audience !== undefined && { [`${name}:aud`]: audience }),
        ...(subject !== undefined && { [`${name}:sub`]: subject }),
    };
}

/**
 * Condition keys that a database's calls do not have, because no AWS service makes them on its behalf. The second factor is not
 * listed: some temporary credentials say "false" about it, others say nothing.
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
        // If the key is unknown, nothing is known about its attributes.
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
