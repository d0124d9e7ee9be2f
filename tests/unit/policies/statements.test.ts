import { expect } from "chai";
import {
    awsKeyReadStatement,
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
});
