import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../../sandbox/core/project";
import { Harness } from "./support/harness";

interface Example {
    operation: string;
    /** How far the estate has come before the request: see `reach`. */
    given: string;
    request: { method: string; path: string; query?: Record<string, string>; body?: object };
    response: { status: number; headers: string[]; body?: unknown };
}

const fixtures = join(projectRoot, "tests", "wire", "oci", "fixtures");

/** Requests and answers as the services document them; names in braces stand for what this estate has. */
const examples = ["dbmulticloud", "database", "identity", "work-requests"].flatMap(
    (name) => JSON.parse(readFileSync(join(fixtures, `${name}.json`), "utf8")) as Example[],
);

describe("OCI examples", () => {
    for (const example of examples) {
        it(`${example.operation} is answered in the documented shape`, async () => {
            const harness = await Harness.start({ databaseWorkRequests: true });
            try {
                const names = await reach(harness, example.given);
                const { method, path, query, body } = fill(example.request, names);
                const search = query ? `?${new URLSearchParams(query)}` : "";
                const answer = await harness.send({ method, target: `${path}${search}`, body });
                expect(answer.status, JSON.stringify(answer.body)).to.equal(example.response.status);
                for (const header of example.response.headers) expect(answer.headers).to.have.property(header);
                if (example.response.body === undefined) expect(answer.body).to.equal(undefined);
                else expectShape(answer.body, example.response.body, "body");
            } finally {
                await harness.stop();
            }
        });
    }

    it("cover every service", () => {
        expect(examples.length).to.be.greaterThan(50);
    });
});

type Names = Record<string, string>;

/** Brings a fresh estate as far as the example needs it, and gives the OCIDs by the names used in the fixtures. */
async function reach(harness: Harness, given: string): Promise<Names> {
    const { settings } = harness.world;
    const names: Names = {
        compartment: harness.compartmentId,
        tenancy: settings.tenancyId,
        domain: settings.domainId,
        cluster: harness.clusterId,
        database: harness.databaseId,
        home: harness.homeId,
        pluggable: harness.pluggable("HRPDB"),
        keyArn: harness.exadata.addKey("7139075d-a006-4302-92d5-48ecca31d48e"),
    };
    const fault = { operation: "RegisterCloudVmClusterPkcs", failWorkRequest: "Node 1 is unreachable" };
    const steps: Record<string, () => Promise<void>> = {
        cluster: async () => {},
        connector: async () => {
            names.connector = await harness.connector();
        },
        key: async () => {
            names.key = await harness.registeredKey();
        },
        failedKey: async () => {
            harness.world.faults.set({ operation: "CreateOracleDbAwsKey", failWorkRequest: "Denied" });
            names.key = await harness.registeredKey();
        },
        keyStore: async () => {
            names.key = await harness.keyManagement();
        },
        failedKeyStore: async () => {
            harness.world.faults.set(fault);
            names.key = await harness.keyManagement();
        },
        databaseOnAws: async () => {
            names.key = await harness.databaseOnAws();
        },
        discovery: async () => {
            names.connector = await harness.connector();
            names.discovery = await createdBy(harness, "CreateMultiCloudResourceDiscovery", names);
        },
        policy: async () => {
            names.policy = await createdBy(harness, "CreatePolicy", names);
        },
    };
    await steps[given]!();
    names.connector ??= [...harness.world.connectors.keys()][0] ?? "";
    names.workRequest = harness.lastWorkRequest(names.key ?? "")?.id ?? "";
    names.databaseWorkRequest = harness.lastWorkRequest(harness.clusterId)?.id ?? "";
    return names;
}

/** Sends the example that makes a resource, and gives its OCID. */
async function createdBy(harness: Harness, operation: string, names: Names): Promise<string> {
    const { request } = examples.find((example) => example.operation === operation)!;
    const { method, path, body } = fill(request, names);
    return (await harness.done({ method, target: path, body })).body.id;
}

function fill<T>(value: T, names: Names): T {
    const text = JSON.stringify(value).replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);
    return JSON.parse(text) as T;
}

/** Every member of the example must be there with the same type; members beyond it are allowed. */
function expectShape(actual: unknown, example: unknown, path: string): void {
    expect(kindOf(actual), path).to.equal(kindOf(example));
    if (Array.isArray(example)) {
        if (example.length === 0) return;
        expect(actual, path).to.not.have.lengthOf(0);
        expectShape((actual as unknown[])[0], example[0], `${path}[0]`);
    } else if (typeof example === "object" && example !== null) {
        for (const [name, member] of Object.entries(example)) {
            expectShape((actual as Record<string, unknown>)[name], member, `${path}.${name}`);
        }
    }
}

const kindOf = (value: unknown) => (Array.isArray(value) ? "array" : typeof value);
