import { idOf, type Subject, successorOf } from "./subjects";

const runbook = "as docs/runbooks/take-back-a-resource.md describes";

/**
 * How people bring a thing back into the stack that has lost it. Undefined when the program itself does without it.
 * @param after The subjects that the program names now.
 */
export function takeBack(subject: Subject, after: readonly Subject[]): string | undefined {
    const successor = successorOf(subject, after);
    if (successor === undefined) return undefined;
    const now = idOf(successor);
    const ours = idOf(subject) ?? "";
    return now === undefined ? lost(subject, ours) : replaced(ours, now);
}

/** The state has no such resource any more, or a run is told to make it anew: its id is not known at preview. */
function lost(subject: Subject, id: string): string {
    const { urn = "", parentName = "" } = subject;
    const [prefix, project, types = "", name] = urn.split("::");
    const type = types.slice(types.lastIndexOf("$") + 1);
    const parent = [prefix, project, types.slice(0, types.lastIndexOf("$")), parentName].join("::");
    return (
        `the stack would make another one in its place. Leave out --replace; end a taint with \`pulumi state untaint '${urn}'\`; ` +
        "and if the state has lost it, take it back with " +
        `\`pulumi import --parent parent='${parent}' ${type} ${name} ${lastPart(id)}\`, ${runbook}`
    );
}

/** Another one was made, and this one was left in the cloud. */
function replaced(ours: string, now: string): string {
    return `the stack holds ${now} in its place, which was made anew. Put this one back into the state with ${swap(ours, now)}, ${runbook}`;
}

/** The command that puts one thing in the place of another in the state. */
export function swap(ours: string, now: string): string {
    return `\`pulumi stack export | sed 's/${lastPart(now)}/${lastPart(ours)}/g' | pulumi stack import\``;
}

function lastPart(arn: string): string {
    return arn.slice(arn.lastIndexOf("/") + 1);
}
