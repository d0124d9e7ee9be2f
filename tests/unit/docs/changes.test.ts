import { join } from "node:path";
import { expect } from "chai";
import { aws } from "../../../sandbox/providers/aws/provider";
import { differences } from "../../../sandbox/providers/host/diff";
import type { ResourceSpec } from "../../../sandbox/providers/host/spec";
import { type Properties, revealAll } from "../../../sandbox/providers/host/values";
import { oci } from "../../../sandbox/providers/oci/provider";
import { random } from "../../../sandbox/providers/random/provider";
import { PlainError } from "../../../sdk/clouds/core/errors";
import type { Provider } from "../../../sdk/host/provider";
import { declaredIn } from "../../../tools/docs/declarations";
import { type Answers, type Registered, record, settle } from "../../support/mocks";
import { type Sample, samples } from "./change-samples";
import { read } from "./markdown";

type Effect = "in place" | "replaced" | "refused" | "ignored";

/** How the page begins to tell them. What a native resource ignores, a guard may refuse. */
const words: Readonly<Record<Effect, RegExp>> = {
    "in place": /^(?!replaced|refused)/,
    replaced: /^replaced/,
    refused: /^refused/,
    ignored: /^(?:refused|nothing)/,
};

const natives: Readonly<Record<string, ResourceSpec<never> | undefined>> = {
    ...aws.resources,
    ...oci.resources,
    ...random.resources,
} as Record<string, ResourceSpec<never>>;

const place = {
    status: "AVAILABLE",
    ociUrl: "https://cloud.oracle.com/x?region=us-ashburn-1&compartmentId=ocid1.compartment.oc1..aaaa",
};
const access = { stsAccesses: [{ status: "ENABLED" }], kmsAccesses: [{ status: "ENABLED" }] };
const answers: Answers = {
    calls: {
        "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "111122223333" },
        "aws:odb/getDbServers:getDbServers": { dbServers: [{ id: "server" }] },
    },
    resources: {
        "aws:odb/network:Network": () => ({ status: "AVAILABLE", managedServices: [access] }),
        "aws:odb/cloudExadataInfrastructure:CloudExadataInfrastructure": () => place,
        "aws:odb/cloudVmCluster:CloudVmCluster": () => place,
        "aws:cloudformation/stack:Stack": () => ({
            outputs: { RoleArn: "role", Role: "role", OIDCProviderArn: "provider", Provider: "provider" },
        }),
        "oci:Database/dbHome:DbHome": ({ database }) => ({
            database: { ...(database as object), id: "ocid1.database.oc1.iad.aaaa" },
        }),
    },
};

async function registered({ make }: Sample, args: Record<string, unknown>): Promise<Map<string, Registered>> {
    const all = record(answers);
    make(args);
    await settle();
    return new Map(all.map((one) => [`${one.type} ${one.name}`, one]));
}

/** What a change of inputs does to one resource, as its provider says. */
async function effectOn({ type, inputs }: Registered, changed: Registered): Promise<Effect> {
    const spec = natives[type];
    if (spec !== undefined) {
        const all = differences(spec, revealAll(inputs as Properties), revealAll(changed.inputs as Properties));
        const found = all.filter(({ path }) => !changed.ignored.includes(path.split(/[.[]/)[0] ?? path));
        if (found.length < all.length) return "ignored";
        return found.some(({ replace }) => replace) ? "replaced" : "in place";
    }
    const [, subpath] = /pulumi-exadata-aws-kms\/([\w/-]+)"/.exec(String(inputs.__provider)) ?? [];
    if (subpath === undefined) return "in place";
    const file = subpath.startsWith("resources/") ? join(subpath, "operations") : subpath;
    const { provider } = require(join(__dirname, "../../../sdk", file)) as { provider: Provider };
    try {
        const { replaces } = await provider.diff("id", inputs, changed.inputs);
        return replaces.length > 0 ? "replaced" : "in place";
    } catch (error) {
        if (error instanceof PlainError) return "refused";
        throw error;
    }
}

/** The strongest effect of another value of one argument on any resource of the component. */
async function effectOf(sample: Sample, argument: string): Promise<Effect> {
    const before = await registered(sample, { ...sample.base });
    const after = await registered(sample, { ...sample.base, [argument]: sample.other[argument] });
    const effects = await Promise.all(
        [...before].flatMap(([name, one]) => {
            const changed = after.get(name);
            return changed === undefined ? [] : [effectOn(one, changed)];
        }),
    );
    const strongest = (["refused", "replaced", "ignored"] as const).find((effect) => effects.includes(effect));
    return strongest ?? "in place";
}

/** The rows of the page: component, argument and what is said of it. */
function rows(): Map<string, string> {
    const lines = [...read("docs/changes.md").matchAll(/^\| `(\w+)` \| (.*?) \| (.*) \|$/gm)];
    const entries = lines.flatMap(([, component = "", names = "", said = ""]) =>
        [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]): [string, string] => [`${component}.${name}`, said]),
    );
    return new Map(entries);
}

describe("the page of changes", function () {
    this.timeout(30_000);
    const said = rows();

    it("is held to every argument that a component has", () => {
        const known = new Set(
            samples.flatMap(({ component, other }) => Object.keys(other).map((name) => `${component}Args.${name}`)),
        );
        const components = new Set(samples.map(({ component }) => component));
        const declared = declaredIn("components/index.ts")
            .filter(({ name, kind }) => kind === "argument" && name.includes("."))
            .map(({ name }) => name)
            .filter((name) => components.has(name.replace(/Args\..*$/, "")))
            .filter((name) => !/\.(?:existing|cluster|protect)$/.test(name));
        expect(declared.filter((name) => !known.has(name))).to.deep.equal([]);
    });

    for (const sample of samples) {
        for (const argument of Object.keys(sample.other)) {
            it(`tells what becomes of ${sample.component} when ${argument} changes`, async () => {
                const effect = await effectOf(sample, argument);
                const row = said.get(`${sample.component}.${argument}`) ?? "";
                expect(row, `${effect}, and the page says: ${row || "nothing"}`).to.match(words[effect]);
            });
        }
    }
});
