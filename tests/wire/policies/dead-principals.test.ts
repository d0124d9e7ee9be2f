import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { putKeyPolicy } from "../../../sdk/clouds/aws/kms-keys";
import { useConfig } from "../../../sdk/clouds/core/settings";
import type { PolicyDocument, Statement } from "../../../sdk/policies";
import { provider as extension } from "../../../sdk/resources/key-policy-extension/operations";

const account = "111122223333";
const root = `arn:aws:iam::${account}:root`;
const role = `arn:aws:iam::${account}:role/sales`;
const keyArn = `arn:aws:kms:us-east-1:${account}:key/7139075d-a006-4302-92d5-48ecca31d48e`;
const deadRole = "AROAEXAMPLEDEADROLE01";
const deadUser = "AIDAEXAMPLEDEADUSER01";

describe("the policy of a key that names roles which are gone", function () {
    this.timeout(10_000);
    let server: Server;
    let policy: PolicyDocument;
    let writes: number;

    const list = (Principal: object, more: object = {}) =>
        ({ Effect: "Allow", Principal, Action: "kms:List*", Resource: "*", ...more }) as Statement;
    const kept = [list({ AWS: root }), list({ AWS: [deadRole, root] }, { Sid: "Reports" })];
    const inputs = { keyArn, userRoleArns: [role] };
    const failure = (work: Promise<unknown>) =>
        work.then(
            () => "success",
            (error: Error) => error.message,
        );

    /** KMS as far as this matters: it shows what it holds, and takes no policy that names an id. */
    before((done) => {
        server = createServer((request, response) => {
            let text = "";
            request.on("data", (part) => (text += part));
            request.on("end", () => {
                const isRead = String(request.headers["x-amz-target"]).endsWith("GetKeyPolicy");
                const { Policy } = JSON.parse(text) as { Policy: string };
                const isBad = !isRead && /A(?:ROA|IDA)/.test(Policy);
                if (!isRead) writes++;
                if (!isRead && !isBad) policy = JSON.parse(Policy) as PolicyDocument;
                const fault = {
                    __type: "MalformedPolicyDocumentException",
                    message: "Policy contains a statement with one or more invalid principals.",
                };
                response.writeHead(isBad ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
                response.end(JSON.stringify(isBad ? fault : { Policy: JSON.stringify(policy) }));
            });
        }).listen(0, "127.0.0.1", () => {
            const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
            const config: Readonly<Record<string, unknown>> = {
                "aws:region": "us-east-1",
                "aws:endpoints": JSON.stringify([{ kms: endpoint }]),
            };
            useConfig({ get: (name) => config[name] });
            done();
        });
        Object.assign(process.env, { AWS_ACCESS_KEY_ID: "AKIASANDBOX", AWS_SECRET_ACCESS_KEY: "sandbox" });
    });
    beforeEach(() => {
        writes = 0;
        policy = { Version: "2012-10-17", Statement: [...kept, list({ AWS: deadUser })] };
    });
    after(() => server.close());

    it("is told before anything is written, by statement and id, with the remedy", async () => {
        expect(await failure(extension.create(inputs))).to.match(
            /statement "Reports" names AROAEXAMPLEDEADROLE01; statement 3 names AIDAEXAMPLEDEADUSER01\. Remedy: .*`removeDeadPrincipals: true`/,
        );
        expect(writes).to.equal(0);
    });

    it("is extended without them on request, and a statement for nobody else goes", async () => {
        const { id, outs } = await extension.create({ ...inputs, removeDeadPrincipals: true });
        const living = [kept[0], list({ AWS: [root] }, { Sid: "Reports" })];
        expect(policy.Statement.slice(0, 2)).to.deep.equal(living);
        expect(policy.Statement.slice(2).map(({ Sid }) => Sid)).to.deep.equal(["KMSKeyMetadata", "KeyUsage"]);
        policy.Statement.push(list({ AWS: deadUser }));
        await extension.delete(id, outs);
        expect(policy.Statement).to.deep.equal(living);
    });

    it("is left alone where there is nothing to write", async () => {
        policy.Statement.push(list({ AWS: role }, { Action: "kms:*" }));
        await extension.create({ ...inputs, removeDeadPrincipals: true });
        expect(writes).to.equal(0);
    });

    it("keeps a denial that spares nobody else: without them it would mean everybody", async () => {
        const denial = {
            Sid: "All",
            Effect: "Deny",
            NotPrincipal: { AWS: deadRole },
            Action: "kms:PutKeyPolicy",
            Resource: "*",
        };
        policy.Statement.push(denial as Statement);
        expect(await failure(extension.create({ ...inputs, removeDeadPrincipals: true }))).to.match(
            /statement "All" names AROAEXAMPLEDEADROLE01\. Remedy: change the statement in the policy by hand/,
        );
        expect(writes).to.equal(0);
    });

    it("is tried once, not until a new role would be known", async () => {
        expect(await failure(putKeyPolicy(keyArn, JSON.stringify(policy)))).to.contain("invalid principals");
        expect(writes).to.equal(1);
    });
});
