import {
    CreatePolicyCommand,
    DeleteRolePermissionsBoundaryCommand,
    DeleteRolePolicyCommand,
    PutRolePermissionsBoundaryCommand,
    PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { expect } from "chai";
import { firstBroken, told } from "../../../sdk/chain/walk";
import { judged } from "../guards/watching";
import { Estate, set } from "./estate";

/** What a guard has to do with a change: `pass` in silence, `warn`, or `refuse`. */
type Ruling = "pass" | "warn" | "refuse";

const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const all = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"];
const crypto = ["kms:Encrypt", "kms:Decrypt"];
const mkid = "kms:EncryptionContext:MKID";

describe("a change is judged by what it takes from databases that are open", function () {
    this.timeout(120_000);
    let estate: Estate;

    before(async () => {
        estate = await Estate.open();
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());

    const databases = () => estate.lab.sandbox.exadata.inspect();
    const readable = async () => (await databases()).every((one) => one.readable);

    async function ruled(kind: string, before: object, after: object): Promise<Ruling> {
        estate.forget();
        const printed: string[] = [];
        const { warn } = console;
        console.warn = (text: string) => printed.push(text);
        try {
            const { reasons } = await judged(kind, { ...before }, after);
            return reasons.length > 0 ? "refuse" : printed.length > 0 ? "warn" : "pass";
        } finally {
            console.warn = warn;
        }
    }

    const walked = async () => {
        estate.forget();
        const found = await firstBroken(estate.subject);
        return found === undefined ? "whole" : told(found);
    };
    const role = () => estate.lab.roleArn;
    const allow = (more: object = {}) => ({ Effect: "Allow", Principal: "*", Action: all, Resource: "*", ...more });
    const id = { networkId: "odbnet_sales00001" };
    const own = (userRoleArns: string[]) => {
        return { keyArn: estate.keyArn, accountId: "111122223333", userRoleArns, retiredMasterKeyIds: [] };
    };
    const root = () => ({ ...allow(), Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*" });
    const rolePolicy = (...statements: object[]) =>
        estate.iam.send(
            new PutRolePolicyCommand({
                RoleName: estate.roleName,
                PolicyName: "use",
                PolicyDocument: document(...statements),
            }),
        );
    const withoutRolePolicy = () =>
        estate.iam.send(new DeleteRolePolicyCommand({ RoleName: estate.roleName, PolicyName: "use" }));
    const ownUse = () => ({ Effect: "Allow", Action: "kms:*", Resource: estate.keyArn });
    const inSilence = (operations: readonly string[]) => {
        const { faults } = estate.lab.sandbox.world;
        const error = { status: 403, code: "NotAuthorized", message: "not allowed" };
        const mend = operations.map((operation) => faults.set({ operation, error, times: 100 }));
        return () => {
            for (const undo of mend) undo();
        };
    };

    it("a key that cannot be looked at, but used, keeps its role", async () => {
        const undo = await estate.editKeyPolicy((all) => all.filter(({ Sid }) => Sid !== "KMSKeyMetadata"));
        const rulings = [
            await readable(),
            await ruled("key", own([role()]), own([])),
            await ruled("key", { keyArn: estate.keyArn }, { keyArn: estate.keyArn, policy: document(root()) }),
            await ruled("key", own([role()]), own([role()])),
        ];
        await undo();
        expect(rulings).to.deep.equal([true, "refuse", "refuse", "pass"]);
    });

    const networks: readonly (readonly [string, readonly object[], readonly (readonly [object, Ruling])[]])[] = [
        [
            "lets all but looking through",
            [allow({ Action: crypto })],
            [
                [{ kmsPolicyDocument: document(allow({ Resource: "arn:aws:kms:*:*:key/x" })) }, "refuse"],
                [{ kmsPolicyDocument: document(allow({ Action: "kms:DescribeKey" })) }, "refuse"],
                [{ kmsPolicyDocument: document(allow({ Action: "kms:Encrypt" })) }, "refuse"],
                [{ kmsAccess: "DISABLED" }, "refuse"],
                [{ kmsPolicyDocument: document(allow({ Action: "kms:*crypt" })) }, "warn"],
                [{ kmsPolicyDocument: document(allow()) }, "pass"],
            ],
        ],
        [
            "lets the role look, and everybody else do the rest",
            [allow({ Principal: { AWS: "ROLE" }, Action: "kms:DescribeKey" }), allow({ Action: crypto })],
            [
                [
                    {
                        kmsPolicyDocument: document(
                            allow({ Principal: { AWS: "ROLE" }, Action: "kms:DescribeKey" }),
                            allow({
                                Action: crypto,
                                Condition: { StringEquals: { "aws:ResourceAccount": "999999999999" } },
                            }),
                        ),
                    },
                    "refuse",
                ],
                [
                    {
                        kmsPolicyDocument: document(
                            allow({ Principal: { AWS: "ROLE" }, Action: "kms:Describe*" }),
                            allow({ Action: "kms:*crypt" }),
                        ),
                    },
                    "pass",
                ],
            ],
        ],
        [
            "lets this role and another through",
            [allow({ Principal: { AWS: "ROLE" } }), allow({ Principal: { AWS: "arn:aws:iam::111122223333:role/o" } })],
            [
                [
                    { kmsPolicyDocument: document(allow({ Principal: { AWS: "arn:aws:iam::111122223333:role/o" } })) },
                    "refuse",
                ],
                [
                    {
                        kmsPolicyDocument: document(
                            allow({ Principal: { AWS: ["arn:aws:iam::111122223333:role/o", "ROLE"] } }),
                        ),
                    },
                    "pass",
                ],
                [{ kmsAccess: "DISABLED" }, "refuse"],
                [{ kmsPolicyDocument: document(allow()) }, "pass"],
            ],
        ],
    ];
    for (const [title, statements, changes] of networks) {
        it(`a network that ${title}`, async () => {
            const filled = <T>(value: T) => JSON.parse(JSON.stringify(value).replaceAll("ROLE", role())) as T;
            const undo = set(estate.network, { kmsPolicyDocument: document(...filled(statements)) });
            const open = await readable();
            const rulings: Ruling[] = [];
            for (const [change] of changes) rulings.push(await ruled("network", id, { ...id, ...filled(change) }));
            undo();
            expect(open).to.equal(true);
            expect(rulings).to.deep.equal(changes.map(([, ruling]) => ruling));
        });
    }

    it("a network through which nothing goes already is closed with a warning, and mended where nobody can be asked", async () => {
        const elsewhere = document(allow({ Resource: `${estate.keyArn.slice(0, -4)}0000` }));
        const undo = set(estate.network, { kmsPolicyDocument: elsewhere });
        const off = await ruled("network", id, { ...id, kmsAccess: "DISABLED" });
        const speak = inSilence(["ListDbHomes", "ListDatabases"]);
        const mended = await ruled("network", id, { ...id, kmsPolicyDocument: document(allow()) });
        const narrowed = await ruled("network", id, {
            ...id,
            kmsPolicyDocument: document(allow({ Resource: `${estate.keyArn}0` })),
        });
        Object.assign(estate.network, { kmsAccess: "DISABLED" });
        const opened = await ruled("network", id, { ...id, kmsAccess: "ENABLED" });
        Object.assign(estate.network, { kmsAccess: "ENABLED" });
        speak();
        undo();
        expect([off, mended, narrowed, opened]).to.deep.equal(["warn", "pass", "refuse", "warn"]);
    });

    it("a boundary under which the role uses its key, but cannot look at it", async () => {
        const made = async (PolicyName: string, Action: readonly string[]) => {
            const PolicyDocument = document({ Effect: "Allow", Action, Resource: "*" });
            return (await estate.iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }))).Policy!.Arn!;
        };
        const [PermissionsBoundary, none, same, full] = [
            await made("crypto", crypto),
            await made("none", ["s3:*"]),
            await made("same", ["kms:*crypt"]),
            await made("full", ["kms:*"]),
        ];
        const RoleName = estate.roleName;
        await estate.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
        const identity = (permissionsBoundary: string) => ({
            vmClusterOcid: estate.lab.clusterOcid,
            vmClusterArn: estate.lab.vmClusterArn,
            oidcProviderArn: estate.providerArn,
            audience: "DBMC/",
            subject: estate.lab.clusterOcid,
            permissionsBoundary,
        });
        const before = identity(PermissionsBoundary);
        const rulings = [
            await readable(),
            await ruled("identity", before, identity(none)),
            await ruled("identity", before, identity(same)),
            await ruled("identity", before, identity(full)),
        ];
        await estate.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
        expect(rulings).to.deep.equal([true, "refuse", "warn", "pass"]);
    });

    it("a key that the role uses by its own policy, since the key policy leaves it to the account", async () => {
        await rolePolicy(ownUse());
        const named = await ruled("key", own([role()]), own([]));
        const undo = await estate.editKeyPolicy((all) => all.filter(({ Sid }) => Sid === "AccountAdministration"));
        const admin = allow({ Principal: { AWS: "arn:aws:iam::111122223333:role/admin" }, Action: "kms:*" });
        const text = (...statements: object[]) => ({ keyArn: estate.keyArn, policy: document(...statements) });
        const rulings = [
            await walked(),
            await ruled("key", own([]), {
                ...own([]),
                administratorRoleArns: ["arn:aws:iam::111122223333:role/admin"],
            }),
            await ruled("key", own([]), own([role()])),
            await ruled("key", { keyArn: estate.keyArn }, text(admin)),
            await ruled("key", { keyArn: estate.keyArn }, text(admin, root())),
            await ruled("key", { keyArn: estate.keyArn }, text({ ...root(), Action: crypto })),
        ];
        await undo();
        await withoutRolePolicy();
        expect(named).to.equal("pass");
        expect(rulings).to.deep.equal(["whole", "pass", "pass", "refuse", "pass", "refuse"]);
    });

    it("a role's policy that cannot be asked stops what may take the key, and no repair", async () => {
        const speak = inSilence(["GetRole", "ListRolePolicies", "ListAttachedRolePolicies"]);
        const taken = await ruled("key", own([role()]), own([]));
        const undo = await estate.editKeyPolicy((all) => [
            ...all.filter(({ Sid }) => Sid === "AccountAdministration"),
            { ...allow({ Principal: { AWS: role() }, Action: crypto }), Effect: "Deny" },
        ]);
        const mended = await ruled("key", own([]), own([role()]));
        const stays = await ruled(
            "key",
            { keyArn: estate.keyArn },
            {
                keyArn: estate.keyArn,
                policy: document(root(), { ...allow({ Principal: { AWS: role() }, Action: crypto }), Effect: "Deny" }),
            },
        );
        await undo();
        speak();
        expect([taken, mended, stays]).to.deep.equal(["refuse", "pass", "warn"]);
    });

    it("a version in use that the policy denies to the role anew, by retirement or by a text", async () => {
        const version = (await databases())[0]!.masterKeyId!;
        const deny = (more: object = {}) => ({
            ...allow({ Action: crypto, Condition: { StringEquals: { [mkid]: version }, ...more } }),
            Effect: "Deny",
        });
        const before = { keyArn: estate.keyArn, userRoleArns: [role()], retiredMasterKeyIds: [] };
        const undo = await estate.editKeyPolicy((all) => [
            ...all,
            deny({ ArnNotEquals: { "aws:PrincipalArn": role() } }),
        ]);
        const spared = [
            await readable(),
            await ruled("key", before, { ...before, retiredMasterKeyIds: [version] }),
            await ruled("key", own([role()]), { ...own([role()]), retiredMasterKeyIds: [version] }),
        ];
        await undo();
        const text = (...statements: object[]) => ({
            keyArn: estate.keyArn,
            policy: document(root(), allow({ Principal: { AWS: role() } }), ...statements),
        });
        const pattern = { StringLike: { [mkid]: `${version.slice(0, -2)}*` } };
        const texts = [
            await ruled("key", { keyArn: estate.keyArn }, text()),
            await ruled("key", { keyArn: estate.keyArn }, text(deny())),
            await ruled("key", { keyArn: estate.keyArn }, text({ ...deny(), Condition: pattern })),
            await ruled("key", { keyArn: estate.keyArn }, text({ ...deny(), Principal: { AWS: `${role()}-other` } })),
        ];
        expect(spared).to.deep.equal([true, "refuse", "refuse"]);
        expect(texts).to.deep.equal(["pass", "refuse", "refuse", "pass"]);
    });

    it("a boundary that denies a version is seen where versions are walked", async () => {
        const version = (await databases())[0]!.masterKeyId!;
        const denial = {
            Effect: "Deny",
            Action: crypto,
            Resource: "*",
            Condition: { StringEquals: { [mkid]: version } },
        };
        const PolicyDocument = document({ Effect: "Allow", Action: "kms:*", Resource: "*" }, denial);
        const { Policy } = await estate.iam.send(new CreatePolicyCommand({ PolicyName: "version", PolicyDocument }));
        const RoleName = estate.roleName;
        await estate.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: Policy!.Arn! }));
        estate.forget();
        const closed = await firstBroken(estate.subject, async () => [version]);
        const other = await firstBroken(estate.subject, async () => [`${version.slice(0, -1)}_`]);
        const open = await readable();
        await estate.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
        expect(open).to.equal(false);
        expect(closed && told(closed)).to.contain(`master-key-version is broken: version ${version}: `);
        expect(closed && told(closed)).to.contain(`in the boundary ${Policy!.Arn}`);
        expect(other).to.equal(undefined);
    });
});
