import { expect } from "chai";
import { awsKeyReadStatement, keyReading } from "../../../sdk/policies";

const tenancy = "ocid1.tenancy.oc1..root";
const parent = "ocid1.compartment.oc1..parent";
const own = "ocid1.compartment.oc1..own";
const path = [
    { id: own, name: "Databases" },
    { id: parent, name: "Finance" },
    { id: tenancy, name: "acme" },
];
const cluster = "ocid1.cloudvmcluster.oc1.iad.sales";
const home = "ocid1.compartment.oc1..clusters";
const reader = { id: cluster, compartmentId: home };
const isCluster = "request.principal.type = 'cloudvmcluster'";
const keys = (rest: string) => `Allow any-user to read oracle-db-aws-keys in ${rest}`;
const where = (conditions: string) => keys(`tenancy where ${conditions}`);

describe("what a statement of an OCI policy does about clusters that read keys", () => {
    const table: Record<string, string[]> = {
        allows: [
            awsKeyReadStatement(own),
            awsKeyReadStatement(parent),
            awsKeyReadStatement(tenancy),
            awsKeyReadStatement(own).toUpperCase().replace(own.toUpperCase(), own).replaceAll(" ", "\n  "),
            ...["read", "use", "manage", "MANAGE"].map((verb) => awsKeyReadStatement(own).replace("read", verb)),
            keys("tenancy"),
            keys(`compartment id ${own}`),
            "allow ANY-USER to manage all-resources in tenancy",
            where(isCluster),
            where(`any {${isCluster}, request.principal.type='x'}`),
            where('request.principal.type = "cloudvmcluster"'),
            where(`all { ${isCluster}, request.principal.id = '${cluster}' }`),
            where(`all{${isCluster},request.principal.compartment.id='${home}'}`),
            where("request.principal.type != 'instance'"),
            keys("compartment Finance:Databases"),
            keys("compartment finance"),
            keys("compartment acme"),
            keys("compartment 'Finance':'Databases'"),
        ],
        nothing: [
            awsKeyReadStatement("ocid1.compartment.oc1..other"),
            awsKeyReadStatement(own).replace("read", "inspect"),
            "Allow group dba to manage oracle-db-aws-keys in tenancy",
            "Allow group id ocid1.group.oc1..a, id ocid1.group.oc1..b to manage all-resources in tenancy",
            "Allow service blockstorage to use keys in tenancy",
            "Allow any-user to read buckets in tenancy",
            "Allow any-user to {BUCKET_READ} in tenancy",
            "Define tenancy other as ocid1.tenancy.oc1..other",
            "Endorse group dba to read oracle-db-aws-keys in tenancy other",
            "Admit any-user of tenancy other to read oracle-db-aws-keys in tenancy",
            where("request.principal.type = 'instance'"),
            where("request.principal.type != 'cloudvmcluster'"),
            where(`all {${isCluster}, request.principal.id = 'ocid1.cloudvmcluster.oc1.iad.other'}`),
            where("any {request.principal.type = 'a', request.principal.type = 'b'}"),
            keys("compartment Finance:Other"),
            keys("compartment Other"),
            "Deny group dba to read oracle-db-aws-keys in tenancy",
            "Deny any-user to read oracle-db-aws-keys in compartment id ocid1.compartment.oc1..other",
            "Deny any-user to read buckets in tenancy",
        ],
        mayAllow: [
            "Allow dynamic-group clusters to read oracle-db-aws-keys in tenancy",
            "Allow group dba, dynamic-group clusters to read oracle-db-aws-keys in tenancy",
            "Allow any-group to read oracle-db-aws-keys in tenancy",
            "Allow any-user to read multicloud-family in tenancy",
            "Allow any-user to {ORACLE_DB_AWS_KEY_READ} in tenancy",
            "Allow any-user to peruse oracle-db-aws-keys in tenancy",
            where("request.region = 'iad'"),
            where("request.principal.type = /cloud*/"),
            where("request.principal.type in ('cloudvmcluster', 'x')"),
            where(`all {${isCluster}, target.key.id = 'x'}`),
            where(`all {any {${isCluster}, request.region = 'iad'}, request.region = 'iad'}`),
            where(`any {request.region = 'iad', request.principal.type = 'instance'}`),
            where("all {}"),
            keys("compartment Databases"),
            "Allow whatever comes next",
            "Permit any-user to read oracle-db-aws-keys in tenancy",
        ],
        mayDeny: [
            "Deny any-user to read oracle-db-aws-keys in tenancy",
            "Deny any-user to inspect all-resources in tenancy",
            "Deny dynamic-group clusters to manage oracle-db-aws-keys in tenancy",
            `Deny any-user to read oracle-db-aws-keys in compartment id ${parent} where request.region = 'iad'`,
            "Deny whatever comes next",
        ],
    };

    for (const [said, statements] of Object.entries(table)) {
        for (const statement of statements) {
            it(`${said}: ${statement.replace(/\s+/g, " ")}`, () => {
                expect(keyReading(statement, tenancy, { path, isWhole: true }, reader)).to.equal(said);
            });
        }
    }

    it("counts names from the compartment of its policy", () => {
        const of = (names: string, attachedTo: string) =>
            keyReading(keys(`compartment ${names}`), attachedTo, { path, isWhole: true });
        expect(of("Databases", own), "its own").to.equal("allows");
        expect(of("Databases", parent), "below it").to.equal("allows");
        expect(of("Finance", parent)).to.equal("allows");
        expect(of("acme", parent), "above it").to.equal("nothing");
        expect(of("Databases", "ocid1.compartment.oc1..elsewhere")).to.equal("mayAllow");
    });

    it("is open where compartments above, or the reader, are not known", () => {
        const hidden = { path: [{ id: own, name: "Databases" }, { id: parent }], isWhole: false };
        const of = (statement: string) => keyReading(statement, parent, hidden);
        expect(of(awsKeyReadStatement("ocid1.compartment.oc1..above"))).to.equal("mayAllow");
        expect(of(keys("compartment Finance:Databases"))).to.equal("mayAllow");
        expect(of(keys("compartment Databases")), "surely below").to.equal("allows");
        expect(of(awsKeyReadStatement(parent))).to.equal("allows");
        expect(of(where(`request.principal.id = '${cluster}'`))).to.equal("mayAllow");
        expect(of(where(`request.principal.compartment.id = '${home}'`))).to.equal("mayAllow");
    });
});
