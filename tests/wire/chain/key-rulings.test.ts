import { DeleteRolePolicyCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { expect } from "chai";
import { firstBroken, told } from "../../../sdk/chain/walk";
import { Estate } from "./estate";
import { allow, crypto, document, mkid, ownKey, readable, root, ruled, silence } from "./ruled";

describe("a change of a key policy is judged by what it takes from databases that are open", function () {
    this.timeout(120_000);
    let estate: Estate;

    before(async () => {
        estate = await Estate.open();
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());

    const role = () => estate.lab.roleArn;
    const walked = async () => {
        estate.forget();
        const found = await firstBroken(estate.subject);
        return found === undefined ? "whole" : told(found);
    };
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

    it("a key that cannot be looked at, but used, keeps its role", async () => {
        const undo = await estate.editKeyPolicy((all) => all.filter(({ Sid }) => Sid !== "KMSKeyMetadata"));
        const rulings = [
            await readable(estate),
            await ruled(estate, "key", ownKey(estate, [role()]), ownKey(estate, [])),
            await ruled(estate, "key", { keyArn: estate.keyArn }, { keyArn: estate.keyArn, policy: document(root()) }),
            await ruled(estate, "key", ownKey(estate, [role()]), ownKey(estate, [role()])),
        ];
        await undo();
        expect(rulings).to.deep.equal([true, "refuse", "refuse", "pass"]);
    });

    it("a key that the role uses by its own policy, since the key policy leaves it to the account", async () => {
        await rolePolicy(ownUse());
        const named = await ruled(estate, "key", ownKey(estate, [role()]), ownKey(estate, []));
        const undo = await estate.editKeyPolicy((all) => all.filter(({ Sid }) => Sid === "AccountAdministration"));
        const admin = allow({ Principal: { AWS: "arn:aws:iam::111122223333:role/admin" }, Action: "kms:*" });
        const text = (...statements: object[]) => ({ keyArn: estate.keyArn, policy: document(...statements) });
        const rulings = [
            await walked(),
            await ruled(estate, "key", ownKey(estate, []), {
                ...ownKey(estate, []),
                administratorRoleArns: ["arn:aws:iam::111122223333:role/admin"],
            }),
            await ruled(estate, "key", ownKey(estate, []), ownKey(estate, [role()])),
            await ruled(estate, "key", { keyArn: estate.keyArn }, text(admin)),
            await ruled(estate, "key", { keyArn: estate.keyArn }, text(admin, root())),
            await ruled(estate, "key", { keyArn: estate.keyArn }, text({ ...root(), Action: crypto })),
        ];
        await undo();
        await withoutRolePolicy();
        expect(named).to.equal("pass");
        expect(rulings).to.deep.equal(["whole", "pass", "pass", "refuse", "pass", "refuse"]);
    });

    it("a role's policy that cannot be asked stops what may take the key, and no repair", async () => {
        const speak = silence(estate, ["GetRole", "ListRolePolicies", "ListAttachedRolePolicies"]);
        const taken = await ruled(estate, "key", ownKey(estate, [role()]), ownKey(estate, []));
        const undo = await estate.editKeyPolicy((all) => [
            ...all.filter(({ Sid }) => Sid === "AccountAdministration"),
            { ...allow({ Principal: { AWS: role() }, Action: crypto }), Effect: "Deny" },
        ]);
        const mended = await ruled(estate, "key", ownKey(estate, []), ownKey(estate, [role()]));
        const stays = await ruled(
            estate,
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
        const version = (await estate.lab.sandbox.exadata.inspect())[0]!.masterKeyId!;
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
            await readable(estate),
            await ruled(estate, "key", before, { ...before, retiredMasterKeyIds: [version] }),
            await ruled(estate, "key", ownKey(estate, [role()]), {
                ...ownKey(estate, [role()]),
                retiredMasterKeyIds: [version],
            }),
        ];
        await undo();
        const text = (...statements: object[]) => ({
            keyArn: estate.keyArn,
            policy: document(root(), allow({ Principal: { AWS: role() } }), ...statements),
        });
        const pattern = { StringLike: { [mkid]: `${version.slice(0, -2)}*` } };
        const texts = [
            await ruled(estate, "key", { keyArn: estate.keyArn }, text()),
            await ruled(estate, "key", { keyArn: estate.keyArn }, text(deny())),
            await ruled(estate, "key", { keyArn: estate.keyArn }, text({ ...deny(), Condition: pattern })),
            await ruled(
                estate,
                "key",
                { keyArn: estate.keyArn },
                text({ ...deny(), Principal: { AWS: `${role()}-other` } }),
            ),
        ];
        expect(spared).to.deep.equal([true, "refuse", "refuse"]);
        expect(texts).to.deep.equal(["pass", "refuse", "refuse", "pass"]);
    });
});
