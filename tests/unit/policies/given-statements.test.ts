import { expect } from "chai";
import {
    type GivenStatement,
    heldStatements,
    inOneForm,
    isOwnSid,
    keyPolicy,
    masterKeyDenial,
    policyText,
    type Statement,
} from "../../../sdk/policies";
import {
    accountId,
    auditRole,
    firstVersion,
    permutations,
    salesRole,
    secondVersion,
    securityRole,
    thirdVersion,
} from "./samples";

const auditors: GivenStatement = {
    Sid: "Auditors",
    Effect: "Allow",
    Principal: { AWS: [auditRole, securityRole], Service: ["config.amazonaws.com"] },
    Action: ["kms:DescribeKey", "kms:GetKeyPolicy"],
    Condition: {
        StringEquals: { "kms:CallerAccount": [accountId], "aws:RequestedRegion": ["us-east-1", "us-west-2"] },
    },
};
const account: GivenStatement = {
    Sid: "Account",
    Effect: "Allow",
    Principal: { AWS: [accountId] },
    Action: ["kms:ListGrants"],
};
const denial: GivenStatement = {
    Sid: "NotForAuditors",
    Effect: "Deny",
    Principal: { AWS: [auditRole] },
    Action: ["kms:Decrypt"],
    Condition: { StringEquals: { "kms:EncryptionContext:MKID": [firstVersion] } },
};
const policy = (statements: GivenStatement[]) => keyPolicy({ accountId, userRoleArns: [salesRole], statements });

/** What KMS may give back for a statement: lists in another order, and lists of one as texts. */
function asKmsMay(statement: Statement): Statement {
    const turned = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.length === 1 ? value[0] : [...value].reverse();
        if (typeof value !== "object" || value === null) return value;
        return Object.fromEntries(
            Object.entries(value)
                .reverse()
                .map(([name, member]) => [name, turned(member)]),
        );
    };
    return turned(statement) as Statement;
}

describe("statements of the program in a key policy", () => {
    it("stand in the policy beside those of the package, about the key itself", () => {
        const { Statement } = policy([auditors]);
        expect(Statement.map(({ Sid }) => Sid)).to.deep.equal([
            "AccountAdministration",
            "KMSKeyMetadata",
            "KeyUsage",
            "Auditors",
        ]);
        expect(Statement.at(-1)).to.deep.equal({
            ...auditors,
            Principal: { AWS: [auditRole, securityRole].sort(), Service: ["config.amazonaws.com"] },
            Resource: "*",
        });
        expect(Statement.filter(({ Sid = "" }) => isOwnSid(Sid))).to.have.lengthOf(3);
    });

    it("name accounts as KMS gives them back, in the partition of the users", () => {
        const rootOf = (partition: string) => {
            const users = [salesRole.replace("arn:aws:", `arn:${partition}:`)];
            return keyPolicy({ accountId, userRoleArns: users, statements: [account] }).Statement.at(-1)?.Principal;
        };
        expect(rootOf("aws")).to.deep.equal({ AWS: [`arn:aws:iam::${accountId}:root`] });
        expect(rootOf("aws-cn")).to.deep.equal({ AWS: [`arn:aws-cn:iam::${accountId}:root`] });
    });

    it("are the same text in every order, and as texts or lists", () => {
        const orders = permutations([auditors, account, denial]);
        const forms = orders.flatMap((given) => [given, given.map((one) => asKmsMay(one as Statement))]);
        expect(new Set(forms.map((given) => policyText(policy(given)))).size).to.equal(1);
        const everybody = { ...account, Principal: "*" };
        expect(inOneForm([everybody])).to.deep.equal([{ ...account, Principal: { AWS: ["*"] } }]);
    });

    it("leave alone what is not known yet", () => {
        const later = ["later", { ...account, Principal: "later" }] as unknown as GivenStatement[];
        expect(inOneForm(later)).to.have.deep.members(later);
    });
});

describe("statements that stay in a key policy by hand", () => {
    const live = (...others: object[]) => ({
        ...policy([]),
        Statement: [...policy([]).Statement, ...others] as Statement[],
    });
    const about = (statement: GivenStatement): Statement => ({ ...statement, Resource: "*" });
    const auditorsOnly = about({ ...auditors, Condition: undefined } as GivenStatement);

    it("are denials of versions, and permissions to look", () => {
        const grant = { ...auditorsOnly, Sid: "Use", Action: "kms:Decrypt" };
        const shut = { ...about(account), Sid: "Shut", Effect: "Deny" };
        const found = heldStatements(live(auditorsOnly, grant, shut, about(denial)), []);
        expect(found.map(({ Sid }) => Sid)).to.deep.equal(["Auditors", "NotForAuditors"]);
    });

    for (const [what, statement] of Object.entries({ auditors, account, denial })) {
        it(`do not include ${what} of the program, in whatever form KMS gives them back`, () => {
            const forms: Statement[] = [
                about(statement),
                asKmsMay(about(statement)),
                { ...about(statement), Resource: ["*"] },
            ];
            for (const form of forms) expect(heldStatements(live(form), [], [statement])).to.deep.equal([]);
            const nameless = { ...about(statement), Sid: undefined };
            expect(heldStatements(live(nameless), [], [statement]), "written by hand before").to.deep.equal([]);
            expect(heldStatements(live(about(statement)), [])).to.have.lengthOf(1);
        });
    }

    it("do not include one for an account that KMS gives back by its ARN", () => {
        const found = { ...about(account), Principal: { AWS: `arn:aws:iam::${accountId}:root` } };
        expect(heldStatements(live(found), [], [account])).to.deep.equal([]);
        const other = { ...found, Sid: "Other", Principal: { AWS: "arn:aws:iam::999999999999:root" } };
        expect(heldStatements(live(other), [], [account])).to.deep.equal([other]);
    });

    it("do not include one of the program that somebody changed, unless it denies versions now", () => {
        const wider = { ...about(account), Action: ["kms:ListGrants", "kms:GetKeyPolicy"] };
        expect(heldStatements(live(wider), [], [account])).to.deep.equal([]);
        const more = { "kms:EncryptionContext:MKID": [firstVersion, secondVersion] };
        const edited = { ...about(denial), Condition: { StringEquals: more } };
        const [kept, ...others] = heldStatements(live(edited), [], [denial]);
        expect(kept).to.deep.equal({ ...edited, Sid: "NotForAuditorsByHand" });
        expect(others).to.deep.equal([]);
        // The next run finds both, and nothing new.
        expect(heldStatements(live(about(denial), kept!), [], [denial])).to.deep.equal([kept]);
        const again = { ...edited, Condition: { StringEquals: { "kms:EncryptionContext:MKID": [thirdVersion] } } };
        expect(heldStatements(live(again, kept!), [], [denial]).map(({ Sid }) => Sid)).to.have.members([
            "NotForAuditorsByHand",
            "NotForAuditorsByHand2",
        ]);
    });

    it("tell apart what differs in anything but form", () => {
        const base = about(denial);
        const differences: Partial<Statement>[] = [
            { Principal: { AWS: securityRole } },
            { Principal: { Service: auditRole } },
            { Action: ["kms:Encrypt"] },
            { Resource: "arn:aws:kms:us-east-1:111122223333:key/other" },
            { Condition: { StringLike: denial.Condition!.StringEquals! } },
            { Condition: { StringEquals: { "kms:EncryptionContext:MKID": [secondVersion] } } },
        ];
        for (const difference of differences) {
            const foreign = { ...base, Sid: "Foreign", ...difference };
            expect(heldStatements(live(foreign), [], [denial]), JSON.stringify(difference)).to.deep.equal([foreign]);
        }
    });

    it("leave to the package what it writes for retired versions", () => {
        const own = masterKeyDenial([firstVersion])!;
        expect(heldStatements(live(own), [firstVersion], [denial])).to.deep.equal([]);
        expect(heldStatements(live(own), [], [denial])).to.deep.equal([{ ...own, Sid: "DenyMasterKeysRetiredByHand" }]);
    });
});
