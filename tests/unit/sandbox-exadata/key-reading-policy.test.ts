import { expect } from "chai";
import { etag } from "../../../sandbox/core/ids";
import type { VmCluster } from "../../../sandbox/core/records";
import { defaultSettings } from "../../../sandbox/core/settings";
import { World } from "../../../sandbox/core/world";
import { requireKeyReading } from "../../../sandbox/exadata/key-reading-policy";
import { seedTenancy } from "../../../sandbox/exadata/seed";

const { compartmentId: linked, tenancyId } = defaultSettings;
const clusterId = "ocid1.cloudvmcluster.oc1.iad.aaaa";
const child = "ocid1.compartment.oc1..child";
const condition = "where all { request.principal.type = 'cloudvmcluster' }";

interface Given {
    statement: string;
    attachedTo?: string;
    state?: "ACTIVE" | "INACTIVE";
    /** Stands beside it in the same policy. */
    denial?: string;
}

/** Whether a cluster may read keys in a compartment under one policy. */
function mayRead(compartment: string, { statement, attachedTo = linked, state = "ACTIVE", denial }: Given): boolean {
    const world = new World(defaultSettings);
    seedTenancy(world);
    const timeCreated = "2026-01-15T10:00:00.000Z";
    const common = { description: "", timeCreated, lifecycleState: state };
    world.compartments.set(child, {
        etag: etag(),
        value: { id: child, compartmentId: linked, name: "databases", ...common, lifecycleState: "ACTIVE" },
    });
    world.policies.set("policy", {
        etag: etag(),
        value: {
            id: "policy",
            compartmentId: attachedTo,
            name: "policy",
            statements: denial ? [statement, denial] : [statement],
            ...common,
        },
    });
    const twin = { etag: "", value: { compartmentId: linked } };
    const cluster = { ocid: clusterId, twin } as VmCluster;
    try {
        requireKeyReading(world, cluster, compartment);
        return true;
    } catch (error) {
        expect((error as Error).message).to.contain("VM cluster may not read oracle-db-aws-keys");
        return false;
    }
}

describe("OCI policy for VM clusters to read registered keys", () => {
    const head = `Allow any-user to read oracle-db-aws-keys in compartment id ${linked}`;
    const byName = (name: string) => head.replace(`id ${linked}`, name);
    const granted: [string, string, Given][] = [
        ["the guide's statement", linked, { statement: `${head} ${condition}` }],
        [
            "line breaks and other spaces",
            linked,
            { statement: `  ${head}\n  where all {request.principal.type='cloudvmcluster'}` },
        ],
        [
            "capitals and double quotes",
            linked,
            {
                statement: `ALLOW ANY-USER TO READ ORACLE-DB-AWS-KEYS IN COMPARTMENT ID ${linked} WHERE ALL {Request.Principal.Type = "CloudVmCluster"}`,
            },
        ],
        [
            "a condition without braces",
            linked,
            { statement: `${head} where request.principal.type = 'cloudvmcluster'` },
        ],
        ["no condition", linked, { statement: head }],
        ["a stronger verb", linked, { statement: head.replace("read", "manage") }],
        [
            "the compartment by name",
            linked,
            {
                statement: `Allow any-user to use oracle-db-aws-keys in compartment MulticloudLink_AWS_20260115 ${condition}`,
            },
        ],
        [
            "the tenancy",
            linked,
            { statement: `Allow any-user to read oracle-db-aws-keys in tenancy ${condition}`, attachedTo: tenancyId },
        ],
        ["a compartment below", child, { statement: `${head} ${condition}` }],
        [
            "this cluster by its OCID",
            linked,
            {
                statement: `${head} where all {request.principal.type = 'cloudvmcluster', request.principal.id = '${clusterId}'}`,
            },
        ],
        ["a pattern", linked, { statement: `${head} where request.principal.type = /cloud*/` }],
        [
            "one of a list",
            linked,
            { statement: `${head} where request.principal.type in ('instance', 'cloudvmcluster')` },
        ],
        [
            "a name from the tenancy on",
            child,
            { statement: byName("MulticloudLink_AWS_20260115:databases"), attachedTo: tenancyId },
        ],
        ["the name of the compartment below", child, { statement: byName("databases") }],
        [
            "conditions within conditions",
            linked,
            {
                statement: `${head} where all {any {request.principal.type='a', request.principal.type='cloudvmcluster'}}`,
            },
        ],
        [
            "any of two conditions",
            linked,
            {
                statement: `${head} where any {request.principal.type = 'instance', request.principal.type = 'cloudvmcluster'}`,
            },
        ],
    ];
    for (const [title, compartment, given] of granted)
        it(`grants by ${title}`, () => expect(mayRead(compartment, given)).to.equal(true));

    const ignored: [string, string, Given][] = [
        ["of an inactive policy", linked, { statement: head, state: "INACTIVE" }],
        ["about a group", linked, { statement: head.replace("any-user", "group dba") }],
        ["that only lets inspect", linked, { statement: head.replace("read", "inspect") }],
        ["about other resources", linked, { statement: head.replace("aws", "azure") }],
        ["about another compartment", linked, { statement: head.replace(linked, "ocid1.compartment.oc1..other") }],
        ["about a compartment below only", linked, { statement: head.replace(linked, child) }],
        [
            "about another principal type",
            linked,
            { statement: `${head} ${condition.replace("cloudvmcluster", "instance")}` },
        ],
        [
            "about another cluster",
            linked,
            { statement: `${head} where all {request.principal.type = 'cloudvmcluster', request.principal.id = 'x'}` },
        ],
        [
            "with a condition on something unknown",
            linked,
            { statement: `${head} where all {request.principal.type = 'cloudvmcluster', target.key.name = 'x'}` },
        ],
        [
            "with a value that is no text",
            linked,
            { statement: `${head} where request.principal.type = cloudvmcluster` },
        ],
        ["that lists permissions", linked, { statement: head.replace("read oracle-db-aws-keys", "{AWS_KEY_READ}") }],
        [
            "with a name that counts from elsewhere",
            child,
            { statement: head.replace(`id ${linked}`, "databases:databases") },
        ],
        ["attached to a compartment beside", linked, { statement: head, attachedTo: child }],
    ];
    for (const [title, compartment, given] of ignored)
        it(`ignores a statement ${title}`, () => expect(mayRead(compartment, given)).to.equal(false));

    const denials: [string, boolean, string][] = [
        ["everybody", false, "Deny any-user to read oracle-db-aws-keys in compartment id"],
        ["everything", false, "Deny any-user to inspect all-resources in compartment id"],
        [
            "dynamic groups, which may hold the cluster",
            false,
            "Deny dynamic-group x to use oracle-db-aws-keys in compartment id",
        ],
        ["people only", true, "Deny group dba to manage all-resources in compartment id"],
        ["other things", true, "Deny any-user to manage buckets in compartment id"],
    ];
    for (const [title, isAllowed, denial] of denials)
        it(`is ${isAllowed ? "granted beside" : "refused by"} a denial to ${title}`, () => {
            expect(mayRead(linked, { statement: head, denial: `${denial} ${linked}` })).to.equal(isAllowed);
        });

    it("is refused by a denial that may not be meant, and granted beside one that is surely not", () => {
        const denied = `Deny any-user to read oracle-db-aws-keys in compartment id ${linked} where`;
        expect(mayRead(linked, { statement: head, denial: `${denied} request.region = 'iad'` })).to.equal(false);
        expect(mayRead(linked, { statement: head, denial: `${denied} request.principal.type = 'x'` })).to.equal(true);
    });
});
