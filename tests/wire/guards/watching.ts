import { provider } from "../../../sdk/guards/change-guard";
import type { Properties } from "../../../sdk/host/provider";

/** What a guard said of a change, and what it would hand to the next run. */
export interface Judged {
    readonly reasons: string[];
    readonly inputs: Properties;
}

/** One run of a guard of a kind. @param olds what the run before left, or what it wanted; an empty object at creation */
export async function judged(kind: string, olds: Properties, wanted: object): Promise<Judged> {
    const before = "kind" in olds || Object.keys(olds).length === 0 ? olds : { kind, wanted: olds };
    const { failures, inputs } = await provider.check(before, { kind, wanted });
    return { reasons: failures.map(({ reason }) => reason), inputs };
}

/** The same, when only what was said matters. */
export async function refusals(kind: string, olds: object, wanted: object): Promise<string> {
    return (await judged(kind, olds as Properties, wanted)).reasons.join("\n");
}
