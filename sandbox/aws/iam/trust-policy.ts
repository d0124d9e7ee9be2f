import { AwsError } from "../errors";
import type { Principals } from "../principals";

interface Statement {
    Effect?: unknown;
    Principal?: unknown;
    Action?: unknown;
}

const trustActions =
    /^sts:(\*|AssumeRole\*?|AssumeRoleWithSAML|AssumeRoleWithWebIdentity|SetSourceIdentity|SetContext|TagSession)$/i;
const providerArn = /^arn:[^:]+:iam::\d{12}:(oidc-provider|saml-provider)\/.+$/;
const federatedDomain = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/** What IAM checks when it takes a trust policy. It does not look whether an identity provider exists. */
export async function checkTrustPolicy(text: string, principals: Principals): Promise<void> {
    for (const statement of statementsOf(text)) {
        if (statement.Effect !== "Allow" && statement.Effect !== "Deny") throw malformed("Syntax errors in policy.");
        if ("Resource" in statement || "NotResource" in statement) {
            throw malformed("Has prohibited field Resource");
        }
        if (statement.Principal === undefined && !("NotPrincipal" in statement)) {
            throw malformed("Missing required field Principal");
        }
        const actions = texts(statement.Action);
        if (actions.length === 0) throw malformed("Missing required field Action");
        if (!actions.every((action) => trustActions.test(action))) {
            throw malformed("AssumeRole policy may only specify STS AssumeRole actions.");
        }
        await checkPrincipal(statement.Principal, principals);
    }
}

async function checkPrincipal(principal: unknown, principals: Principals): Promise<void> {
    if (typeof principal !== "object" || principal === null) return;
    const { AWS, Federated } = principal as { AWS?: unknown; Federated?: unknown };
    for (const arn of texts(AWS)) {
        if (!(await principals.exists(arn))) throw malformed(`Invalid principal in policy: "AWS":"${arn}"`);
    }
    for (const provider of texts(Federated)) {
        if (!providerArn.test(provider) && !federatedDomain.test(provider)) {
            throw malformed("Federated principals must be valid domain names or SAML metadata ARNs");
        }
    }
}

function statementsOf(text: string): Statement[] {
    let document: unknown;
    try {
        document = JSON.parse(text);
    } catch {
        throw malformed("This policy contains invalid Json");
    }
    const found = (document as { Statement?: unknown } | null)?.Statement;
    const statements = (Array.isArray(found) ? found : [found]) as unknown[];
    if (statements.length === 0 || statements.some((statement) => typeof statement !== "object" || !statement)) {
        throw malformed("Syntax errors in policy.");
    }
    return statements as Statement[];
}

function texts(value: unknown): string[] {
    return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === "string");
}

function malformed(message: string): AwsError {
    return new AwsError("MalformedPolicyDocument", message);
}
