import { expect } from "chai";
import { type PolicyDocument, trustedSubjects, trustedTokens, trustPolicy } from "../../../sdk/policies";

const issuer = "idcs-1.identity.oraclecloud.com";
const oidcProviderArn = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
const subject = "ocid1.cloudvmcluster.oc1.iad.aaaa";
const wanted = { oidcProviderArn, audience: "DBMC/", subject };

/** A trust policy made elsewhere. */
function made(condition: object | undefined, more: object = {}): PolicyDocument {
    const statement = {
        Effect: "Allow" as const,
        Principal: { Federated: oidcProviderArn },
        Action: "sts:AssumeRoleWithWebIdentity",
        ...(condition === undefined ? {} : { Condition: condition }),
        ...more,
    };
    return { Version: "2012-10-17", Statement: [statement] } as PolicyDocument;
}

const aud = (value: unknown, operator = "StringEquals") => ({ [operator]: { [`${issuer}:aud`]: value } });
const sub = (value: unknown, operator = "StringEquals") => ({ [operator]: { [`${issuer}:sub`]: value } });

describe("the tokens of a trust policy", () => {
    const read = (live: PolicyDocument) => Object.values(trustedTokens(live)).flat();
    const cases: [what: string, live: PolicyDocument, values: string[]][] = [
        ["of the program", trustPolicy({ ...wanted, issuerUrl: `https://${issuer}` }), Object.values(wanted)],
        ["with two audiences", made(aud(["DBMC/", "DBMC/aws"])), [oidcProviderArn, "DBMC/", "DBMC/aws"]],
        ["by a pattern", made(sub("ocid1.*", "ForAnyValue:StringLike")), [oidcProviderArn, "ocid1.*"]],
        ["that lets people in", made(undefined, { Principal: { AWS: "arn:aws:iam::111122223333:root" } }), []],
        ["for another action", made(aud("DBMC/aws"), { Action: "sts:TagSession" }), []],
        ["that denies", made(aud("DBMC/aws"), { Effect: "Deny" }), []],
    ];
    for (const [what, live, values] of cases) {
        it(`are read from one ${what}`, () => expect(read(live)).to.deep.equal(values));
    }
});

describe("the subjects of a trust policy", () => {
    it("are told where each is named", () => {
        expect(trustedSubjects(made(sub([subject, "b"])))).to.deep.equal([subject, "b"]);
        expect(trustedSubjects(made(undefined, { Principal: { Service: "ec2.amazonaws.com" } }))).to.deep.equal([]);
    });

    it("are unknown where any is let in, or a pattern stands for them", () => {
        expect(trustedSubjects(made(aud("DBMC/")))).to.equal(undefined);
        expect(trustedSubjects(made(sub("ocid1.cloudvmcluster.*", "StringLike")))).to.equal(undefined);
    });
});
