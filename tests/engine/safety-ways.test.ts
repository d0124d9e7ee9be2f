import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { askDatabases } from "../../tools/demo/facts";
import { type EngineStack, type Run, stackIn } from "../support/engine";
import { deploy, parts, said, upWithPreview } from "../support/safety";
import { mutations, sandboxFor } from "../support/sandbox";

/** The resources of a component by their last type name. */
const types = {
    key: "aws:kms/key:Key",
    role: "aws:iam/role:Role",
    association: "aws:odb/iamRoleAssociation:IamRoleAssociation",
    network: "aws:odb/network:Network",
    provider: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    guard: "pulumi-nodejs:dynamic/exadata-aws-kms:ChangeGuard",
} as const;

/** A change that would part the database from its key, with the resource that carries it out. */
const dangers: { of: keyof typeof types; name: string; changes: Record<string, object> }[] = [
    { of: "key", name: "tde", changes: { key: { enabled: false } } },
    { of: "key", name: "tde", changes: { key: { userRoleArns: [] } } },
    { of: "key", name: "tde", changes: { key: { multiRegion: true } } },
    { of: "role", name: "sales", changes: { identity: { subject: "ocid1.cloudvmcluster.oc1.iad.other" } } },
    { of: "role", name: "sales", changes: { identity: { roleName: "exadata-other" } } },
    { of: "provider", name: "oci", changes: { trust: { audiences: ["unused"] } } },
    { of: "network", name: "sales", changes: { network: { kmsAccess: "DISABLED" } } },
    { of: "association", name: "sales", changes: { identity: { roleName: "exadata-other" } } },
];

describe("ways around a guard, with the real engine and nothing protected", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    let known: Record<string, string>;

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: { "index.ts": parts }, config: { "program:protect": false } });
        known = await deploy(stack);
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    afterEach(async () => {
        stack.setConfig("program:changes", undefined);
        const [database] = await askDatabases(sandbox.controlEndpoint);
        expect(database).to.include({ keyArn: known.key, readable: true });
    });

    const urnOf = async (of: keyof typeof types, name: string) => {
        const found = (await stack.export()).find(({ urn, type }) => type === types[of] && urn.endsWith(`::${name}`));
        expect(found, `${of} ${name}`).not.to.equal(undefined);
        return found!.urn;
    };
    /** A run that ended well and changed nothing in either cloud. */
    const changedNothing = (since: number, run: Run) => {
        expect(run.code, said(run)).to.equal(0);
        expect(mutations(sandbox, since)).to.deep.equal([]);
    };

    for (const { of, name, changes } of dangers) {
        it(`--target on ${of} alone leaves it as it is: ${JSON.stringify(changes)}`, async () => {
            stack.setConfig("program:changes", changes);
            const urn = await urnOf(of, name);
            const since = sandbox.world.audit.last;
            changedNothing(since, await stack.up("--target", urn));
        });
    }

    it("--exclude of the guard leaves the key as it is", async () => {
        stack.setConfig("program:changes", { key: { enabled: false } });
        const urn = await urnOf("guard", "tde");
        const since = sandbox.world.audit.last;
        const run = await stack.up("--exclude", urn);
        console.log(said(run));
        changedNothing(since, run);
    });

    for (const [of, name] of [
        ["key", "tde"],
        ["association", "sales"],
        ["role", "sales"],
        ["provider", "oci"],
    ] as const) {
        it(`--replace of ${of}`, async () => {
            const urn = await urnOf(of, name);
            const since = sandbox.world.audit.last;
            const run = await upWithPreview(stack, "--replace", urn);
            console.log(said(run));
            console.log(
                run.code,
                mutations(sandbox, since).map(({ operation }) => operation),
            );
        });
        it(`taint of ${of}`, async () => {
            const urn = await urnOf(of, name);
            console.log((await stack.pulumi(["state", "taint", urn, "--yes", "--stack", "test"])).stderr);
            const since = sandbox.world.audit.last;
            const run = await upWithPreview(stack);
            console.log(said(run));
            console.log(
                run.code,
                mutations(sandbox, since).map(({ operation }) => operation),
            );
            console.log((await stack.pulumi(["state", "untaint", urn, "--yes", "--stack", "test"])).stderr);
        });
        it(`--target-replace of ${of}`, async () => {
            const urn = await urnOf(of, name);
            const since = sandbox.world.audit.last;
            const run = await stack.up("--target-replace", urn);
            console.log(said(run));
            console.log(
                run.code,
                mutations(sandbox, since).map(({ operation }) => operation),
            );
            const next = await upWithPreview(stack);
            console.log("NEXT", said(next));
        });
    }
});
