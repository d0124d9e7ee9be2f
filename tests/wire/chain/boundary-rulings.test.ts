import {
    CreatePolicyCommand,
    DeleteRolePermissionsBoundaryCommand,
    PutRolePermissionsBoundaryCommand,
} from "@aws-sdk/client-iam";
import { expect } from "chai";
import { firstBroken, told } from "../../../sdk/chain/walk";
import { Estate } from "./estate";
import { crypto, document, mkid, readable, ruled } from "./ruled";

describe("a change of a permissions boundary is judged by what it takes from databases that are open", function () {
    this.timeout(120_000);
    let estate: Estate;

    before(async () => {
        estate = await Estate.open();
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());

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
            await readable(estate),
            await ruled(estate, "identity", before, identity(none)),
            await ruled(estate, "identity", before, identity(same)),
            await ruled(estate, "identity", before, identity(full)),
        ];
        await estate.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
        expect(rulings).to.deep.equal([true, "refuse", "warn", "pass"]);
    });

    it("a boundary that denies a version is seen where versions are walked", async () => {
        const version = (await estate.lab.sandbox.exadata.inspect())[0]!.masterKeyId!;
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
        const open = await readable(estate);
        await estate.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
        expect(open).to.equal(false);
        expect(closed && told(closed)).to.contain(`master-key-version is broken: version ${version}: `);
        expect(closed && told(closed)).to.contain(`in the boundary ${Policy!.Arn}`);
        expect(other).to.equal(undefined);
    });
});
