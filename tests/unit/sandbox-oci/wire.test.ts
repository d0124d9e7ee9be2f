import { expect } from "chai";
import { z } from "zod";
import { neutral, ServiceError } from "../../../sandbox/oci/wire/errors";
import { operation } from "../../../sandbox/oci/wire/operation";
import { page } from "../../../sandbox/oci/wire/paging";
import { Router } from "../../../sandbox/oci/wire/router";
import { parseBody } from "../../../sandbox/oci/wire/schema";

describe("wire rules of OCI", () => {
    const outcome = (schema: z.ZodType, body: string) => {
        try {
            return parseBody(schema, Buffer.from(body));
        } catch (error) {
            const { status, code, message } = error as ServiceError;
            return `${status} ${code} ${message}`;
        }
    };

    describe("bodies", () => {
        const schema = z.strictObject({
            name: z.string().max(3),
            inner: z.strictObject({ password: z.string().min(9), count: z.number().optional() }).optional(),
            kind: z.discriminatedUnion("type", [z.strictObject({ type: z.literal("A"), a: z.string() })]).optional(),
        });
        const cases: [body: string, expected: string | object][] = [
            ['{"name":"abc"}', { name: "abc" }],
            ["", "400 MissingParameter name is required."],
            ['{"name":"abc","inner":{}}', "400 MissingParameter inner.password is required."],
            ['{"name":"abc","kind":{}}', "400 MissingParameter kind.type is required."],
            ['{"name":"abc","kind":{"type":"A"}}', "400 MissingParameter kind.a is required."],
            [
                '{"name":"abc","inner":{"password":"123456789","other":1}}',
                "400 InvalidParameter Unknown field inner.other.",
            ],
            ["{", "400 CannotParseRequest The body is not valid JSON."],
        ];
        for (const [body, expected] of cases) {
            it(`${body || "an empty one"} → ${JSON.stringify(expected)}`, () => {
                expect(outcome(schema, body)).to.deep.equal(expected);
            });
        }

        it("are never quoted in the refusal", () => {
            expect(outcome(schema, '{"name":"abc","inner":{"password":"s3cret"}}'))
                .to.match(/^400 InvalidParameter inner\.password/)
                .and.not.to.contain("s3cret");
        });
    });

    describe("pages", () => {
        const values = Array.from({ length: 23 }, (_, index) => ({ name: `n${String(index).padStart(2, "0")}` }));
        const sortKeys = { name: ({ name }: { name: string }) => name };

        it("cover a list without gap or overlap, whatever their size", () => {
            for (const limit of [1, 5, 23, 24]) {
                const names: string[] = [];
                let token: string | undefined;
                do {
                    const answer = page({ query: { limit, page: token }, values, shape: "array", sortKeys });
                    names.push(...(answer.body as { name: string }[]).map(({ name }) => name));
                    token = answer.headers?.["opc-next-page"];
                } while (token !== undefined);
                expect(names).to.deep.equal(values.map(({ name }) => name));
            }
        });

        it("come in the order asked for", () => {
            const query = { limit: 2, sortOrder: "DESC" as const };
            expect(page({ query, values, shape: "items", sortKeys }).body).to.deep.equal({
                items: [{ name: "n22" }, { name: "n21" }],
            });
        });
    });

    it("paths match with and without a trailing slash, and nothing longer", () => {
        const get = operation({
            service: "identity",
            name: "GetPolicy",
            method: "GET",
            path: "/20160918/policies/{id}",
            handle: () => ({ status: 200 }),
        });
        const router = new Router([get]);
        expect(router.match("GET", "/20160918/policies/a%2Fb").id).to.equal("a/b");
        expect(router.match("GET", "/20160918/policies/x/").operation).to.equal(get);
        expect(router.match("GET", "/20160918/policies/x/y").operation).to.equal(undefined);
        expect(router.match("PUT", "/20160918/policies/x")).to.deep.include({ allowed: ["GET"] });
        expect(router.match("GET", "/20160918/policies/%E0").id).to.equal("%E0");
    });

    it("words that mean a vanished resource are kept for 404", () => {
        const words = "Key 'x' does not exist; alias Not Found; a not present in b";
        expect(neutral(words)).to.not.match(/not found|does not exist| not present in /i);
        expect(new ServiceError(409, "Conflict", words).message).to.equal(neutral(words));
        expect(new ServiceError(404, "NotAuthorizedOrNotFound", words).message).to.equal(words);
    });
});
