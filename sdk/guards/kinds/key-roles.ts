import { type Finding, type Ruling, rule } from "../../chain/finding";
import { judgeKeyPolicy, type KeyUse, type RoleFacts, roleFacts } from "../../chain/key-policy";
import { judgeVersion } from "../../chain/master-key-version";
import { findRole, findRolePolicies } from "../../clouds/aws/iam-roles";
import { shared } from "../../clouds/core/answer-cache";
import { PlainError } from "../../clouds/core/errors";
import { withUsers } from "../../policies";

/** The policy of a key now and then. */
export interface Texts {
    readonly live: string;
    readonly wanted: string;
}

/** The effect of a policy change on one role. */
interface Judged {
    readonly found: Finding;
    readonly ruling: Ruling;
}

/** Judges one text of the key policy together with the role's own policies. */
type Judge = (text: string, role?: RoleFacts) => Finding;

/** An imaginary role whose policies allow everything that the key policy leaves to the account. */
const generous: RoleFacts = {
    rolePolicies: [
        {
            name: "any",
            document: {
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
            },
        },
    ],
};

/** Judges the effect of a key policy change on a role. Both texts are judged with the role's current policies. */
export function judgeRole(texts: Texts, use: KeyUse): Promise<Judged> {
    return judgedBy(texts, use.roleArn, (text, role) => judgeKeyPolicy(text, use, role));
}

/** Returns the master key versions that the change may take from one of the roles, or from any other user of the key. */
export async function versionsLost(
    { live, wanted }: Texts,
    keyArn: string,
    roleArns: readonly string[],
    masterKeyIds: readonly string[],
): Promise<string[]> {
    const anyone = `arn:aws:iam::${keyArn.split(":")[4]}:role/any`;
    const granted = (text: string) => {
        try {
            return JSON.stringify(withUsers(keyArn, text, [anyone]));
        } catch (error) {
            if (!(error instanceof SyntaxError)) throw error;
            return text;
        }
    };
    const open = { live: granted(live), wanted: granted(wanted) };
    const isLost = await Promise.all(
        masterKeyIds.map(async (id) => {
            const of = (roleArn: string) => (text: string, role?: RoleFacts) =>
                judgeVersion(text, { keyArn, roleArn }, id, role);
            const some = of(anyone);
            if (rule(some(open.live), some(open.wanted)) === "refuse") return true;
            const judged = await Promise.all(roleArns.map((role) => judgedBy({ live, wanted }, role, of(role))));
            return judged.some(({ ruling }) => ruling === "refuse");
        }),
    );
    return masterKeyIds.filter((_id, index) => isLost[index]);
}

/** Reads the role's policies only if they matter. If they cannot be read, a change passes only if no role policy could get it refused. */
async function judgedBy({ live, wanted }: Texts, roleArn: string, judge: Judge): Promise<Judged> {
    const alone = judge(wanted);
    // A denial may name the role by its unique id, which only IAM knows.
    const namesIds = /"A(?:ROA|IDA)[A-Z0-9]+"/.test(wanted);
    if (alone.state === "whole" && !namesIds) return { found: alone, ruling: "pass" };
    try {
        const role = await factsOf(roleArn);
        const found = judge(wanted, role);
        return { found, ruling: rule(judge(live, role), found) };
    } catch (error) {
        const ruling = rule(judge(live, generous), alone);
        if (!(error instanceof PlainError) || namesIds || ruling === "refuse") throw error;
        return { found: alone, ruling };
    }
}

async function factsOf(roleArn: string): Promise<RoleFacts> {
    const [role, policies] = await Promise.all([
        shared(`role ${roleArn}`, () => findRole(roleArn)),
        shared(`policies of ${roleArn}`, () => findRolePolicies(roleArn)),
    ]);
    return roleFacts(role, policies ?? []);
}
