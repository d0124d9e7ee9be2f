import { PlainError } from "../clouds/errors";
import { useConfig } from "../clouds/settings";
import { same } from "./canonical";
import { isUnknown, type Properties, type Provider, pick, plainly } from "./provider";
import type { UsingDatabase } from "./usage";

/** Why something must not happen, and what to do instead. */
export interface Refusal {
    readonly reason: string;
    readonly remedy: string;
}

/** Refusals, together with what they are about. */
export interface Judgement {
    readonly refusals: readonly Refusal[];
    /**
     * Id of what the guard watches, where its inputs give only a name. The next run gets it as `found`: a name can be
     * taken away, or given to something else, while what the program made goes on. Absent when the next run has to look
     * for the name, which it must after a replacement.
     */
    readonly found?: string;
}

/**
 * Rules that ask the live services, in `check` and so at preview already, whether a change may be made. A guard changes
 * nothing itself and keeps nothing but its inputs and the id of what it found by them.
 */
export interface Guard<I extends object> {
    readonly inputs: readonly (keyof I & string)[];
    /** Inputs that are lists of texts whose order is of no account. */
    readonly sets?: readonly (keyof I & string)[];
    /**
     * What stands against the change. Values that are known only later are absent from `after`; what they are is said once
     * they are known, before anything that depends on the guard is touched.
     * @param before The inputs of the last run; empty at creation.
     * @param unknown Names of inputs, or places in them, that are not known yet.
     * @param found What the last run found. Absent at creation, in the run after it, and in state of older versions.
     */
    refusals(
        before: Partial<I>,
        after: Partial<I>,
        unknown: readonly string[],
        found?: string,
    ): Promise<readonly Refusal[] | Judgement>;
    /** What stands against the removal of what the guard depends on, and for whose sake it is removed first. */
    removal?(inputs: I): Promise<Refusal[]>;
}

/** The provider of a guard. */
export function guarding<I extends object>(guard: Guard<I>): Provider {
    const inputsOf = (properties: Properties): Properties => {
        const inputs = pick(properties, guard.inputs);
        const lists = (guard.sets ?? []).filter((name) => Array.isArray(inputs[name]));
        return {
            ...inputs,
            ...Object.fromEntries(lists.map((name) => [name, [...(inputs[name] as string[])].sort()])),
        };
    };
    return {
        async configure({ config }) {
            useConfig(config);
        },
        async check(olds, news) {
            const inputs = inputsOf(news);
            const unknown: string[] = [];
            const after = knownPart(inputs, unknown) as Partial<I>;
            // No program gives it: it travels in the inputs of each run to the next, and `diff` does not look at it.
            let found = typeof olds.found === "string" ? olds.found : undefined;
            const refusals = await asked(async () => {
                const judged = await guard.refusals(inputsOf(olds) as Partial<I>, after, unknown, found);
                if (!("refusals" in judged)) return judged;
                found = judged.found;
                return judged.refusals;
            });
            return {
                inputs: found === undefined ? inputs : { ...inputs, found },
                // The inputs may be long documents: without a property, the engine prints the reason alone.
                failures: refusals.map((refusal) => ({ property: "", reason: sentence(refusal) })),
            };
        },
        async diff(_id, olds, news) {
            const [before, after] = [inputsOf(olds), inputsOf(news)];
            return { changes: guard.inputs.some((name) => !same(before[name], after[name])), replaces: [] };
        },
        async create(inputs) {
            return { id: "guard", outs: inputsOf(inputs) };
        },
        // There is nothing to read, and so no other inputs: the engine keeps those it has, with what was found.
        async read(id, props) {
            return { id, props: inputsOf(props) };
        },
        async update(_id, _olds, news) {
            return { outs: inputsOf(news) };
        },
        delete: (_id, props) =>
            plainly(async () => {
                const refusals = await asked(async () => (await guard.removal?.(inputsOf(props) as I)) ?? []);
                if (refusals.length > 0) throw new PlainError(refusals.map(sentence).join("\n"));
            }),
    };
}

/** The way through for whoever means it: databases first. */
export const offAwsKms =
    "or take its databases off AWS KMS first as docs/runbooks/take-a-cluster-off-aws-kms.md describes";
export const takeOff = `keep it as it is, ${offAwsKms}`;

/** Says which databases use something; nothing when none does. */
export function spoken(databases: readonly UsingDatabase[]): string | undefined {
    if (databases.length === 0) return undefined;
    const names = databases.map(({ name, id, clusterName }) => `${name} of VM cluster ${clusterName} (${id})`).sort();
    return `${names.length === 1 ? "database" : "databases"} ${names.join(", ")}`;
}

/** What cannot be asked is refused: silence of a service is no proof that nothing is in use. */
async function asked(ask: () => Promise<readonly Refusal[]>): Promise<readonly Refusal[]> {
    try {
        return await ask();
    } catch (error) {
        if (!(error instanceof PlainError)) throw error;
        return [
            {
                reason: `whether databases use it cannot be asked: ${error.message}`,
                remedy: "let the caller ask, then run again; nothing is changed until then",
            },
        ];
    }
}

function sentence({ reason, remedy }: Refusal): string {
    return `${reason}; ${remedy}`;
}

/** The value without what is not known yet; the places of that are noted. */
function knownPart(value: unknown, unknown: string[], place = ""): unknown {
    if (Array.isArray(value)) {
        return value.flatMap((entry, index) => {
            const known = knownPart(entry, unknown, `${place}[${index}]`);
            return known === undefined ? [] : [known];
        });
    }
    if (isUnknown(value)) {
        unknown.push(place);
        return undefined;
    }
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([name, entry]) => [
        name,
        knownPart(entry, unknown, place ? `${place}.${name}` : name),
    ]);
    return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
}
