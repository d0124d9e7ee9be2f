import { type Evaluation, keeps, type Part } from "../policies";

/** What one link of the chain says about one database: whether the database gets past this link on its way to its key. */
export type Finding =
    | { readonly state: "whole" }
    | {
          readonly state: "broken" | "unknown";
          /** What was read. Printed after the name of the link. */
          readonly evidence: string;
          /** What to do: a command, if there is one. */
          readonly remedy: string;
          /** The parts that are not whole, if policies were evaluated. Absent: no part is whole. */
          readonly parts?: readonly Part[];
      };

export const whole: Finding = { state: "whole" };

export function broken(evidence: string, remedy: string): Finding {
    return { state: "broken", evidence, remedy };
}

/** An unknown finding is treated as not whole. */
export function unknown(evidence: string, remedy: string): Finding {
    return { state: "unknown", evidence, remedy };
}

/** The link cannot be judged because something before it is missing. That has a link of its own, named here. */
export function untold(missing: string, link: string): Finding {
    return unknown(`cannot be judged without ${missing}`, `repair ${link} first`);
}

/** Reduces several findings to the one to report: a broken one, or else an unknown one. It carries the parts of all of them. */
export function worst(findings: readonly Finding[]): Finding {
    const of = (state: Finding["state"]) => findings.find((finding) => finding.state === state);
    const found = of("broken") ?? of("unknown") ?? whole;
    return found.state === "whole" ? found : { ...found, parts: findings.flatMap(partsOf) };
}

/** Turns an evaluation of policies into a finding. */
export function findingOf({ decision, because, parts }: Evaluation, remedy: string): Finding {
    if (decision === "allowed") return whole;
    const state = decision === "denied" ? "broken" : "unknown";
    return { state, evidence: because, remedy, parts: parts.filter((part) => part.decision !== "allowed") };
}

export type Ruling = "pass" | "warn" | "refuse";

/**
 * Rules on a change by its effect on a link. A repair always passes, whatever the documents say. So does a change that makes
 * nothing worse. If something was whole and might not stay whole, the change is refused. Each part is judged by itself: a part
 * that works has to keep working, even if the part next to it is broken.
 */
export function rule(now: Finding, then: Finding): Ruling {
    const [before, after] = [partsOf(now), partsOf(then)];
    const uses = [...new Set([...before, ...after].map(({ use }) => use))];
    return gravest(uses.map((use) => ruleUse(ofUse(before, use), ofUse(after, use))));
}

/** Stands for a use or an action if the finding has no parts: all of it is broken, or unknown. */
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
    // Without a key to decrypt with, the database is closed already. Whatever else the change takes away, no database loses it.
    if (before.some(isShut)) return "warn";
    const actions = [...new Set([...before, ...after].map(({ action }) => action))];
    const ofAction = (parts: readonly Part[], wanted: string) =>
        parts.filter(({ action }) => action === wanted || action === everything);
    return gravest(actions.map((action) => ruleParts(ofAction(before, action), ofAction(after, action))));
}

/** No database opens without decryption. */
function isShut({ action, decision }: Part): boolean {
    return decision === "denied" && (action === everything || action === "kms:Decrypt");
}

/** Parts that count only together. */
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
