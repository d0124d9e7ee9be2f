import { expect } from "chai";
import { said } from "../../support/safety";
import { mutations } from "../../support/sandbox";
import type { Damage } from "./damages";
import { HealLab } from "./lab";

/** What the runs of a damage may make. Anything else in the place of what a database uses would lose it. */
const precious = ["CreateKey", "ReplicateKey", "CreateOracleDbAwsKey", "CreateDatabase"];

/** Damages one estate one way after the other, and repairs each damage with one run. A preview looks at the first of each link. */
export function describeHealing(title: string, damages: readonly Damage[]): void {
    describe(title, function () {
        this.timeout(300_000);
        let lab: HealLab;

        before(async () => {
            lab = await HealLab.open();
        });
        after(() => lab?.close());

        for (const [index, damage] of damages.entries()) {
            const isFirst = damages.findIndex(({ link }) => link === damage.link) === index;
            it(`${damage.link}: ${damage.damage}`, async () => {
                await damage.do(lab);
                if (isFirst || damage.byHand?.isPreviewed) await look(lab, damage);
                await heal(lab, damage);
            });
        }

        it("needs no change after that", async () => {
            const run = await lab.stack.preview("--refresh");
            expect(run.changes, said(run)).to.deep.equal({});
        });
    });
}

/** A preview names the link and what will be done, and changes nothing. */
async function look({ stack, sandbox }: HealLab, damage: Damage): Promise<void> {
    const since = sandbox.world.audit.last;
    const preview = await stack.preview("--refresh");
    expectNamed(said(preview), damage);
    expect(preview.code === 0, said(preview)).to.equal(damage.byHand?.isPreviewed !== true);
    if (preview.code === 0) expect(changesOf(preview.steps), said(preview)).to.deep.equal([...damage.repairs].sort());
    expect(mutations(sandbox, since)).to.deep.equal([]);
}

async function heal(lab: HealLab, damage: Damage): Promise<void> {
    const { stack, sandbox } = lab;
    const { byHand } = damage;
    const since = sandbox.world.audit.last;
    const changed = () => mutations(sandbox, since).map(({ operation }) => operation);

    const run = await stack.up("--refresh");
    const outcome = said(run);
    expectNamed(outcome, damage);
    expect(run.code === 0, outcome).to.equal(byHand?.refusal === undefined);
    if (byHand === undefined) {
        // An id that comes back as it was changes nothing behind it, which no preview can know.
        expect(damage.repairs, outcome).to.include.members(changesOf(run.steps));
        expect(changesOf(run.steps), outcome).to.include(damage.repairs[0]);
    } else {
        if (byHand.refusal !== undefined) expect(outcome).to.match(pattern(byHand.refusal));
        expect(changed(), "a refusal changes nothing").to.deep.equal([]);
        await byHand.follow(lab, outcome);
        const again = await stack.up();
        expect(again.code, said(again)).to.equal(0);
    }
    expect(changed().filter((operation) => precious.includes(operation))).to.deep.equal([]);
    await lab.expectReadable();
}

function expectNamed(text: string, { link, sees }: Damage): void {
    if (sees === "") expect(text).not.to.contain("is broken");
    else
        expect(text, text).to.match(
            pattern(`database SALES01 of VM cluster sales (…)…. The link ${link} is broken: ${sees}`),
        );
}

/** What a run changes, but for the guards, which only look. */
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
