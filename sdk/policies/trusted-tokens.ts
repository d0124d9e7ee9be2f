import { coversAction, listOf, matchesExactCase, type PolicyDocument, readPolicy, type Statement } from "./document";

/** Tokens that one statement of a trust policy lets in. */
interface TokenGrant {
    /** ARNs of the OIDC providers. */
    readonly providers: readonly string[];
    /** Audiences that it names, patterns among them; absent when it takes any. */
    readonly audiences?: readonly string[];
    /** Subjects likewise. */
    readonly subjects?: readonly string[];
}

/** One thing that a trust policy names and another would not. */
export interface TrustLoss {
    readonly name: "oidcProviderArn" | "audience" | "subject";
    readonly live: string;
    readonly wanted: string;
}

const naming = /^(?:For(?:AnyValue|AllValues):)?String(?:Equals|EqualsIgnoreCase|Like)(?:IfExists)?$/;

/**
 * What a trust policy names and the wanted trust does not. What it leaves open is no loss: any token may then be what it
 * lets in, the wanted one as well.
 */
export function trustLosses(
    document: PolicyDocument | string,
    wanted: { readonly oidcProviderArn?: string; readonly audience?: string; readonly subject?: string },
): TrustLoss[] {
    const losses = tokenGrants(document).flatMap(({ providers, audiences = [], subjects = [] }) => [
        ...lost("oidcProviderArn", providers, wanted.oidcProviderArn),
        ...lost("audience", audiences, wanted.audience),
        ...lost("subject", subjects, wanted.subject),
    ]);
    const texts = losses.map((loss) => JSON.stringify(loss));
    return losses.filter((_loss, index) => texts.indexOf(texts[index] ?? "") === index);
}

/** The subjects whose tokens a role takes; nothing when it does not name each one by itself. */
export function trustedSubjects(document: PolicyDocument | string): string[] | undefined {
    const subjects = tokenGrants(document).map((grant) => grant.subjects);
    if (subjects.some((named) => named === undefined || named.some((subject) => /[*?$]/.test(subject)))) {
        return undefined;
    }
    return [...new Set(subjects.flatMap((named) => named ?? []))];
}

/** What a trust policy names of the tokens that it lets in; patterns among it. */
export function trustedTokens(document: PolicyDocument | string): Required<TokenGrant> {
    const grants = tokenGrants(document);
    return {
        providers: grants.flatMap(({ providers }) => providers),
        audiences: grants.flatMap(({ audiences = [] }) => audiences),
        subjects: grants.flatMap(({ subjects = [] }) => subjects),
    };
}

function tokenGrants(document: PolicyDocument | string): TokenGrant[] {
    return readPolicy(document)
        .Statement.filter(
            (statement) => statement.Effect === "Allow" && coversAction(statement, "sts:AssumeRoleWithWebIdentity"),
        )
        .map((statement) => {
            const { Principal } = statement;
            const providers = typeof Principal === "object" ? listOf(Principal.Federated) : [];
            const [audiences, subjects] = [named(statement, ":aud"), named(statement, ":sub")];
            return { providers, ...(audiences && { audiences }), ...(subjects && { subjects }) };
        })
        .filter(({ providers }) => providers.length > 0);
}

function named({ Condition = {} }: Statement, ending: string): string[] | undefined {
    const values = Object.entries(Condition)
        .filter(([operator]) => naming.test(operator))
        .flatMap(([, keys]) => Object.entries(keys))
        .filter(([key]) => key.toLowerCase().endsWith(ending))
        .map(([, value]) => listOf(value));
    return values.length === 0 ? undefined : values.flat();
}

function lost(name: TrustLoss["name"], live: readonly string[], wanted: string | undefined): TrustLoss[] {
    if (wanted === undefined) return [];
    return live.filter((value) => !matchesExactCase(value, wanted)).map((value) => ({ name, live: value, wanted }));
}
