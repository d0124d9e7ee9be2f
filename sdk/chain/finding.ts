import type { Evaluation } from "../policies";

/** What a link of the chain says of one database: whether it can pass on its way to its key. */
export type Finding =
    | { readonly state: "whole" }
    | {
          readonly state: "broken" | "unknown";
          /** What was read, in words that follow the name of the link. */
          readonly evidence: string;
          /** What to do, as a command where there is one. */
          readonly remedy: string;
          /** Of `unknown`: what could not be judged. */
          readonly doubts?: readonly string[];
      };

export const whole: Finding = { state: "whole" };

export function broken(evidence: string, remedy: string): Finding {
    return { state: "broken", evidence, remedy };
}

/** What nobody can tell of is not whole. */
export function unknown(evidence: string, remedy: string): Finding {
    return { state: "unknown", evidence, remedy };
}

/** What cannot be judged because something before it is missing, which has a link of its own. */
export function untold(missing: string, link: string): Finding {
    return unknown(`nobody can tell without ${missing}`, `mend ${link} first`);
}

/** Of several findings the one that counts: a broken one, else one that is unknown. */
export function worst(findings: readonly Finding[]): Finding {
    const of = (state: Finding["state"]) => findings.find((finding) => finding.state === state);
    return of("broken") ?? of("unknown") ?? whole;
}

/** An evaluation of policies as a finding. */
export function findingOf({ decision, because, doubts }: Evaluation, remedy: string): Finding {
    if (decision === "allowed") return whole;
    return decision === "denied"
        ? { state: "broken", evidence: because, remedy }
        : { state: "unknown", evidence: because, remedy, doubts };
}

export type Ruling = "pass" | "warn" | "refuse";

/**
 * What becomes of a change, by what it does to a link: a repair always passes, whatever the documents say, and so does what
 * changes nothing for the worse. What was whole and does not surely stay so is refused.
 */
export function rule(now: Finding, then: Finding): Ruling {
    if (then.state === "whole") return "pass";
    if (now.state === "broken") return "warn";
    if (now.state === "unknown" && then.state === "unknown" && !addsDoubts(now.doubts, then.doubts)) return "pass";
    return "refuse";
}

function addsDoubts(now: readonly string[] = [], then: readonly string[] = []): boolean {
    return then.some((doubt) => !now.includes(doubt));
}
