import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { localDirectory, projectRoot } from "../../../sandbox/core/project";
import { issuerOf } from "../../../sandbox/core/settings";
import { Harness } from "./support/harness";
import { newKey, registeredKey } from "./support/keys";

const python = process.env.SANDBOX_PYTHON ?? join(localDirectory, "venv", "bin", "python");
const script = join(projectRoot, "tests", "wire", "oci", "python", "checks.py");
const password = "Sandbox_42-Only";

/** Functions of checks.py in its order: later ones build on what earlier ones made. */
const checks = [
    "connector_by_work_request",
    "connector_errors",
    "connector_refresh_without_body",
    "discovery_lists_keys",
    "key_registration_and_refresh",
    "key_registration_fails_with_a_reason",
    "paging_through_all_keys",
    "etag_guards_an_update",
    "policy_lifecycle",
    "statements_are_compiled",
    "compartments_and_regions",
    "domain_and_compartment",
    "key_store_of_the_cluster",
    "database_moves_to_aws",
    "rotations_are_found_among_work_requests",
    "new_database_on_the_key",
    "what_is_in_use_is_kept",
    "stranger_is_not_authenticated",
];

describe("OCI by its Python SDK", () => {
    const outcomes = new Map<string, string | undefined>();
    let harness: Harness;

    before(async function () {
        this.timeout(60_000);
        harness = await Harness.start();
        const { tenancy, user, fingerprint, privateKey } = registeredKey;
        const input = {
            ...{ tenancy, user, fingerprint, privateKey, password },
            endpoint: harness.endpoint,
            compartment: harness.compartmentId,
            cluster: harness.clusterId,
            database: harness.databaseId,
            issuer: issuerOf(harness.world.settings.domainUrl),
            keyArn: harness.exadata.addKey("tde"),
            strangersKey: newKey(fingerprint).privateKey,
        };
        const child = spawn(python, [script], { stdio: ["pipe", "pipe", "pipe"] });
        child.stdin.end(JSON.stringify(input));
        const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
        for (const line of output.split("\n").filter(Boolean)) {
            const { name, failure } = JSON.parse(line) as { name: string; failure?: string };
            outcomes.set(name, failure);
        }
        expect([...outcomes.keys()], errors).to.deep.equal(checks);
    });
    after(() => harness.stop());

    for (const name of checks) {
        it(name.replaceAll("_", " "), () => {
            const failure = outcomes.get(name);
            if (failure !== undefined) throw new Error(failure);
        });
    }
});
