import { expect } from "chai";
import { operation, type SignedRequest } from "../../../sandbox/oci/wire/operation";
import { RetryTokens } from "../../../sandbox/oci/wire/retry-tokens";

const hour = 3600 * 1000;

describe("retry tokens of OCI", () => {
    let made = 0;
    const create = operation({
        service: "identity",
        name: "CreatePolicy",
        method: "POST",
        path: "/20160918/policies",
        handle: () => {
            made += 1;
            return { status: 200, body: { number: made }, resource: `policy-${made}` };
        },
    });
    const request = (change: Partial<SignedRequest> = {}): SignedRequest => ({
        principal: "user-1",
        method: "POST",
        path: "/20160918/policies",
        query: new URLSearchParams(),
        headers: { "opc-retry-token": "t" },
        body: Buffer.alloc(0),
        id: "",
        origin: "http://127.0.0.1:1",
        ...change,
    });

    let tokens: RetryTokens;
    beforeEach(() => {
        made = 0;
        tokens = new RetryTokens();
    });

    it("belong to one caller", () => {
        tokens.run(create, request());
        expect(tokens.run(create, request({ principal: "user-2" })).body).to.deep.equal({ number: 2 });
    });

    it("are optional: without one every call counts", () => {
        tokens.run(create, request({ headers: {} }));
        expect(tokens.run(create, request({ headers: {} })).body).to.deep.equal({ number: 2 });
    });

    it("are forgotten after 24 hours", () => {
        const { now } = Date;
        try {
            const begin = now();
            tokens.run(create, request());
            Date.now = () => begin + 23.9 * hour;
            expect(tokens.run(create, request()).body).to.deep.equal({ number: 1 });
            Date.now = () => begin + 24.1 * hour;
            expect(tokens.run(create, request()).body).to.deep.equal({ number: 2 });
        } finally {
            Date.now = now;
        }
    });

    it("show what was answered then, whatever became of it", () => {
        const live = { state: "CREATING" };
        const track = operation({
            service: "identity",
            name: "CreateOther",
            method: "POST",
            path: "/20160918/others",
            handle: () => ({ status: 200, body: live, resource: "other-1" }),
        });
        tokens.run(track, request());
        live.state = "ACTIVE";
        expect(tokens.run(track, request()).body).to.deep.equal({ state: "CREATING" });
    });

    it("say nothing any more about what is deleted", () => {
        tokens.run(create, request());
        tokens.forget("policy-1");
        expect(() => tokens.run(create, request())).to.throw("has been deleted");
    });
});
