import { RequestContext, timesOf } from "./context";
import type { PolicyDocument } from "./document";
import { type Caller, judgeCaller } from "./principals";
import { type AccessRequest, consult } from "./statements";

export interface KeyPolicies {
    keyPolicy: PolicyDocument;
    /** Inline and attached policies of the role. */
    rolePolicies: readonly PolicyDocument[];
    permissionsBoundary?: PolicyDocument;
    /** The policy that the ODB network puts on its way to KMS. */
    networkPolicy?: PolicyDocument;
}

export interface KeyCall {
    action: "kms:DescribeKey" | "kms:Encrypt" | "kms:Decrypt";
    keyArn: string;
    region: string;
    encryptionContext: Readonly<Record<string, string>>;
    roleTags: Readonly<Record<string, string>>;
}

/** Keys that IAM knows and a call of a database never carries: no service stands between it and KMS. */
const absentKeys = [
    /^kms:EncryptionContext(:.+|Keys)$/i,
    /^kms:(ViaService|GrantIsForAWSResource|RequestAlias)$/i,
    /^aws:(SourceAccount|SourceArn|SourceOrgID|CalledVia|CalledViaFirst|CalledViaLast|MultiFactorAuthPresent)$/i,
    /^aws:(PrincipalTag|RequestTag)\/.+$/i,
];

/**
 * Whether a role session may make a KMS call, by the rules of one account: an explicit Deny anywhere wins; the key
 * policy allows the role itself, or allows the account and a policy of the role allows; the boundary and the
 * network's policy, where there is one, allow as well. Grants are not looked at: the guide uses none.
 * @returns nothing when allowed, else the end of KMS's sentence "… is not authorized to perform: … on resource: …"
 */
export function refusalOfKeyAccess(caller: Caller, call: KeyCall, policies: KeyPolicies): string | undefined {
    const request: AccessRequest = { action: call.action, resource: call.keyArn, context: contextOf(caller, call) };
    const byKey = consult(withEffect(policies.keyPolicy), request, judgeCaller(policies.keyPolicy.name, caller));
    const byRole = policies.rolePolicies.map((policy) => consult(policy, request));
    const byBoundary = policies.permissionsBoundary && consult(policies.permissionsBoundary, request);
    const byNetwork =
        policies.networkPolicy &&
        consult(policies.networkPolicy, request, judgeCaller(policies.networkPolicy.name, caller));

    if (byKey.denied) return "with an explicit deny in a resource-based policy";
    if (byRole.some((verdicts) => verdicts.denied)) return "with an explicit deny in an identity-based policy";
    if (byBoundary?.denied) return "with an explicit deny in a permissions boundary";
    if (byNetwork?.denied) return "with an explicit deny in a VPC endpoint policy";

    if (!byKey.allowed && !byKey.delegated) return `because no resource-based policy allows the ${call.action} action`;
    if (!byKey.allowed && !byRole.some((verdicts) => verdicts.allowed))
        return `because no identity-based policy allows the ${call.action} action`;
    if (byBoundary && !byBoundary.allowed) return `because no permissions boundary allows the ${call.action} action`;
    if (byNetwork && !byNetwork.allowed && !byNetwork.delegated)
        return `because no VPC endpoint policy allows the ${call.action} action`;
    return undefined;
}

/** KMS takes statements of a key policy without resource or action, and says that they have no effect: neither leave nor denial. */
function withEffect({ name, statements }: PolicyDocument): PolicyDocument {
    const effective = statements.filter(
        ({ Action, NotAction, Resource, NotResource }) => (Action ?? NotAction) && (Resource ?? NotResource),
    );
    return { name, statements: effective };
}

function contextOf(caller: Caller, call: KeyCall): RequestContext {
    const names = Object.keys(call.encryptionContext);
    return new RequestContext(
        {
            "aws:PrincipalArn": caller.roleArn,
            "aws:PrincipalAccount": caller.accountId,
            "aws:PrincipalType": "AssumedRole",
            "aws:PrincipalIsAWSService": "false",
            "aws:ViaAWSService": "false",
            "aws:SecureTransport": "true",
            ...timesOf(new Date()),
            "aws:RequestedRegion": call.region,
            "aws:ResourceAccount": caller.accountId,
            "kms:CallerAccount": caller.accountId,
            ...(names.length > 0 ? { "kms:EncryptionContextKeys": names } : {}),
            ...prefixed("kms:EncryptionContext:", call.encryptionContext),
            ...prefixed("aws:PrincipalTag/", call.roleTags),
        },
        absentKeys,
    );
}

function prefixed(prefix: string, values: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value]));
}
