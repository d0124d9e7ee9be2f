import { coversAction, listOf, type PolicyDocument, readPolicy, type Statement } from "./document";

/** The tokens that one statement of a trust policy accepts. */
interface TokenGrant {
    /** ARNs of the OIDC providers. */
    readonly providers: readonly string[];
    /** Audiences that it names, including patterns. Absent if it accepts any audience. */
    readonly audiences?: readonly string[];
    /** The same for subjects. */
    readonly subjects?: readonly string[];
}

const naming = /^(?:For(?:AnyValue|AllValues):)?String(?:Equals|EqualsIgnoreCase|Like)(?:IfExists)?$/;

/** The subjects whose tokens a role accepts. Undefined unless the policy names each one exactly. */
export function trustedSubjects(document: PolicyDocument | string): string[] | undefined {
    const subjects = tokenGrants(document).map((grant) => grant.subjects);
    if (subjects.some((named) => named === undefined || named.some((subject) => /[*?$]/.test(subject)))) {
        return undefined;
    }
    return [...new Set(subjects.flatMap((named) => named ?? []))];
}

/** The providers, audiences and subjects that a trust policy accepts, including patterns. */
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
