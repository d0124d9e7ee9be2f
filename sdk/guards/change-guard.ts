import { useConfig } from "../clouds/core/settings";
import { type Properties, type Provider, plainly } from "../host/provider";
import { warn } from "../host/warn";
import { same } from "../validation/equality";
import { refuseUnlessAnswered } from "./asked";
import { currentHome, elsewhere, type Home, homeIn } from "./home";
import { kinds } from "./kinds";
import type { Judgement, Kind } from "./kinds/kind";
import { knownPart } from "./known";
import { otherEyes } from "./native-place";
import { asFailure, type Refusal } from "./words";

/*
 * Stands before a native resource. The resource takes its arguments from the outputs of the guard. So a value that the guard
 * has not seen never reaches the resource, even if a run leaves out one of the two (`--target`, `--exclude`).
 */

type Wanted = Readonly<Record<string, unknown>>;

/** The inputs of a guard, and what the guard itself carries from run to run. */
interface Carried {
    readonly home?: Home;
    readonly found?: string;
}

function kindOf(properties: Properties): Kind<Wanted> {
    const kind = kinds[String(properties.kind)];
    if (kind === undefined) throw new Error(`there is no guard of the kind ${String(properties.kind)}`);
    return kind;
}

/** The wanted values in one form, with lists sorted. */
function wantedIn(properties: Properties): Wanted | undefined {
    const wanted = properties.wanted as Wanted | undefined;
    if (typeof wanted !== "object" || wanted === null) return undefined;
    const kind = kindOf(properties);
    const lists = (kind.sets ?? []).filter((name) => Array.isArray(wanted[name]));
    const sorted = lists.map((name) => [name, [...(wanted[name] as string[])].sort()]);
    const inOrder = { ...wanted, ...Object.fromEntries(sorted) };
    return kind.inOneForm?.(inOrder) ?? inOrder;
}

/** The part that a diff shows. */
function shownOf(properties: Properties): Wanted | undefined {
    const wanted = wantedIn(properties);
    const names = wanted === undefined ? [] : (kindOf(properties).names ?? []);
    return wanted && Object.fromEntries(Object.entries(wanted).filter(([name]) => !names.includes(name)));
}

function carriedIn(properties: Properties): Carried {
    const { found } = properties;
    const home = homeIn(properties);
    return {
        ...(home === undefined ? {} : { home }),
        ...(typeof found === "string" ? { found } : {}),
    };
}

/** What the state keeps of a run: the wanted values, and where the thing is. */
function kept(properties: Properties): Properties {
    return { kind: properties.kind, wanted: wantedIn(properties) ?? {}, ...carriedIn(properties) };
}

export const provider: Provider = {
    async configure({ config }) {
        useConfig(config);
    },
    async check(olds, news) {
        const kind = kindOf(news);
        const before = wantedIn(olds);
        const wanted = wantedIn(news) ?? {};
        const unknown: string[] = [];
        const after = knownPart(wanted, unknown) as Wanted;
        let carried = carriedIn(olds);
        let judged: Judgement<Wanted> = { refusals: [] };
        const refusals: readonly Refusal[] = await refuseUnlessAnswered(async () => {
            const apart = await otherEyes(news);
            if (apart.length > 0) return apart;
            const { found } = carried;
            const home = carried.home ?? (await currentHome());
            carried = { home, ...(found === undefined ? {} : { found }) };
            const away = await elsewhere(home);
            if (away.length > 0) return away;
            judged = await kind.judge({ before, after, unknown, found, home });
            return judged.refusals;
        });
        if (judged.refusals === refusals) {
            carried = { home: carried.home, ...(judged.found === undefined ? {} : { found: judged.found }) };
            for (const warning of judged.warnings ?? []) warn(warning);
        }
        const { home, found } = carried;
        return {
            inputs: {
                kind: news.kind,
                wanted: { ...wanted, ...judged.added },
                ...(home === undefined ? {} : { home }),
                ...(found === undefined ? {} : { found }),
            },
            failures: refusals.map(asFailure),
        };
    },
    async diff(_id, olds, news) {
        return { changes: olds.kind !== news.kind || !same(shownOf(olds), shownOf(news)), replaces: [] };
    },
    create: (inputs) =>
        plainly(async () => {
            const home = homeIn(inputs);
            if (home !== undefined) await kindOf(inputs).awaitPlace?.(wantedIn(inputs) ?? {}, home);
            return { id: "guard", outs: kept(inputs) };
        }),
    // There is nothing to read. Without `inputs` in the answer, the engine keeps the inputs that it has, and `found` with them.
    async read(id, props) {
        return { id, props: kept(props) };
    },
    update: (_id, olds, news) =>
        plainly(async () => {
            const home = homeIn(news);
            const before = wantedIn(olds);
            if (home !== undefined && before !== undefined) {
                await kindOf(news).makeWay?.(before, wantedIn(news) ?? {}, home);
            }
            return { outs: kept(news) };
        }),
    async delete() {},
};
