import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { SimpleAuthenticationDetailsProvider } from "oci-common";
import { WorkRequestClient } from "oci-workrequests";
import { isConflict, isNotFound, ServiceError } from "../../../sdk/clouds/core/errors";
import { OciHttp, plainErrors } from "../../../sdk/clouds/oci/http";
import { FakeClock } from "./clock";
import { failure } from "./failure";

interface Answer {
    status: number;
    body?: unknown;
    /** In place of a body that is JSON. */
    text?: string;
    headers?: Record<string, string>;
}

describe("requests to OCI", () => {
    const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" });
    const workRequestId = "ocid1.workrequest.oc1.iad.aaaa";
    let server: Server;
    let answers: (Answer | "hang up")[];
    let received: IncomingMessage[];
    let clock: FakeClock;
    let warnings: unknown[];
    const warn = console.warn;

    beforeEach(async () => {
        answers = [];
        received = [];
        clock = new FakeClock();
        warnings = [];
        console.warn = (...args: unknown[]) => warnings.push(args);
        server = createServer((request, response) => {
            received.push(request);
            const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
            if (answer === "hang up") {
                request.socket.destroy();
                return;
            }
            response.writeHead(answer.status, { "opc-request-id": "REQ1", ...answer.headers });
            response.end(answer.text ?? (answer.body === undefined ? "" : JSON.stringify(answer.body)));
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });
    afterEach(() => {
        console.warn = warn;
        server.closeAllConnections();
        server.close();
    });

    function client(): WorkRequestClient {
        const credentials = new SimpleAuthenticationDetailsProvider("tenancy", "user", "aa:bb", String(key), null);
        const made = new WorkRequestClient({ httpClient: new OciHttp(credentials, clock) });
        made.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        return plainErrors(made);
    }
    const get = () => client().getWorkRequest({ workRequestId });
    const found: Answer = { status: 200, body: { id: workRequestId, status: "SUCCEEDED" } };

    it("are repeated when the service is down, throttles, or hangs up, and signed anew each time", async () => {
        answers = [{ status: 503 }, "hang up", { status: 429, headers: { "retry-after": "9" } }, found];
        expect((await get()).workRequest.status).to.equal("SUCCEEDED");
        expect(received).to.have.lengthOf(4);
        expect(clock.sleeps).to.deep.equal([250, 500, 9000]);
        for (const { headers } of received) expect(headers.authorization).to.match(/^Signature version="1",/);
    });

    it("are given up after a bounded number of tries", async () => {
        answers = [{ status: 500, body: { code: "InternalServerError", message: "try later" } }];
        expect(await failure(get())).to.contain("500 InternalServerError: try later");
        expect(received).to.have.lengthOf(8);
    });

    it("are repeated when the answer is none or was cut, and end in one sentence when it stays so", async () => {
        answers = [{ status: 200, text: "<html>" }, { status: 200, text: '{"id": "oc' }, found];
        expect((await get()).workRequest.status).to.equal("SUCCEEDED");
        answers = [{ status: 200, text: "<html>" }];
        expect(await failure(get())).to.equal(
            "WorkRequest answered GetWorkRequest with 200: the answer is not what the service answers (request id REQ1)",
        );
        answers = [{ status: 200, body: { message: "no list" } }];
        expect(await failure(client().listWorkRequests({ compartmentId: "ocid1.compartment.oc1..aaaa" }))).to.match(
            /ListWorkRequests with 200: the answer is not/,
        );
    });

    it("take no page of a proxy for the word that something is gone", async () => {
        answers = [{ status: 404, text: "<html>" }];
        expect(isNotFound(await get().catch((error: unknown) => error))).to.equal(false);
    });

    for (const status of [400, 401, 404, 409, 412]) {
        it(`are not repeated after ${status}`, async () => {
            answers = [{ status, body: { code: "Code", message: "no" } }, found];
            await failure(get());
            expect(received).to.have.lengthOf(1);
        });
    }

    it("fail in one sentence, and print nothing themselves", async () => {
        answers = [{ status: 409, body: { code: "IncorrectState", message: "The database is UPDATING." } }];
        expect(await failure(get())).to.equal(
            "WorkRequest answered GetWorkRequest with 409 IncorrectState: The database is UPDATING (request id REQ1)",
        );
        expect(warnings).to.deep.equal([]);
    });

    it("never repeat a body that is not an error envelope", async () => {
        answers = [{ status: 400, body: { password: "hunter2" } }];
        expect(await failure(get())).not.to.contain("hunter2");
    });

    it("tell gone from conflict", async () => {
        answers = [{ status: 404, body: { code: "NotAuthorizedOrNotFound", message: "no" } }];
        const gone = await get().then(undefined, (error: unknown) => error);
        expect(isNotFound(gone)).to.equal(true);
        expect(isConflict(gone)).to.equal(false);
    });

    it("refuse a private key that is none, without showing it", () => {
        const credentials = new SimpleAuthenticationDetailsProvider("tenancy", "user", "aa:bb", "SECRET", null);
        expect(() => new OciHttp(credentials))
            .to.throw("the OCI private key cannot be used")
            .with.property("message")
            .not.to.contain("SECRET");
    });
});

describe("the message of a refused request", () => {
    const render = (status: number, code = "Code") =>
        new ServiceError({ service: "Database", operation: "getDatabase", status, code, message: "Words." }).message;

    it("names service, operation, status and code, and says what to check", () => {
        expect(render(400, "InvalidParameter")).to.equal(
            "Database answered GetDatabase with 400 InvalidParameter: Words",
        );
        expect(render(401)).to.contain("check tenancy, user, fingerprint and key of the OCI settings");
        expect(render(404)).to.contain("gone, in another region, or no policy lets the caller see it");
        expect(render(0)).to.equal(
            "Database did not answer GetDatabase: Words; check the region, the network and the proxy of this machine",
        );
    });
});
