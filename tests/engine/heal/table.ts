import { type Damage, identityDamages, keyDamages } from "./damages";

/** The part of docs/runbooks/recover.md that is made of the damages: link × damage → what you see → what happens. */
export function healingTable(): string {
    const rows = [...identityDamages, ...keyDamages].map(row);
    return ["| Link | Damage | The message says | `pulumi up --refresh` |", "| --- | --- | --- | --- |", ...rows].join(
        "\n",
    );
}

function row({ link, damage, sees, happens }: Damage): string {
    const message = sees === "" ? "nothing: the databases do not need it" : `\`${sees.replace(/^… /, "… ")}\``;
    return `| \`${link}\` | ${damage} | ${message} | ${happens} |`;
}
