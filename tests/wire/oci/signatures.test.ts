import { expect } from "chai";
import { Harness } from "./support/harness";
import { newKey, registeredKey } from "./support/keys";
import type { RawRequest } from "./support/raw";
import { expectError, refused } from "./support/refusals";

describe("OCI request signatures", () => {
    let harness: Harness;
    before(async () => {
        harness = await Harness.start();
    });
    after(() => harness.stop());

    const get = (change: Partial<RawRequest> = {}) =>
        harness.send({ target: `/20160918/compartments/${harness.compartmentId}`, ...change });
    const policy = () => ({
        compartmentId: harness.compartmentId,
        name: "p",
        description: "d",
        statements: [`Allow any-user to read oracle-db-aws-keys in compartment id ${harness.compartmentId}`],
    });
    const post = (change: Partial<RawRequest> = {}) =>
        harness.send({ method: "POST", target: "/20160918/policies", body: policy(), ...change });
    const minutes = (count: number) => new Date(Date.now() + count * 60_000);

    it("are accepted in the shape of the Go SDK", async () => {
        expect((await get()).status).to.equal(200);
        expect((await post()).status).to.equal(200);
        const path = `/20160918/databases/${harness.databaseId}/actions/rotateKey`;
        expectError(await harness.send({ method: "POST", target: path }), 409, "Conflict");
    });

    it("are accepted in the shape of the JavaScript SDK, also for queries beyond ASCII", async () => {
        const request = { compartmentId: harness.compartmentId, displayName: "a b/é&=ü日" };
        const { items } = await harness.database().listCloudVmClusters(request);
        expect(items).to.deep.equal([]);
    });

    it("are accepted in both directions within five minutes", async () => {
        expect((await get({ date: minutes(4.8) })).status).to.equal(200);
        expect((await get({ date: minutes(-4.8) })).status).to.equal(200);
    });

    it("are refused from a key that is not registered", async () => {
        const stranger = newKey("00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff");
        expectError(await get({ key: stranger }), 401, "NotAuthenticated");
        const call = harness.database(stranger).listCloudVmClusters({ compartmentId: harness.compartmentId });
        await refused(call, 401, "NotAuthenticated");
    });

    it("are refused from another private key under a registered keyId", async () => {
        const impostor = { ...newKey(registeredKey.fingerprint) };
        expect(impostor.keyId).to.equal(registeredKey.keyId);
        expectError(await get({ key: impostor }), 401, "NotAuthenticated", /does not match/);
    });

    const tampered: [name: string, tamper: NonNullable<RawRequest["tamper"]>][] = [
        ["body", (_headers, body) => body.replace('"d"', '"x"')],
        [
            "body together with its hash",
            (headers, body) => {
                headers["x-content-sha256"] = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
                return body;
            },
        ],
        [
            "content type",
            (headers, body) => {
                headers["content-type"] = "text/plain";
                return body;
            },
        ],
        [
            "date",
            (headers, body) => {
                headers.date = minutes(1).toUTCString();
                return body;
            },
        ],
        [
            "algorithm",
            (headers, body) => {
                headers.authorization = headers.authorization!.replace("rsa-sha256", "hmac-sha256");
                return body;
            },
        ],
        [
            "version",
            (headers, body) => {
                headers.authorization = headers.authorization!.replace('version="1"', 'version="2"');
                return body;
            },
        ],
        [
            "scheme",
            (headers, body) => {
                headers.authorization = headers.authorization!.replace("Signature ", "Bearer ");
                return body;
            },
        ],
        [
            "list of headers by one that is not there",
            (headers, body) => {
                headers.authorization = headers.authorization!.replace("host ", "host opc-obo-token ");
                return body;
            },
        ],
    ];
    for (const [name, tamper] of tampered) {
        it(`are refused when somebody changed the ${name}`, async () => {
            const before = harness.world.policies.size;
            expectError(await post({ tamper }), 401, "NotAuthenticated");
            expect(harness.world.policies.size).to.equal(before);
        });
    }

    it("are refused when they are missing", async () => {
        const tamper: RawRequest["tamper"] = (headers) => {
            delete headers.authorization;
            return "";
        };
        expectError(await get({ tamper }), 401, "NotAuthenticated", /not signed/);
    });

    for (const unsigned of ["date", "(request-target)", "host", "content-length", "content-type", "x-content-sha256"]) {
        it(`are refused when they leave out ${unsigned}`, async () => {
            expectError(await post({ unsigned }), 401, "NotAuthenticated", /must cover/);
        });
    }

    it("are refused with a clock more than five minutes off", async () => {
        expectError(await get({ date: minutes(5.2) }), 401, "NotAuthenticated", /skew/);
        expectError(await get({ date: minutes(-5.2) }), 401, "NotAuthenticated", /skew/);
    });

    it("are looked at before anything else, unknown paths included", async () => {
        const key = newKey("00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff");
        expectError(await harness.send({ target: "/20160918/nothing", key }), 401, "NotAuthenticated");
        expectError(await harness.send({ target: "/20160918/nothing" }), 404, "NotFound");
    });
});
