import { CreatePolicyCommand, PutRolePermissionsBoundaryCommand } from "@aws-sdk/client-iam";
import { DisableKeyCommand, EnableKeyCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { keyPolicy, networkKmsPolicy, policyText } from "../../../sdk/policies";
import { judged } from "../guards/watching";
import { Estate, set } from "./estate";

describe("what a guard tells of a link that a change leaves broken", function () {
    this.timeout(60_000);
    let estate: Estate;
    const users =
        /^warning: database SALES01 of VM cluster sales \S+ cannot open its key, and this change does not repair that: /;

    before(async () => {
        estate = await Estate.open();
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());

    /** What a guard prints; it has to refuse nothing. */
    async function warned(kind: string, before: object, after: object): Promise<string[]> {
        const printed: string[] = [];
        const { warn } = console;
        console.warn = (text: string) => printed.push(text);
        try {
            expect((await judged(kind, { ...before }, after)).reasons).to.deep.equal([]);
        } finally {
            console.warn = warn;
        }
        return printed;
    }

    const policy = (userRoleArns: string[]) => policyText(keyPolicy({ accountId: "111122223333", userRoleArns }));
    const identity = (changes: object = {}) => estate.identity(changes);

    it("a role that the key policy shuts out, and stays out", async () => {
        const other = "arn:aws:iam::111122223333:role/other";
        const undo = await estate.editKeyPolicy((all) => all.filter(({ Sid }) => Sid !== "KeyUsage"));
        const key = { keyArn: estate.keyArn };
        const [said, ...more] = await warned("key", key, { ...key, policy: policy([]) });
        const mended = await warned("key", key, { ...key, policy: policy([estate.lab.roleArn]) });
        await undo();
        expect(more).to.deep.equal([]);
        expect(said).to.match(users).and.to.contain(`; allow ${estate.lab.roleArn} kms:DescribeKey, kms:Encrypt`);
        expect(mended).to.deep.equal([]);
        estate.forget();
        expect(await warned("key", key, { ...key, policy: policy([estate.lab.roleArn, other]) })).to.deep.equal([]);
    });

    it("a key that is disabled, and that the program does not enable", async () => {
        await estate.kms.send(new DisableKeyCommand({ KeyId: estate.keyArn }));
        const key = { keyArn: estate.keyArn };
        const [said] = await warned("key", key, {
            ...key,
            retiredMasterKeyIds: [],
            userRoleArns: [`${estate.lab.roleArn}2`],
        });
        await estate.kms.send(new EnableKeyCommand({ KeyId: estate.keyArn }));
        expect(said).to.match(users).and.to.contain(`${estate.keyArn} is Disabled; aws kms enable-key`);
    });

    it("a trust policy that does not take the tokens of the cluster, and will not", async () => {
        await estate.trust({ subject: "ocid1.cloudvmcluster.oc1.iad.other" });
        const wrong = identity({ subject: "ocid1.cloudvmcluster.oc1.iad.another" });
        const said = await warned("identity", identity(), wrong);
        const mended = await warned("identity", identity(), identity());
        await estate.trust({});
        expect(said.join())
            .to.match(users)
            .and.to.contain("let the trust policy of arn:aws:iam::111122223333:role/sales-tde");
        expect(mended).to.deep.equal([]);
    });

    it("such a trust policy ends no run where the databases cannot be asked: what is broken may be mended next", async () => {
        await estate.trust({ subject: "ocid1.cloudvmcluster.oc1.iad.other" });
        const { faults } = estate.lab.sandbox.world;
        const error = { status: 403, code: "NotAuthorized", message: "not allowed" };
        const operations = ["ListDbHomes", "ListDatabases"];
        const mend = operations.map((operation) => faults.set({ operation, error, times: 100 }));
        const said = await warned(
            "identity",
            identity(),
            identity({ subject: "ocid1.cloudvmcluster.oc1.iad.another" }),
        );
        for (const undo of mend) undo();
        await estate.trust({});
        expect(said.join()).to.contain(
            `warning: any database on AWS KMS of VM cluster ${estate.lab.clusterOcid} cannot`,
        );
    });

    it("a boundary that keeps the role from its keys, as the one before", async () => {
        const made = ["narrow", "narrower"].map(async (PolicyName) => {
            const Statement = [{ Effect: "Allow", Action: "s3:*", Resource: "*" }];
            const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
            return (await estate.iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }))).Policy!.Arn!;
        });
        const [PermissionsBoundary, permissionsBoundary] = await Promise.all(made);
        await estate.iam.send(
            new PutRolePermissionsBoundaryCommand({ RoleName: estate.roleName, PermissionsBoundary }),
        );
        const said = await warned("identity", identity(), identity({ permissionsBoundary }));
        expect(said.join()).to.match(users).and.to.contain(`in the boundary ${permissionsBoundary}`);
    });

    it("an access of the network that is off, or whose document is too narrow, and stays so", async () => {
        const id = { networkId: "odbnet_sales00001" };
        const [narrow, narrower] = ["0000", "1111"].map((end) =>
            policyText(networkKmsPolicy([`${estate.keyArn.slice(0, -4)}${end}`])),
        );
        const undo = set(estate.network, { kmsPolicyDocument: narrow! });
        const said = await warned("network", id, { ...id, kmsPolicyDocument: narrower });
        const mended = await warned("network", id, {
            ...id,
            kmsPolicyDocument: policyText(networkKmsPolicy([estate.keyArn])),
        });
        Object.assign(estate.network, { kmsAccess: "DISABLED" });
        const off = await warned("network", id, { ...id, kmsAccess: "DISABLED", kmsPolicyDocument: narrower });
        Object.assign(estate.network, { kmsAccess: "ENABLED" });
        undo();
        expect(said.join()).to.match(users).and.to.contain("to everybody in the policy document for AWS KMS");
        expect(mended).to.deep.equal([]);
        expect(off.join()).to.match(users).and.to.contain("the access to AWS KMS is DISABLED; set `kmsAccess`");
    });
});
