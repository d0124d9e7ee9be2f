/** Something wrong with an argument. A check returns a list, so that people see all faults at once. */
export interface Fault {
    /** The place, as the program writes it: `clusters[1].databases[0].key`. */
    readonly path: string;
    /** What is wrong, with the value received. */
    readonly reason: string;
    /** What to do about it. */
    readonly remedy: string;
}

/** A fault of a value, before the check adds the path. */
export type Finding = Omit<Fault, "path">;

/** The widest column. A wider entry sticks out instead of widening all lines. */
const widestPath = 48;
const widestReason = 80;

/** All faults as one message: a title line, then one line for each fault, in columns. Order and repetitions stay. */
export function renderFaults(title: string, faults: readonly Fault[]): string {
    const pathWidth = columnWidth(
        widestPath,
        faults.map((fault) => fault.path),
    );
    const reasonWidth = columnWidth(
        widestReason,
        faults.map((fault) => fault.reason),
    );
    const lines = faults.map(
        ({ path, reason, remedy }) => `  ${path.padEnd(pathWidth)}  ${reason.padEnd(reasonWidth)}  → ${remedy}`,
    );
    return [`${title}: ${faults.length} ${faults.length === 1 ? "fault" : "faults"}`, ...lines].join("\n");
}

function columnWidth(widest: number, entries: readonly string[]): number {
    return Math.max(0, ...entries.map((entry) => entry.length).filter((length) => length <= widest));
}

/** A value for a message: in quotes, on one line, and cut if it is long. */
export function quote(value: string): string {
    const text = JSON.stringify(value);
    return text.length > 100 ? `${text.slice(0, 96)}…"` : text;
}

/** The remedy for a name that does not exist: the existing names, most likely first. */
export function suggest(name: string, candidates: Iterable<string>): string {
    const ranked = [...new Set(candidates)]
        .map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
        .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
        .map(({ candidate }) => quote(candidate));
    if (ranked.length === 0) return "none is defined; add one";
    const shown = ranked.slice(0, 8).join(", ");
    return `one of: ${shown}${ranked.length > 8 ? `, … (${ranked.length} in all)` : ""}`;
}

/** The remedy for an unknown member or word: the one that was clearly meant, or all of them. */
export function suggestMember(name: string, known: readonly string[]): string {
    const [meant] = known
        .filter((candidate) => isMisspelt(name, candidate))
        .sort((one, other) => away(name, one) - away(name, other));
    return meant === undefined ? suggest(name, known) : `did you mean ${quote(meant)}?`;
}

/** Whether one word was clearly meant to be another. */
export function isMisspelt(name: string, meant: string): boolean {
    return away(name, meant) <= Math.max(1, Math.floor(name.length / 3));
}

function away(name: string, meant: string): number {
    return distance(name.toLowerCase(), meant.toLowerCase());
}

/** Number of letters to insert, remove or change to make one word of the other. */
function distance(a: string, b: string): number {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
            const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
            next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
        }
        row = next;
    }
    return row[b.length]!;
}

/** The place of a member, such as `keys["a b"]` if a dot would not work. */
export function memberAt(path: string, member: string): string {
    if (!/^[A-Za-z_$][\w$]*$/.test(member)) return `${path}[${quote(member)}]`;
    return path === "" ? member : `${path}.${member}`;
}
