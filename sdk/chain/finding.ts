import { type Evaluation, keeps, type Part } from "../policies";

/** What a link of the chain says of one database: whether it can pass on its way to its key. */
export type Finding =
    | { readonly state: "whole" }
    | {
          readonly state: "broken" | "unknown";
          /** What was read, in words that follow the name of the link. */
          readonly evidence: string;
          /** What to do, as a command where there is one. */
          readonly remedy: string;
          /** What of it is not whole, where that was judged by policies; else nothing of it is. */
          readonly parts?: readonly Part[];
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

/** Of several findings the one that people are told: a broken one, else one that is unknown. It knows the parts of all. */
export function worst(findings: readonly Finding[]): Finding {
    const of = (state: Finding["state"]) => findings.find((finding) => finding.state === state);
    const found = of("broken") ?? of("unknown") ?? whole;
    return found.state === "whole" ? found : { ...found, parts: findings.flatMap(partsOf) };
}

/** An evaluation of policies as a finding. */
export function findingOf({ decision, because, parts }: Evaluation, remedy: string): Finding {
    if (decision === "allowed") return whole;
    const state = decision === "denied" ? "broken" : "unknown";
    return { state, evidence: because, remedy, parts: parts.filter((part) => part.decision !== "allowed") };
}

export type Ruling = "pass" | "warn" | "refuse";

/**
 * What becomes of a change, by what it does to a link: a repair always passes, whatever the documents say, and so does what
 * changes nothing for the worse. What was whole and does not surely stay so is refused. It is asked for each part by itself:
 * what works stays, although something beside it does not.
 */
export function rule(now: Finding, then: Finding): Ruling {
    const [before, after] = [partsOf(now), partsOf(then)];
    const uses = [...new Set([...before, ...after].map(({ use }) => use))];
    return gravest(uses.map((use) => ruleUse(ofUse(before, use), ofUse(after, use))));
}

/** What is broken, or unknown, as a whole. */
const everything = "";

function partsOf(finding: Finding): readonly Part[] {
    if (finding.state === "whole") return [];
    const decision = finding.state === "broken" ? "denied" : "unknown";
    return finding.parts ?? [{ use: everything, action: everything, decision, grants: [], denials: [] }];
}

function ofUse(parts: readonly Part[], wanted: string): Part[] {
    return parts.filter(({ use }) => use === wanted || use === everything);
}

function ruleUse(before: readonly Part[], after: readonly Part[]): Ruling {
    if (after.length === 0) return "pass";
    // A change closes no database that has no key to read by: whatever else it takes from that use, it takes from nobody.
    if (before.some(isShut)) return "warn";
    const actions = [...new Set([...before, ...after].map(({ action }) => action))];
    const ofAction = (parts: readonly Part[], wanted: string) =>
        parts.filter(({ action }) => action === wanted || action === everything);
    return gravest(actions.map((action) => ruleParts(ofAction(before, action), ofAction(after, action))));
}

/** Without decryption, no database opens. */
function isShut({ action, decision }: Part): boolean {
    return decision === "denied" && (action === everything || action === "kms:Decrypt");
}

/** Parts that have to be whole together. */
function ruleParts(before: readonly Part[], after: readonly Part[]): Ruling {
    if (after.length === 0) return "pass";
    if (before.some(({ decision }) => decision === "denied")) return "warn";
    return after.every((part) => isKept(before, part)) ? "pass" : "refuse";
}

function isKept(before: readonly Part[], after: Part): boolean {
    if (after.decision === "denied") return false;
    const [some, other] = [before, [after]].map((parts) => parts.some(({ use }) => use === everything));
    if (some || other) return some === other;
    return before.some((part) => keeps(part, after));
}

function gravest(rulings: readonly Ruling[]): Ruling {
    return (["refuse", "warn"] as const).find((ruling) => rulings.includes(ruling)) ?? "pass";
}
