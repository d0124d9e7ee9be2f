import { expect } from "chai";
import { Harness } from "./support/harness";
import type { RawRequest } from "./support/raw";
import { expectError, refused } from "./support/refusals";

describe("OCI protocol", () => {
    let harness: Harness;
    beforeEach(async () => {
        harness = await Harness.start();
    });
    afterEach(() => harness.stop());

    const policyBody = (name: string) => ({
        compartmentId: harness.compartmentId,
        name,
        description: "d",
        statements: [`Allow any-user to read oracle-db-aws-keys in compartment id ${harness.compartmentId}`],
    });
    const createPolicy = (name: string, token?: string) =>
        harness.send({
            method: "POST",
            target: "/20160918/policies",
            body: policyBody(name),
            headers: token === undefined ? {} : { "opc-retry-token": token },
        });

    describe("paging", () => {
        it("follows opc-next-page through a dbmulticloud list in the SDK", async () => {
            const connectorId = await harness.connector();
            for (const name of ["a", "b", "c", "d", "e"]) await harness.registeredKey(connectorId, name);
            const names: string[] = [];
            let page: string | undefined;
            let pages = 0;
            do {
                const answer = await harness.aws().listOracleDbAwsKeys({
                    compartmentId: harness.compartmentId,
                    limit: 2,
                    page,
                    sortBy: "displayName" as never,
                });
                names.push(...answer.oracleDbAwsKeySummaryCollection.items.map(({ displayName }) => displayName!));
                page = answer.opcNextPage || undefined;
                pages += 1;
            } while (page);
            expect(names).to.deep.equal(["a", "b", "c", "d", "e"]);
            expect(pages).to.equal(3);
        });

        it("gives ten items without a limit, the newest first, and no token on the last page", async () => {
            const connectorId = await harness.connector();
            for (let index = 0; index < 11; index += 1) await harness.registeredKey(connectorId, `key-${index}`);
            const target = `/20240501/oracleDbAwsKey?compartmentId=${harness.compartmentId}`;
            const first = await harness.send({ target });
            expect(first.body.items).to.have.lengthOf(10);
            expect(first.body.items[0]!.displayName).to.equal("key-10");
            const second = await harness.send({ target: `${target}&page=${first.headers["opc-next-page"]}` });
            expect(second.body.items.map(({ displayName }) => displayName)).to.deep.equal(["key-0"]);
            expect(second.headers).to.not.have.property("opc-next-page");
        });

        it("pages bare arrays of the Database service alike", async () => {
            const target = `/20160918/pluggableDatabases?databaseId=${harness.databaseId}&limit=1&sortBy=PDBNAME`;
            const first = await harness.send({ target });
            expect(first.body).to.have.lengthOf(1);
            expect(first.body).to.have.nested.property("[0].pdbName", "CRMPDB");
            const second = await harness.send({ target: `${target}&page=${first.headers["opc-next-page"]}` });
            expect(second.body).to.have.lengthOf(1);
            expect(second.body).to.have.nested.property("[0].pdbName", "HRPDB");
        });

        const wrong = [
            "limit=0",
            "limit=1001",
            "limit=x",
            "page=nonsense",
            "sortOrder=UP",
            "sortBy=colour",
            "lifecycleState=GOOD",
        ];
        for (const query of wrong) {
            it(`refuses ${query}`, async () => {
                const target = `/20240501/oracleDbAwsKey?compartmentId=${harness.compartmentId}&${query}`;
                expectError(await harness.send({ target }), 400, "InvalidParameter");
            });
        }

        it("needs the compartment where the API says so", async () => {
            expectError(await harness.send({ target: "/20240501/oracleDbAwsKey" }), 400, "MissingParameter");
            expectError(await harness.send({ target: "/20160918/workRequests" }), 400, "MissingParameter");
        });
    });

    describe("etags", () => {
        it("let a change through only on the state that the caller has seen", async () => {
            const oracleDbAwsIdentityConnectorId = await harness.connector();
            const seen = await harness.aws().getOracleDbAwsIdentityConnector({ oracleDbAwsIdentityConnectorId });
            const rename = (ifMatch: string) =>
                harness.aws().updateOracleDbAwsIdentityConnector({
                    oracleDbAwsIdentityConnectorId,
                    updateOracleDbAwsIdentityConnectorDetails: { displayName: "renamed" },
                    ifMatch,
                });
            await refused(rename("stale"), 412, "NoEtagMatch");
            await rename(seen.etag);
            await harness.settled();
            await refused(rename(seen.etag), 412, "NoEtagMatch");
        });

        it("guard every mutation of the Database service", async () => {
            const headers = { "if-match": "stale" };
            const database = `/20160918/databases/${harness.databaseId}`;
            const cluster = `/20160918/cloudVmClusters/${harness.clusterId}`;
            const location = { providerType: "AWS", awsEncryptionKeyId: "ocid1.x" };
            const store = { tdeKeyStoreType: "AWS" };
            const requests: RawRequest[] = [
                { method: "POST", target: `${database}/actions/rotateKey` },
                { method: "POST", target: `${database}/actions/changeEncryptionKeyLocation`, body: location },
                { method: "PUT", target: database, body: {} },
                { method: "DELETE", target: database },
                { method: "PUT", target: `/20160918/dbHomes/${harness.homeId}`, body: {} },
                { method: "DELETE", target: `/20160918/dbHomes/${harness.homeId}` },
                { method: "PUT", target: cluster, body: {} },
                { method: "POST", target: `${cluster}/actions/registerPkcs`, body: store },
                { method: "POST", target: `${cluster}/actions/unregisterPkcs`, body: store },
            ];
            for (const request of requests)
                expectError(await harness.send({ ...request, headers }), 412, "NoEtagMatch");
        });
    });

    describe("retry tokens", () => {
        it("give the first answer again, and do nothing twice", async () => {
            const first = await createPolicy("p", "token-1");
            const second = await createPolicy("p", "token-1");
            expect(second.status).to.equal(200);
            expect(second.body).to.deep.equal(first.body);
            expect(second.headers.etag).to.equal(first.headers.etag);
            expect(harness.world.policies.size).to.equal(1);
        });

        it("repeat a rotation with its work request, once", async () => {
            await harness.databaseOnAws();
            const rotate = () =>
                harness.database().rotateVaultKey({ databaseId: harness.databaseId, opcRetryToken: "generation-1" });
            await rotate();
            await rotate();
            await harness.settled();
            await rotate();
            await harness.settled();
            expect(harness.exadata.rotated).to.have.lengthOf(1);
        });

        it("are refused with another body", async () => {
            await createPolicy("p", "token-1");
            expectError(await createPolicy("q", "token-1"), 409, "InvalidatedRetryToken");
            expect(harness.world.policies.size).to.equal(1);
        });

        it("are refused once what they made is deleted", async () => {
            const { body } = await createPolicy("p", "token-1");
            await harness.send({ method: "DELETE", target: `/20160918/policies/${body.id}` });
            expectError(await createPolicy("p", "token-1"), 409, "InvalidatedRetryToken");
        });

        it("do not hold a refusal: the call may succeed later", async () => {
            const keyId = await harness.keyManagement();
            const database = harness.world.databases.get(harness.databaseId)!;
            const send = () =>
                harness.send({
                    method: "POST",
                    target: `/20160918/databases/${harness.databaseId}/actions/changeEncryptionKeyLocation`,
                    body: { providerType: "AWS", awsEncryptionKeyId: keyId },
                    headers: { "opc-retry-token": "move" },
                });
            database.oci.value.lifecycleState = "BACKUP_IN_PROGRESS";
            expectError(await send(), 409, "IncorrectState");
            database.oci.value.lifecycleState = "AVAILABLE";
            expect((await send()).status).to.equal(202);
        });

        it("have at most 64 characters", async () => {
            expect((await createPolicy("p", "t".repeat(64))).status).to.equal(200);
            expectError(await createPolicy("q", "t".repeat(65)), 400, "InvalidParameter", /opc-retry-token/);
        });
    });

    describe("envelope", () => {
        it("carries the caller's request id in its own", async () => {
            const headers = { "opc-request-id": "mine" };
            const answer = await harness.send({ target: "/20160918/policies/ocid1.x", headers });
            expectError(answer, 404, "NotAuthorizedOrNotFound");
            expect(answer.headers["opc-request-id"]).to.match(/^mine\//);
        });

        it("tells unknown paths from wrong methods", async () => {
            expectError(await harness.send({ target: "/20160918/vaults" }), 404, "NotFound");
            expectError(await harness.send({ target: "/20991231/oracleDbAwsKey" }), 404, "NotFound");
            const target = `/20160918/databases/${harness.databaseId}/actions/rotateKey`;
            expectError(await harness.send({ target }), 405, "MethodNotAllowed");
        });

        for (const body of ["{", "[]", '"text"', "null"]) {
            it(`cannot parse ${body}`, async () => {
                const answer = await harness.send({ method: "POST", target: "/20160918/policies", body });
                expectError(answer, 400, "CannotParseRequest");
            });
        }
    });
});
