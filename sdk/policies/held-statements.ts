import { freeSid, listOf, type PolicyDocument, readPolicy, type Statement, sorted } from "./document";
import { aboutKey, type GivenStatement, meaning } from "./given-statements";
import { denialSid, masterKeyDenial } from "./mkid-denial";

/** Sids of the statements that the program writes; what stands there otherwise is damage, and is written again. */
const own = /^(?:AccountAdministration|KeyAdministration|KMSMetadata|KMSKeyMetadata|KeyUsage)$/;
const ownDenial = new RegExp(`^${denialSid}\\d*$`);
const deniedByHand = "DenyMasterKeysRetiredByHand";
const mkid = "kms:encryptioncontext:mkid";

/** Whether the package writes statements of that Sid itself. */
export function isOwnSid(sid: string): boolean {
    return own.test(sid) || ownDenial.test(sid) || sid === deniedByHand;
}

/**
 * Statements that somebody put into the policy of a key by hand, and that stay in it: denials of single versions of a master
 * key, because taking one out opens a version that was retired on purpose; and permissions to look at the key. Any other
 * statement that is not the program's is drift.
 * @param named MKIDs that the program names, or named in its last run: what it says of those holds.
 * @param given Statements that the program gives, or gave in its last run: what it says of those holds too. Whoever changed one by
 * hand damaged it, unless the change denies versions.
 */
export function heldStatements(
    live: PolicyDocument | string,
    named: readonly string[],
    given: readonly GivenStatement[] = [],
): Statement[] {
    const policy = readPolicy(live);
    const meanings = new Set(given.map((statement) => meaning(aboutKey(statement))));
    const sids = new Set(given.flatMap(({ Sid }) => Sid || []));
    return policy.Statement.flatMap((statement) => {
        const { Sid = "" } = statement;
        if (ownDenial.test(Sid)) return remaining(statement, named);
        if (own.test(Sid) || meanings.has(meaning(statement))) return [];
        if (isVersionDenial(statement)) {
            if (isNamed(statement, named)) return [];
            return [sids.has(Sid) ? { ...statement, Sid: freeSid(policy, `${Sid}ByHand`) } : statement];
        }
        return onlyLooks(statement) && !sids.has(Sid) ? [statement] : [];
    });
}

/** A denial of the versions that somebody added to the program's own denial. */
function remaining(statement: Statement, named: readonly string[]): Statement[] {
    const denial = masterKeyDenial(versionsIn(statement).filter((id) => !named.includes(id)));
    return denial === undefined ? [] : [{ ...denial, Sid: deniedByHand }];
}

/** Whether a statement denies single versions of a master key. */
export function isVersionDenial({ Effect, Condition = {} }: Statement): boolean {
    const keys = Object.values(Condition).flatMap((keys) => Object.keys(keys));
    return Effect === "Deny" && keys.some((key) => key.toLowerCase() === mkid);
}

/** Whether the program names every version of a plain denial. */
function isNamed(statement: Statement, named: readonly string[]): boolean {
    const versions = versionsIn(statement);
    return versions.length > 0 && versions.every((id) => named.includes(id));
}

function versionsIn({ Condition = {} }: Statement): string[] {
    const values = Object.entries(Condition)
        .filter(([operator]) => operator === "StringEquals")
        .flatMap(([, keys]) => Object.entries(keys))
        .filter(([key]) => key.toLowerCase() === mkid);
    return sorted(values.flatMap(([, ids]) => listOf(ids)));
}

const looking = /^kms:(?:Describe|Get|List)[A-Za-z]*\*?$/i;

function onlyLooks({ Effect, Action, NotAction }: Statement): boolean {
    const actions = listOf(Action);
    return (
        Effect === "Allow" &&
        NotAction === undefined &&
        actions.length > 0 &&
        actions.every((name) => looking.test(name))
    );
}
