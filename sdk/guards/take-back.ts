import { idOf, type Subject, successorOf } from "./subjects";

const runbook = "as docs/runbooks/take-back-a-resource.md describes";

/**
 * How to take a thing back into a stack that has lost it. Undefined if the program itself no longer declares it.
 * @param after The subjects that the program declares now.
 */
export function takeBack(subject: Subject, after: readonly Subject[]): string | undefined {
    const successor = successorOf(subject, after);
    if (successor === undefined) return undefined;
    const now = idOf(successor);
    const ours = idOf(subject) ?? "";
    return now === undefined ? lost(subject, ours) : replaced(ours, now);
}

/** The state has lost the resource, or the run has to recreate it. Its id is unknown at preview. */
function lost(subject: Subject, id: string): string {
    const { urn = "", parentName = "" } = subject;
    const [prefix, project, types = "", name] = urn.split("::");
    const type = types.slice(types.lastIndexOf("$") + 1);
    const parent = [prefix, project, types.slice(0, types.lastIndexOf("$")), parentName].join("::");
    return (
        `the stack would create another one in its place. Leave out --replace; end a taint with \`pulumi state untaint '${urn}'\`; ` +
        "if the state has lost it, take it back with " +
        `\`pulumi import --parent parent='${parent}' ${type} ${name} ${lastPart(id)}\`, ${runbook}`
    );
}

/** A run has created another one and left this one in the cloud. */
function replaced(ours: string, now: string): string {
    return `the stack holds ${now} in its place, which a run created. Put this one back into the state with ${swap(ours, now)}, ${runbook}`;
}

/** The command that replaces one id by another in the state. */
export function swap(ours: string, now: string): string {
    return `\`pulumi stack export | sed 's/${lastPart(now)}/${lastPart(ours)}/g' | pulumi stack import\``;
}

function lastPart(arn: string): string {
    return arn.slice(arn.lastIndexOf("/") + 1);
}
