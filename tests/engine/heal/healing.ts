import { expect } from "chai";
import { said } from "../../support/safety";
import { mutations } from "../../support/sandbox";
import type { Damage } from "./damages";
import { HealLab } from "./lab";

/** What the runs of a damage may make. Anything else in the place of what a database uses would lose it. */
const precious = [
    "CreateKey",
    "ReplicateKey",
    "CreateOracleDbAwsKey",
    "CreateOracleDbAwsIdentityConnector",
    "CreateDatabase",
];

/** Damages one estate after the other way, looks at it with a preview, and repairs it with one run. */
export function describeHealing(title: string, damages: readonly Damage[]): void {
    describe(title, function () {
        this.timeout(300_000);
        let lab: HealLab;

        before(async () => {
            lab = await HealLab.open();
        });
        after(() => lab?.close());

        for (const damage of damages) {
            it(`${damage.link}: ${damage.damage}`, () => heal(lab, damage));
        }

        it("needs no change after that", async () => {
            const run = await lab.stack.preview("--refresh");
            expect(run.changes, said(run)).to.deep.equal({});
        });
    });
}

async function heal(lab: HealLab, { link, sees, repairs, byHand, do: damage }: Damage): Promise<void> {
    const { stack, sandbox } = lab;
    await damage(lab);
    const since = sandbox.world.audit.last;
    const changed = () => mutations(sandbox, since).map(({ operation }) => operation);

    const preview = await stack.preview("--refresh");
    const text = said(preview);
    if (sees === "") expect(text).not.to.contain("is broken");
    else
        expect(text, text).to.match(
            pattern(`database SALES01 of VM cluster sales (…)…. The link ${link} is broken: ${sees}`),
        );
    expect(changed(), "a preview changes nothing").to.deep.equal([]);
    expect(preview.code === 0, text).to.equal(byHand?.isPreviewed !== true);
    if (preview.code === 0) expect(changesOf(preview.steps), text).to.deep.equal([...repairs].sort());

    const run = await stack.up("--refresh");
    const outcome = said(run);
    if (byHand === undefined) {
        expect(run.code, outcome).to.equal(0);
    } else {
        expect(run.code === 0, outcome).to.equal(byHand.refusal === undefined);
        expect(outcome).to.match(pattern(byHand.refusal ?? sees));
        expect(changed(), "a refusal changes nothing").to.deep.equal([]);
        await byHand.follow(lab, outcome);
        const again = await stack.up();
        expect(again.code, said(again)).to.equal(0);
    }
    expect(changed().filter((operation) => precious.includes(operation))).to.deep.equal([]);
    await lab.expectReadable();
}

/** What a preview would change, but for the guards, which only look. */
function changesOf(steps: readonly { readonly op: string; readonly type: string }[]): string[] {
    return steps
        .map(({ op, type }) => ({ op, type: type.split(/[:/]/).at(-1) ?? "" }))
        .filter(({ op, type }) => !["same", "read", "refresh"].includes(op) && !type.endsWith("Guard"))
        .map(({ op, type }) => `${op} ${type}`)
        .sort();
}

/** `…` stands for words that differ. */
function pattern(words: string): RegExp {
    return new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("…", ".*"));
}
