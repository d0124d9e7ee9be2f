import { expect } from "chai";
import { Harness } from "./support/harness";

const keys = "read oracle-db-aws-keys in";
const subtree = "does not exist or is not part of the policy compartment subtree";

const refusal = { status: 400, code: "InvalidParameter" };

describe("OCI policy statements", () => {
    let harness: Harness;
    let below: string;
    beforeEach(async () => {
        harness = await Harness.start();
        const { compartment } = await harness.identity().createCompartment({
            createCompartmentDetails: {
                compartmentId: harness.compartmentId,
                name: "databases",
                description: "Databases of the sales department",
            },
        });
        below = compartment.id;
    });
    afterEach(() => harness.stop());

    /** `LINK`, `BELOW` and `ROOT` stand for the linked compartment, one below it and the tenancy. */
    async function write(statement: string, keptIn: "LINK" | "BELOW" | "ROOT" = "LINK") {
        const ids = { LINK: harness.compartmentId, BELOW: below, ROOT: harness.world.settings.tenancyId };
        const body = {
            compartmentId: ids[keptIn],
            name: "statements",
            description: "x",
            statements: [statement.replace(/LINK|BELOW|ROOT/g, (name) => ids[name as keyof typeof ids])],
        };
        return harness.send({ method: "POST", target: "/20160918/policies", body });
    }

    const compiled: [statement: string, keptIn?: "LINK" | "BELOW" | "ROOT"][] = [
        [`Allow any-user to ${keys} compartment id LINK where all { request.principal.type = 'cloudvmcluster' }`],
        [`  allow ANY-USER\n to ${keys}\n compartment id LINK`],
        [`Allow any-user to ${keys} compartment id BELOW`],
        [`Allow any-user to ${keys} compartment databases`],
        [`Allow any-user to ${keys} compartment MulticloudLink_AWS_20260115`],
        [`Allow any-user to ${keys} compartment MulticloudLink_AWS_20260115:databases`, "ROOT"],
        [`Allow any-user to ${keys} tenancy`, "ROOT"],
        [`Deny any-user to ${keys} compartment id LINK`],
        ["Allow group Administrators to manage all-resources in tenancy", "ROOT"],
        ["Allow group 'Default'/'Administrators', id ocid1.group.oc1..aaaa to use buckets in tenancy", "ROOT"],
        ["Allow service blockstorage to use keys in compartment databases"],
        ["Allow any-user to {BUCKET_READ, OBJECT_CREATE} in compartment databases"],
        [`Allow any-user to ${keys} compartment databases where request.principal.id = ocid1.cloudvmcluster.oc1.iad.a`],
        [
            `Allow any-user to ${keys} compartment databases where any {request.region in ('iad', "phx"), all {request.user.name = /a*/}}`,
        ],
        ["Define tenancy other as ocid1.tenancy.oc1..other"],
    ];
    for (const [statement, keptIn] of compiled) {
        it(`takes ${statement}${keptIn ? ` in ${keptIn}` : ""}`, async () => {
            const { status, body } = await write(statement, keptIn);
            expect(status, JSON.stringify(body)).to.equal(200);
        });
    }

    const refusals: [statement: string, message: string, keptIn?: "LINK" | "BELOW" | "ROOT"][] = [
        ["Let everybody in", "'syntax error starting with <<Let>>'@'line 1, char 1'"],
        ["Allow any-user to read", "'syntax error starting with <<EOF>>'@'line 1, char 23'"],
        [`Allow any-user to ${keys} compartment id LINK when x`, "'syntax error starting with <<when>>'@'line 1,"],
        [`Allow everybody to ${keys} compartment id LINK`, "<<everybody>>"],
        [`Allow group Administrators, dynamic-group x to ${keys} compartment id LINK`, "<<x>>"],
        [`Allow any-user to ${keys}\ncompartment id LINK where all {}`, "'syntax error starting with <<}>>'@'line 2,"],
        [`Allow any-user to ${keys} compartment id LINK where request.principal.type == 'a'`, "<<=>>"],
        [
            `Allow any-user to ${keys} compartment id LINK where request.principal.type = cloudvmcluster`,
            "'Invalid right-hand side in condition: empty list of varnames'@'VariableType.of'",
        ],
        ["Allow any-user to peruse oracle-db-aws-keys in compartment id LINK", "No permissions found"],
        ["Allow any-user to read oracle-db-aws-key in compartment id LINK", "No permissions found"],
        ["Allow any-user to {NONSENSE} in compartment id LINK", "No permissions found"],
        [`Allow any-user to ${keys} compartment LINK`, subtree],
        [`Allow any-user to ${keys} compartment unknown`, `Compartment {unknown} ${subtree}`],
        [`Allow any-user to ${keys} compartment databases:unknown`, `Compartment {databases:unknown} ${subtree}`],
        [`Allow any-user to ${keys} compartment id ocid1.compartment.oc1..none`, subtree],
        [`Allow any-user to ${keys} compartment id LINK`, subtree, "BELOW"],
        [`Allow any-user to ${keys} compartment id ROOT`, subtree, "ROOT"],
        [`Allow any-user to ${keys} compartment sandboxtenancy`, subtree, "ROOT"],
        [`Allow any-user to ${keys} compartment databases`, subtree, "ROOT"],
        [`Allow any-user to ${keys} tenancy`, subtree],
        [
            "Allow group dba to manage all-resources in compartment id LINK",
            "The group dba specified in the policy statement does not exist under current compartment hierarchy.",
        ],
        ["Endorse group Administrators to read buckets in tenancy other", "Tenancy {other} is not defined"],
    ];
    for (const [statement, message, keptIn] of refusals) {
        it(`refuses ${statement}${keptIn ? ` in ${keptIn}` : ""}`, async () => {
            const answer = await write(statement, keptIn);
            expect({ status: answer.status, code: answer.body.code }).to.deep.equal(refusal);
            expect(answer.body.message).to.contain(message.replace(/LINK/g, harness.compartmentId));
        });
    }

    it("may name groups and dynamic groups that are there", async () => {
        const compartmentId = harness.world.settings.tenancyId;
        const details = { compartmentId, name: "dba", description: "Looks after databases" };
        const { group } = await harness.identity().createGroup({ createGroupDetails: details });
        const matchingRule = `resource.compartment.id = '${harness.compartmentId}'`;
        await harness.identity().createDynamicGroup({
            createDynamicGroupDetails: { ...details, name: "clusters", matchingRule },
        });
        expect(
            (await harness.identity().listGroups({ compartmentId })).items.map(({ name }) => name).sort(),
        ).to.deep.equal(["Administrators", "dba"]);
        const statements = [
            "Allow group dba, Administrators to manage databases in compartment id LINK",
            `Allow dynamic-group Default/clusters to ${keys} compartment id LINK`,
        ];
        const body = {
            compartmentId: harness.compartmentId,
            name: "groups",
            description: "x",
            statements: statements.map((one) => one.replace("LINK", harness.compartmentId)),
        };
        const answer = await harness.send({ method: "POST", target: "/20160918/policies", body });
        expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
        await harness.identity().deleteGroup({ groupId: group.id });
        const again = await write("Allow group dba to manage databases in compartment id LINK");
        expect({ status: again.status, code: again.body.code }).to.deep.equal(refusal);
    });

    it("are compiled again when they change, and leave the policy alone when they do not compile", async () => {
        const { body } = await write(`Allow any-user to ${keys} compartment id LINK`);
        const target = `/20160918/policies/${body.id}`;
        const update = (...statements: string[]) => harness.send({ method: "PUT", target, body: { statements } });
        const { status, body: refused } = await update(`Allow any-user to ${keys} tenancy`);
        expect({ status, code: refused.code }).to.deep.equal(refusal);
        const held = (await harness.identity().getPolicy({ policyId: body.id })).policy.statements;
        expect(held).to.deep.equal([`Allow any-user to ${keys} compartment id ${harness.compartmentId}`]);
        expect((await update(`Allow any-user to ${keys} compartment id ${below}`)).status).to.equal(200);
    });
});
