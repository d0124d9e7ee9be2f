import { expect } from "chai";
import { Harness } from "./support/harness";
import { registeredKey } from "./support/keys";
import { expectError } from "./support/refusals";

describe("OCI faults and audit log", () => {
    let harness: Harness;
    beforeEach(async () => {
        harness = await Harness.start();
    });
    afterEach(() => harness.stop());

    const read = () => harness.send({ target: `/20160918/databases/${harness.databaseId}` });
    const create = (token: string) =>
        harness.send({
            method: "POST",
            target: "/20160918/policies",
            headers: { "opc-retry-token": token },
            body: {
                compartmentId: harness.compartmentId,
                name: "p",
                description: "d",
                statements: [`Allow any-user to read oracle-db-aws-keys in compartment id ${harness.compartmentId}`],
            },
        });
    const failure = (call: Promise<unknown>) =>
        call.then(
            () => undefined,
            (error: NodeJS.ErrnoException) => error.code,
        );

    it("answers with a planned error, at the n-th call only", async () => {
        const error = { status: 429, code: "TooManyRequests", message: "Slow down", retryAfter: 3 };
        harness.world.faults.set({ operation: "GetDatabase", nth: 2, error });
        expect((await read()).status).to.equal(200);
        const answer = await read();
        expectError(answer, 429, "TooManyRequests", /Slow down/);
        expect(answer.headers["retry-after"]).to.equal("3");
        expect((await read()).status).to.equal(200);
    });

    it("waits before a planned delay is over", async () => {
        harness.world.faults.set({ operation: "GetDatabase", delayMilliseconds: 60 });
        const begin = Date.now();
        await read();
        expect(Date.now() - begin).to.be.at.least(55);
    });

    it("loses the call when the connection is reset before", async () => {
        harness.world.faults.set({ operation: "CreatePolicy", reset: "before" });
        expect(await failure(create("t"))).to.equal("ECONNRESET");
        expect(harness.world.policies.size).to.equal(0);
    });

    it("loses only the answer when it is reset after: a repeated token finds the work done", async () => {
        harness.world.faults.set({ operation: "CreatePolicy", reset: "after" });
        expect(await failure(create("t"))).to.equal("ECONNRESET");
        const made = [...harness.world.policies.keys()];
        expect(made).to.have.lengthOf(1);
        const again = await create("t");
        expect(again.body.id).to.equal(made[0]);
        expect(harness.world.policies.size).to.equal(1);
    });

    it("records who did what to what, with which outcome", async () => {
        await read();
        await harness.send({ target: "/20160918/databases/ocid1.x" });
        const { body } = await create("t");
        const common = { caller: "user", principal: registeredKey.user };
        const entries = harness.world.audit.entries().map(({ sequence, time, ...entry }) => entry);
        expect(entries).to.deep.equal([
            {
                ...common,
                service: "database",
                operation: "GetDatabase",
                mutating: false,
                status: 200,
                code: undefined,
                resource: harness.databaseId,
            },
            {
                ...common,
                service: "database",
                operation: "GetDatabase",
                mutating: false,
                status: 404,
                code: "NotAuthorizedOrNotFound",
                resource: "ocid1.x",
            },
            {
                ...common,
                service: "identity",
                operation: "CreatePolicy",
                mutating: true,
                status: 200,
                code: undefined,
                resource: body.id,
            },
        ]);
    });

    it("records refused signatures and lost connections too", async () => {
        await harness.send({
            target: `/20160918/databases/${harness.databaseId}`,
            tamper: (headers) => {
                delete headers.authorization;
                return "";
            },
        });
        harness.world.faults.set({ operation: "GetDatabase", reset: "before" });
        await failure(read());
        const outcomes = harness.world.audit.entries().map(({ operation, status, code }) => [operation, status, code]);
        expect(outcomes).to.deep.equal([
            ["GetDatabase", 401, "NotAuthenticated"],
            ["GetDatabase", 0, "ConnectionReset"],
        ]);
    });
});
