import { generateKeyPairSync } from "node:crypto";
import { expect } from "chai";
import { isGone } from "../../../sandbox/providers/oci/calls";
import { hostOverrides } from "../../../sandbox/providers/oci/host-overrides";
import { oci } from "../../../sandbox/providers/oci/provider";
import { openSession } from "../../../sandbox/providers/oci/session";
import { Plugin } from "./plugin";
import { type Answer, Service } from "./service";

const key = "oci:oci/dbmulticloudOracleDbAwsKey:DbmulticloudOracleDbAwsKey";
const inputs = { compartmentId: "c", displayName: "k", oracleDbConnectorId: "o", awsKeyArn: "arn" };

interface Progress {
    status: string;
    timeFinished?: string;
    resources?: { entityType: string; actionType: string; identifier: string }[];
}

const finished = "2026-01-01T00:00:00.000Z";
const created = [{ entityType: "oracleDbAwsKey", actionType: "CREATED", identifier: "key1" }];

describe("the stand-in for oci, on the multicloud service", function () {
    // Loading the SDK takes a second or two on a busy machine.
    this.timeout(20_000);
    let service: Service;
    let plugin: Plugin;
    let settings: Record<string, string>;
    let progress: Progress[];
    let lifecycleState: string;
    const override = process.env.CLIENT_HOST_OVERRIDES;

    before(async () => {
        service = await Service.start();
        const names = ["DbMulticloudAwsProviderClient", "WorkRequestClient"];
        process.env.CLIENT_HOST_OVERRIDES = names
            .map((name) => `oci_dbmulticloud.${name}=${service.endpoint}`)
            .join(";");
        const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
        settings = {
            region: "us-ashburn-1",
            tenancyOcid: "ocid1.tenancy.oc1..a",
            userOcid: "ocid1.user.oc1..a",
            fingerprint: "aa:bb",
            privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
            disableAutoRetries: "true",
        };
        plugin = await Plugin.start(oci, settings);
    });

    beforeEach(() => {
        service.seen.splice(0);
        lifecycleState = "ACTIVE";
        service.answer = ({ method, url }): Answer => {
            const headers = { "opc-work-request-id": "wr1" };
            if (url.includes("/errors"))
                return { body: { items: [{ code: "x", message: "the role may not", timestamp: finished }] } };
            if (url.includes("/workRequests/") && method === "GET") {
                const step = progress.length > 1 ? progress.shift() : progress[0];
                return { body: { id: "wr1", resources: [], ...step } };
            }
            if (method === "POST") return { status: 201, body: { id: "key1", lifecycleState: "CREATING" }, headers };
            if (method === "DELETE") return { status: 202, headers };
            return { body: { id: "key1", displayName: "k", lifecycleState, timeCreated: finished } };
        };
    });

    after(() => {
        if (override === undefined) delete process.env.CLIENT_HOST_OVERRIDES;
        else process.env.CLIENT_HOST_OVERRIDES = override;
        plugin.stop();
        service.stop();
    });

    async function failure(): Promise<string> {
        return plugin.create(key, inputs).then(
            () => "",
            (error: Error) => error.message,
        );
    }

    it("waits until the work request has a finishing time, whatever its status says", async () => {
        progress = [
            { status: "ACCEPTED" },
            { status: "SUCCEEDED", resources: created },
            { status: "SUCCEEDED", resources: created, timeFinished: finished },
        ];
        const { id, state } = await plugin.create(key, inputs);
        expect(id).to.equal("key1");
        expect(progress).to.have.length(1);
        expect(state).to.deep.include({ state: "ACTIVE", timeCreated: "2026-01-01 00:00:00 +0000 UTC" });
    });

    it("does not believe in a success that names no entity of the kind", async () => {
        const resources = [{ entityType: "identityConnector", actionType: "CREATED", identifier: "x" }];
        progress = [{ status: "SUCCEEDED", resources, timeFinished: finished }];
        expect(await failure())
            .to.contain("work request did not succeed")
            .and.to.contain("the role may not");
        expect(service.operations()).to.include("DELETE /20240501/workRequests/wr1");
    });

    it("reports a failed work request in the service's words", async () => {
        progress = [{ status: "FAILED", resources: created, timeFinished: finished }];
        expect(await failure()).to.contain("entity: oracledbawskey, action: CREATED. Message: the role may not");
    });

    it("takes a lifecycle state that should not be for an error", async () => {
        progress = [{ status: "SUCCEEDED", resources: created, timeFinished: finished }];
        lifecycleState = "FAILED";
        expect(await failure()).to.contain("reach state(s): ACTIVE, but the service reported unexpected state: FAILED");
    });

    it("takes a key that is DELETED for gone", async () => {
        lifecycleState = "DELETED";
        expect((await plugin.read(key, "key1", { displayName: "k" }, inputs)).id).to.equal("");
    });

    it("keeps tags that tag defaults add in its state, unless it is told to ignore them", async () => {
        progress = [{ status: "SUCCEEDED", resources: created, timeFinished: finished }];
        const answer = service.answer;
        const definedTags = { Operations: { Team: "dba" }, "Oracle-Tags": { CreatedBy: "default/me" } };
        service.answer = (seen) => {
            const given = answer(seen);
            return seen.url.includes("/workRequests")
                ? given
                : { ...given, body: { ...(given.body as object), definedTags } };
        };
        const wanted = { ...inputs, definedTags: { "Operations.Team": "dba" } };
        const changes = async (one: Plugin) => {
            const { id, state } = await one.create(key, wanted);
            return (await one.diff(key, id, state, wanted)).detailed;
        };
        expect(Object.keys(await changes(plugin))).to.deep.equal(["definedTags.Oracle-Tags.CreatedBy"]);
        const ignoring = await Plugin.start(oci, { ...settings, ignoreDefinedTags: '["oracle-tags.createdby"]' });
        progress = [{ status: "SUCCEEDED", resources: created, timeFinished: finished }];
        expect(await changes(ignoring)).to.deep.equal({});
        ignoring.stop();
    });

    it("takes some words in any message for the absence of a resource", () => {
        expect(isGone(new Error("subnet does not exist"))).to.equal(true);
        expect(isGone(new Error("conflict"))).to.equal(false);
    });
});

describe("host overrides of the stand-in for oci", () => {
    it("are read from the variable and its prefixed forms", () => {
        const name = "oci_database.DatabaseClient";
        expect(hostOverrides({ CLIENT_HOST_OVERRIDES: `${name}=http://127.0.0.1:1;` }).get(name)).to.equal(
            "http://127.0.0.1:1",
        );
        expect(hostOverrides({ OCI_CLIENT_HOST_OVERRIDES: `${name}=db.example.com` }).get(name)).to.equal(
            "https://db.example.com",
        );
    });

    it("may be those of one region", async () => {
        const name = "oci_identity.IdentityClient";
        const before = process.env.CLIENT_HOST_OVERRIDES;
        process.env.CLIENT_HOST_OVERRIDES = `${name}=http://127.0.0.1:1;${name}@eu-frankfurt-1=http://127.0.0.1:2`;
        try {
            const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
            const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
            const signer = { tenancyOcid: "t", userOcid: "u", fingerprint: "f", privateKey: pem };
            const endpointIn = async (region: string) =>
                (await (await openSession({ ...signer, region })).identity()).endpoint;
            expect(await endpointIn("us-ashburn-1")).to.contain("127.0.0.1:1");
            expect(await endpointIn("eu-frankfurt-1")).to.contain("127.0.0.1:2");
        } finally {
            if (before === undefined) delete process.env.CLIENT_HOST_OVERRIDES;
            else process.env.CLIENT_HOST_OVERRIDES = before;
        }
    }).timeout(20_000);

    it("are refused when a host carries more than a host", () => {
        expect(() => hostOverrides({ CLIENT_HOST_OVERRIDES: "a=http://h/path" })).to.throw("without path");
        expect(() => hostOverrides({ CLIENT_HOST_OVERRIDES: "a" })).to.throw("clientName=host");
    });
});
