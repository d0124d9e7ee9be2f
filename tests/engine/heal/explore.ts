import { identityDamages, keyDamages } from "./damages";
import { HealLab } from "./lab";

async function main() {
    let lab = await HealLab.open();
    const which = process.argv[2];
    const lines = (text: string) =>
        [
            ...new Set(
                text
                    .split("\n")
                    .filter((l) =>
                        /warning|error|cannot|\] (create|update|delete|replace)| (create|update|delete|replace) ?(\[|$)|to (create|update|replace|delete)/.test(
                            l,
                        ),
                    )
                    .map((l) => l.trim().slice(0, 900)),
            ),
        ].join("\n");
    for (const d of [...identityDamages, ...keyDamages]) {
        if (which && !`${d.link} ${d.damage}`.match(which)) continue;
        const t0 = Date.now();
        console.log(`\n######## ${d.link}: ${d.damage}`);
        try {
            await d.do(lab);
            const p = await lab.stack.pulumi(["preview", "--refresh", "--stack", "test"]);
            const db0 = await lab.database();
            console.log(`-- readable ${db0.readable}; preview rc ${p.code}\n${lines(p.stdout + p.stderr)}`);
            if (process.argv[3]) console.log(p.stdout + p.stderr);
            const u = await lab.stack.pulumi(["up", "--refresh", "--skip-preview", "--yes", "--stack", "test"]);
            const db = await lab.database();
            console.log(
                `-- up rc ${u.code}; key same ${db.keyArn === lab.keyArn} readable ${db.readable}\n${lines(u.stdout + u.stderr)}`,
            );
            const n = await lab.stack.pulumi(["preview", "--refresh", "--expect-no-changes", "--stack", "test"]);
            console.log(`-- then rc ${n.code} ${n.code ? lines(n.stdout + n.stderr) : ""} (${Date.now() - t0} ms)`);
            if (u.code || n.code) {
                await lab.close();
                lab = await HealLab.open();
            }
        } catch (e) {
            console.log("!!", e);
        }
    }
    await lab.close();
}
main();
