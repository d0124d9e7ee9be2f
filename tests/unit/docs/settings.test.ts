import { readFileSync } from "node:fs";
import { expect } from "chai";
import { awsSettings } from "../../../sdk/clouds/aws/access/native-settings";
import { ociSettings } from "../../../sdk/clouds/oci/access/native-settings";
import { read } from "./markdown";

const words: Readonly<Record<string, string>> = { used: "used", harmless: "no effect", refused: "refused" };

/** What the page says of each setting of a provider, by name. */
function told(prefix: string): Record<string, string> {
    const rows = [...read("docs/settings.md").matchAll(/^\| (`[^|]*`) \| ([^|]*) \|/gm)];
    const entries = rows.flatMap(([, names = "", treatment = ""]) =>
        [...names.matchAll(/`(\w+):(\w+)`/g)].flatMap(([, of, name]) =>
            of === prefix && name !== undefined ? [[name, treatment] as const] : [],
        ),
    );
    expect(new Set(entries.map(([name]) => name)).size).to.equal(entries.length);
    return Object.fromEntries(entries);
}

/** Names that the native provider takes from the stack configuration. */
function taken(provider: string): string[] {
    const declared = readFileSync(require.resolve(`@pulumi/${provider}/config/vars.d.ts`), "utf8");
    return [...declared.matchAll(/^export declare const (\w+)/gm)].map(([, name = ""]) => name);
}

describe("the page of settings", () => {
    for (const [provider, settings] of Object.entries({ aws: awsSettings, oci: ociSettings })) {
        it(`tells of each setting of @pulumi/${provider} what the package does with it`, () => {
            expect(Object.keys(settings).sort()).to.deep.equal(taken(provider).sort());
            const treatments = Object.entries(settings).map(([name, treatment]) => [name, words[treatment]]);
            expect(told(provider)).to.deep.equal(Object.fromEntries(treatments));
        });
    }
});
