import {
    AddClientIDToOpenIDConnectProviderCommand,
    RemoveClientIDFromOpenIDConnectProviderCommand,
    UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { expect } from "chai";
import { firstBroken, told } from "../../../sdk/chain/walk";
import { Estate, set } from "../chain/estate";
import { refusals } from "./watching";

describe("the audiences of an OIDC provider, changed while its tokens are in use", function () {
    this.timeout(60_000);
    let estate: Estate;
    let issuerUrl: string;

    before(async () => {
        estate = await Estate.open();
        issuerUrl = `https://${estate.providerArn.split("/")[1]}`;
        await add("x");
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());
    afterEach(() => estate.trust({}));

    const provider = () => ({ OpenIDConnectProviderArn: estate.providerArn });
    const add = (ClientID: string) =>
        estate.iam.send(new AddClientIDToOpenIDConnectProviderCommand({ ...provider(), ClientID }));
    const remove = (ClientID: string) =>
        estate.iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand({ ...provider(), ClientID }));
    const refused = (before: readonly string[] | undefined, after: readonly unknown[]) => {
        estate.forget();
        const olds = before === undefined ? {} : { issuerUrl, audiences: before };
        return refusals("oidcProvider", olds, { issuerUrl, audiences: after });
    };
    const trust = (Condition: object | undefined, changes: object = {}) => {
        const Statement = {
            Effect: "Allow",
            Principal: { Federated: estate.providerArn },
            Action: "sts:AssumeRoleWithWebIdentity",
            ...(Condition && { Condition }),
            ...changes,
        };
        const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
        return estate.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: estate.roleName, PolicyDocument }));
    };
    const aud = () => `${estate.providerArn.split("/")[1]}:aud`;
    const sub = () => `${estate.providerArn.split("/")[1]}:sub`;

    const trusts: Record<string, () => [condition: object | undefined, changes?: object]> = {
        "the audience": () => [{ StringEquals: { [aud()]: "DBMC/" } }],
        "a subject alone": () => [{ StringEquals: { [sub()]: estate.lab.clusterOcid } }],
        "no condition": () => [undefined],
        "a pattern": () => [{ StringLike: { [aud()]: "DBMC*" } }],
        "the audience in other letters": () => [{ StringEqualsIgnoreCase: { [aud()]: "dbmc/" } }],
        "all but another audience": () => [{ StringNotEquals: { [aud()]: "other" } }],
        everybody: () => [undefined, { Principal: "*" }],
    };

    for (const [words, trusted] of Object.entries(trusts)) {
        it(`stays for a role that trusts ${words}`, async () => {
            await trust(...trusted());
            // Whether "everybody" takes in a token, nobody can tell for certain.
            expect((await firstBroken(estate.subject))?.finding.state, "is open").not.to.equal("broken");
            for (const before of [["DBMC/", "x"], ["x"], undefined]) {
                expect(await refused(before, ["x"]), JSON.stringify(before))
                    .to.contain(`would no longer accept tokens of ${issuerUrl} for DBMC/,`)
                    .and.contain("SALES01");
            }
            expect(await refused(["DBMC/"], ["DBMC/", "x", "y"])).to.equal("");
        });
    }

    it("may lose one that no node asks for and no role names", async () => {
        for (const Condition of [{ StringEquals: { [aud()]: "DBMC/" } }, undefined]) {
            await trust(Condition);
            expect(await refused(["DBMC/", "x"], ["DBMC/"])).to.equal("");
        }
        await trust({ StringEquals: { [aud()]: ["DBMC/", "x"] } });
        expect(await refused(["DBMC/", "x"], ["DBMC/"]), "named").to.contain("SALES01");
    });

    it("keeps what connected nodes come with, where that is not what their connector reads like", async () => {
        await trust({ StringEquals: { [aud()]: "x" } });
        expect(await refused(["DBMC/", "x"], ["DBMC/"]), "connected").to.contain("SALES01");
        const [role] = estate.connector.serviceRoleDetails;
        const undo = set(role!, { assumeRoleStatus: "DISCONNECTED" });
        expect(await refused(["DBMC/", "x"], ["DBMC/"]), "not connected").to.equal("");
        undo();
    });

    it("keeps it for a cluster without a connector that can be seen", async () => {
        const undo = set(estate.connector, { lifecycleState: "DELETED" });
        expect(await refused(["DBMC/", "x"], ["x"])).to.contain("SALES01");
        undo();
    });

    it("waits for audiences that are known only later", async () => {
        const later = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
        expect(await refused(["DBMC/", "x"], ["x", later])).to.equal("");
        expect(await refused(["DBMC/", "x"], [later]), "one for two").to.contain("SALES01");
    });

    it("is mended, whatever else leaves it, and what stays broken is told", async () => {
        await remove("DBMC/");
        estate.forget();
        const broken = await firstBroken(estate.subject);
        expect(broken && told(broken)).to.contain("does not accept tokens for DBMC/");
        for (const Condition of [undefined, { StringEquals: { [aud()]: ["DBMC/", "x"] } }]) {
            await trust(Condition);
            expect(await refused(["x"], ["DBMC/"])).to.equal("");
        }
        const { warn } = console;
        const printed: string[] = [];
        console.warn = (text: string) => printed.push(text);
        try {
            expect(await refused(["x"], ["y"])).to.equal("");
        } finally {
            console.warn = warn;
            await add("DBMC/");
        }
        expect(printed.join()).to.match(
            /SALES01 .*cannot open its key, and this change does not repair that: OIDC prov/,
        );
    });

    it("is not judged where it cannot be asked", async () => {
        const error = { status: 403, code: "AccessDenied", message: "not authorized" };
        estate.lab.sandbox.world.faults.set({ operation: "GetOpenIDConnectProvider", error, times: 9 });
        const said = await refused(["DBMC/", "x"], ["DBMC/", "x"]);
        estate.lab.sandbox.world.faults.clear();
        expect(said).to.contain("cannot find out whether databases use it").and.contain("not authorized");
    });
});
