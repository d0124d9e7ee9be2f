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
}

/** Whether a cluster may read keys in a compartment under one policy. */
function mayRead(compartment: string, { statement, attachedTo = linked, state = "ACTIVE" }: Given): boolean {
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
        value: { id: "policy", compartmentId: attachedTo, name: "policy", statements: [statement], ...common },
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
        ["with a condition in another form", linked, { statement: `${head} where request.principal.type = /cloud*/` }],
        ["attached to a compartment beside", linked, { statement: head, attachedTo: child }],
    ];
    for (const [title, compartment, given] of ignored)
        it(`ignores a statement ${title}`, () => expect(mayRead(compartment, given)).to.equal(false));
});
