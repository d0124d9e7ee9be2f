import { expect } from "chai";
import { type ControlEndpoint, startControl } from "../../../sandbox/control";
import { Lab } from "./lab";

describe("Control endpoint", () => {
    let lab: Lab;
    let control: ControlEndpoint;
    const settings = { environment: { AWS_REGION: "us-east-1" }, pulumiConfig: { "aws:region": "us-east-1" } };

    before(async () => {
        const ready = await Lab.ready();
        lab = ready.lab;
        await lab.exadata.moveToAws(lab.database, ready.key);
        control = await startControl({ world: lab.world, exadata: lab.exadata, settings });
    });
    after(() => control.stop());

    async function ask(path: string, init?: RequestInit): Promise<{ status: number; text: string; json: unknown }> {
        const answer = await fetch(control.endpoint + path, init);
        const text = await answer.text();
        const isJson = answer.headers.get("content-type") === "application/json" && text !== "";
        return { status: answer.status, text, json: isJson ? JSON.parse(text) : undefined };
    }

    function post(path: string, body: unknown) {
        return ask(path, { method: "POST", body: JSON.stringify(body) });
    }

    it("listens on loopback only", () => expect(control.endpoint).to.match(/^http:\/\/127\.0\.0\.1:\d+$/));

    it("shows each database with its keys, tried at each call", async () => {
        const first = await ask("/databases");
        expect(first.json).to.deep.equal(JSON.parse(JSON.stringify(await lab.exadata.inspect())));
        expect(first.text).to.contain('"readable": true');
        lab.world.networks.get("odbnet_sales00001")!.kmsAccess = "DISABLED";
        expect((await ask("/databases")).text)
            .to.contain("KMS access of ODB network")
            .and.not.contain(": true");
        lab.world.networks.get("odbnet_sales00001")!.kmsAccess = "ENABLED";
        expect((await ask("/databases")).text).to.contain('"readable": true');
    });

    it("lists keys as the database's own tools do", async () => {
        const current = lab.database.root.versions.at(-1)?.id;
        expect((await ask("/databases/SALES01/hsm-keys")).text)
            .to.contain("dbaascli")
            .and.to.contain(current);
        expect((await ask("/databases/SALES01/encryption-keys")).text).to.contain("6 rows selected.");
        const unknown = await ask("/databases/HR/hsm-keys");
        expect(unknown).to.deep.include({ status: 404, json: { message: "No database is named HR." } });
    });

    it("gives the audit log from a sequence number on", async () => {
        const since = lab.world.audit.last;
        await ask("/databases");
        const { json } = await ask(`/audit?since=${since}`);
        expect(json).to.deep.equal(JSON.parse(JSON.stringify(lab.world.audit.entries(since))));
        expect(json).to.have.length(4);
        expect((await ask("/audit?since=yesterday")).status).to.equal(400);
    });

    it("sets, lists and clears faults", async () => {
        const error = { status: 500, code: "KMSInternalException", message: "KMS is unwell." };
        const fault = { service: "exadata", operation: "Decrypt", error };
        expect(await post("/faults", fault)).to.deep.include({ status: 201, json: [fault] });
        expect((await ask("/databases")).text).to.contain("KMSInternalException: KMS is unwell.");
        expect((await ask("/databases")).text).not.to.contain("unwell");
        expect((await ask("/faults", { method: "DELETE" })).status).to.equal(204);
        expect((await ask("/faults")).json).to.deep.equal([]);
        const wrong = await post("/faults", { operation: "Decrypt", nht: 2 });
        expect(wrong.status).to.equal(400);
        expect(wrong.text).to.contain("nht");
    });

    it("changes the pace", async () => {
        expect((await post("/scale", { scale: 0.5 })).status).to.equal(200);
        expect(lab.world.jobs.milliseconds("connectorRefresh")).to.equal(30_000);
        await post("/scale", { scale: 0 });
        expect((await post("/scale", { scale: -1 })).status).to.equal(400);
        expect(lab.world.jobs.milliseconds("connectorRefresh")).to.equal(0);
    });

    it("tells how to use the sandbox", async () => expect((await ask("/environment")).json).to.deep.equal(settings));

    it("says what is wrong with a request", async () => {
        expect((await ask("/nothing")).status).to.equal(404);
        expect((await ask("/audit", { method: "DELETE" })).status).to.equal(405);
        const noJson = await ask("/scale", { method: "POST", body: "{" });
        expect(noJson).to.deep.include({ status: 400, json: { message: "The body is not JSON." } });
    });
});
