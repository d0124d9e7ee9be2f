import { expect } from "chai";
import {
    awsKeyReadStatement,
    blockedByNetwork,
    holdsStatement,
    networkKmsPolicy,
    networkStsPolicy,
    sameStatement,
} from "../../../sdk/policies";
import { crmRole, keyArn, salesRole } from "./samples";

const compartment = "ocid1.compartment.oc1..aaaaaaaamulticloudlink7q";
const other = "ocid1.compartment.oc1..aaaaaaaafinance2x";

describe("OCI statement", () => {
    it("lets VM clusters, and nobody else, read registered keys of one compartment", () => {
        expect(awsKeyReadStatement(compartment)).to.equal(
            `Allow any-user to read oracle-db-aws-keys in compartment id ${compartment} where all { request.principal.type = 'cloudvmcluster' }`,
        );
    });

    const writings: [title: string, text: string, same: boolean][] = [
        [
            "over two lines, without a space before the brace",
            `Allow any-user to read oracle-db-aws-keys in compartment id ${compartment}\nwhere all { request.principal.type = 'cloudvmcluster'}`,
            true,
        ],
        [
            "in capitals",
            `ALLOW ANY-USER TO READ ORACLE-DB-AWS-KEYS IN COMPARTMENT ID ${compartment} WHERE ALL {REQUEST.PRINCIPAL.TYPE='CLOUDVMCLUSTER'}`,
            true,
        ],
        [
            "without braces around the one condition",
            `Allow any-user to read oracle-db-aws-keys in compartment id ${compartment} where request.principal.type = 'cloudvmcluster'`,
            true,
        ],
        ["for another compartment", awsKeyReadStatement(other), false],
        ["with another verb", awsKeyReadStatement(compartment).replace("read", "inspect"), false],
        ["without the condition", awsKeyReadStatement(compartment).replace(/ where.*/, ""), false],
        [
            "for another kind of principal",
            awsKeyReadStatement(compartment).replace("cloudvmcluster", "dbsystem"),
            false,
        ],
        ["negated", awsKeyReadStatement(compartment).replace(" = ", " != "), false],
        [
            "with a second condition",
            awsKeyReadStatement(compartment).replace(" }", `, target.compartment.id = '${other}' }`),
            false,
        ],
    ];
    for (const [title, text, same] of writings) {
        it(`${same ? "is recognised" : "is not taken for the same"} when written ${title}`, () => {
            expect(sameStatement(awsKeyReadStatement(compartment), text)).to.equal(same);
            expect(sameStatement(text, awsKeyReadStatement(compartment))).to.equal(same);
        });
    }

    it("is found among the statements of a policy", () => {
        const statements = [
            "Allow group Admins to manage all-resources in tenancy",
            awsKeyReadStatement(compartment).toUpperCase(),
        ];
        expect(holdsStatement(statements, awsKeyReadStatement(compartment))).to.equal(true);
        expect(holdsStatement(statements, awsKeyReadStatement(other))).to.equal(false);
    });
});

describe("documents of an ODB network", () => {
    it("let clusters take the given roles only", () => {
        const [statement] = networkStsPolicy([salesRole, crmRole]).Statement;
        expect(statement).to.deep.include({
            Effect: "Allow",
            Action: "sts:AssumeRoleWithWebIdentity",
            Resource: [crmRole, salesRole],
        });
    });

    it("let clusters do with the given keys what a database does, and nothing else", () => {
        const [statement] = networkKmsPolicy([keyArn, keyArn]).Statement;
        expect(statement?.Resource).to.deep.equal([keyArn]);
        expect(statement?.Action).to.have.members(["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"]);
    });

    const everything = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
    const byVariable = ["arn:aws:kms:*:*:key/$", "{aws:PrincipalTag/key}"].join("");
    const documents: [title: string, statements: object[], isOpen: boolean][] = [
        ["everything for everybody", [everything], true],
        ["everybody as an AWS principal", [{ ...everything, Principal: { AWS: ["*"] } }], true],
        [
            "the actions one by one",
            ["DescribeKey", "Encrypt", "Decrypt"].map((name) => ({ ...everything, Action: `kms:${name}` })),
            true,
        ],
        [
            "a denial of something else",
            [everything, { ...everything, Effect: "Deny", Action: "kms:ScheduleKeyDeletion" }],
            true,
        ],
        ["a denial of another key", [everything, { ...everything, Effect: "Deny", Resource: `${keyArn}0` }], true],
        ["nothing", [], false],
        ["one action too few", [{ ...everything, Action: ["kms:DescribeKey", "kms:Encrypt"] }], false],
        ["another key", [{ ...everything, Resource: `${keyArn}0` }], false],
        ["one principal", [{ ...everything, Principal: { AWS: salesRole } }], false],
        ["a condition", [{ ...everything, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }], false],
        [
            "a denial with a condition",
            [everything, { ...everything, Effect: "Deny", Condition: { Bool: { a: "b" } } }],
            false,
        ],
        [
            "a denial of all but one key",
            [everything, { Effect: "Deny", Principal: "*", Action: "*", NotResource: salesRole }],
            false,
        ],
        [
            "a denial of all but one action",
            [everything, { Effect: "Deny", Principal: "*", NotAction: "kms:Encrypt", Resource: "*" }],
            false,
        ],
        ["a denial by a variable", [everything, { ...everything, Effect: "Deny", Resource: byVariable }], false],
    ];
    for (const [title, Statement, isOpen] of documents) {
        it(`${isOpen ? "surely let a key through" : "do not surely let a key through"}: ${title}`, () => {
            const document = JSON.stringify({ Version: "2012-10-17", Statement });
            expect(blockedByNetwork("kms", document, [keyArn])).to.deep.equal(isOpen ? [] : [keyArn]);
        });
    }

    it("block whom they do not name", () => {
        const document = JSON.stringify(networkStsPolicy([salesRole]));
        expect(blockedByNetwork("sts", document, [salesRole, crmRole])).to.deep.equal([crmRole]);
    });
});
