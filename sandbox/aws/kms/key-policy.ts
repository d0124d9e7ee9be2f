import { AwsError } from "../errors";
import type { Principals } from "../principals";

interface Statement {
    Effect?: unknown;
    Principal?: unknown;
    NotPrincipal?: unknown;
    Action?: unknown;
    Resource?: unknown;
}

/**
 * What KMS checks when it takes a key policy: that it is one, that every principal of this account exists, and that
 * somebody can change it again. Whether that somebody is the caller cannot be told from an access key id of the sandbox.
 */
export async function checkKeyPolicy(
    text: string,
    principals: Principals,
    bypassLockoutSafetyCheck: boolean,
): Promise<void> {
    const statements = statementsOf(text);
    for (const statement of statements) {
        if (statement.Effect !== "Allow" && statement.Effect !== "Deny") throw malformed();
        if (statement.Principal === undefined && !("NotPrincipal" in statement)) {
            throw malformed("Policy contains a statement with no principal.");
        }
        if (statement.NotPrincipal !== undefined && statement.Effect === "Allow") throw malformed();
        for (const name of [...awsPrincipals(statement.Principal), ...awsPrincipals(statement.NotPrincipal)]) {
            if (!(await principals.exists(name))) {
                throw malformed("Policy contains a statement with one or more invalid principals.");
            }
        }
    }
    if (!bypassLockoutSafetyCheck && !statements.some(letsChangePolicy)) {
        throw malformed("The new key policy will not allow you to update the key policy in the future.");
    }
}

function statementsOf(text: string): Statement[] {
    let document: unknown;
    try {
        document = JSON.parse(text);
    } catch {
        throw malformed();
    }
    const found = (document as { Statement?: unknown } | null)?.Statement;
    const statements = (Array.isArray(found) ? found : [found]) as unknown[];
    if (statements.length === 0 || statements.some((statement) => typeof statement !== "object" || !statement)) {
        throw malformed();
    }
    return statements as Statement[];
}

function awsPrincipals(principal: unknown): string[] {
    return typeof principal === "object" && principal !== null ? texts((principal as { AWS?: unknown }).AWS) : [];
}

function letsChangePolicy(statement: Statement): boolean {
    return (
        statement.Effect === "Allow" &&
        // Without a resource it has no effect.
        statement.Resource !== undefined &&
        texts(statement.Action).some((action) => matches(action.toLowerCase(), "kms:putkeypolicy"))
    );
}

function matches(pattern: string, action: string): boolean {
    const expression = pattern
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replace(/\*/g, ".*")
        .replace(/\?/g, ".");
    return new RegExp(`^${expression}$`).test(action);
}

function texts(value: unknown): string[] {
    return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === "string");
}

function malformed(message = "Policy document is malformed."): AwsError {
    return new AwsError("MalformedPolicyDocumentException", message);
}
