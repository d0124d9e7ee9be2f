import { createHash, generateKeyPairSync, sign } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { expect } from "chai";
import { authenticate } from "../../../sandbox/oci/wire/signature";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
});
const keyId = "ocid1.tenancy.oc1..t/ocid1.user.oc1..u/aa:bb";
const keys = new Map([[keyId, publicKey]]);
const emptyBody = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

/** A request whose signature covers `list`, as the client spells it, over a string that the test writes itself. */
function signed(list: string, lines: string[], headers: IncomingHttpHeaders, method = "GET", target = "/20160918/x") {
    const signature = sign("sha256", Buffer.from(lines.join("\n")), privateKey).toString("base64");
    const authorization = `Signature version="1",keyId="${keyId}",algorithm="rsa-sha256",headers="${list}",signature="${signature}"`;
    return { method, target, headers: { ...headers, authorization }, body: Buffer.alloc(0) };
}

describe("signature of OCI requests", () => {
    const date = new Date().toUTCString();
    const host = "127.0.0.1:4600";

    it("gives the OCID of the user", () => {
        const lines = [`date: ${date}`, "(request-target): get /20160918/x", `host: ${host}`];
        expect(authenticate(signed("date (request-target) host", lines, { date, host }), keys)).to.equal(
            "ocid1.user.oc1..u",
        );
    });

    it("takes header names in mixed case in the list, and in lower case in the string", () => {
        const headers = { "x-date": date, host, "content-type": "application/json", "content-length": "0" };
        const lines = [
            `x-date: ${date}`,
            "(request-target): post /20160918/x",
            `host: ${host}`,
            "content-type: application/json",
            "content-length: 0",
            `x-content-sha256: ${emptyBody}`,
        ];
        const list = "x-date (request-target) host Content-Type Content-Length x-content-sha256";
        const request = signed(list, lines, { ...headers, "x-content-sha256": emptyBody }, "POST");
        expect(authenticate(request, keys)).to.equal("ocid1.user.oc1..u");
        const withBody = { ...request, body: Buffer.from("{}") };
        expect(() => authenticate(withBody, keys)).to.throw("x-content-sha256 does not match");
        const hash = createHash("sha256").update("{}").digest("base64");
        const forged = { ...withBody, headers: { ...withBody.headers, "x-content-sha256": hash } };
        expect(() => authenticate(forged, keys)).to.throw("does not match the request");
    });

    it("covers a delegation token when the client lists it", () => {
        const lines = [`date: ${date}`, "(request-target): get /20160918/x", `host: ${host}`, "opc-obo-token: t"];
        const list = "date (request-target) host opc-obo-token";
        const headers = { date, host, "opc-obo-token": "t" };
        expect(authenticate(signed(list, lines, headers), keys)).to.equal("ocid1.user.oc1..u");
        const changed = signed(list, lines, { ...headers, "opc-obo-token": "other" });
        expect(() => authenticate(changed, keys)).to.throw("does not match");
    });

    it("takes a query signed as it was written and sent percent-encoded", () => {
        const sent = "/20160918/x?displayName=a%20b/%C3%A9";
        const lines = [`date: ${date}`, "(request-target): get /20160918/x?displayName=a%20b/é", `host: ${host}`];
        const request = signed("date (request-target) host", lines, { date, host }, "GET", sent);
        expect(authenticate(request, keys)).to.equal("ocid1.user.oc1..u");
    });

    it("does not take another query for the signed one", () => {
        const lines = [`date: ${date}`, "(request-target): get /20160918/x?a=%2F", `host: ${host}`];
        const request = signed("date (request-target) host", lines, { date, host }, "GET", "/20160918/x?a=/");
        expect(() => authenticate(request, keys)).to.throw("does not match");
    });

    it("needs a date that can be read", () => {
        const lines = ["date: yesterday", "(request-target): get /20160918/x", `host: ${host}`];
        const request = signed("date (request-target) host", lines, { date: "yesterday", host });
        expect(() => authenticate(request, keys)).to.throw("cannot be read");
    });
});
