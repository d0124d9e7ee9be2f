/** One figure of ours beside its baseline, measured in the same run. */
export interface Comparison {
    readonly what: string;
    readonly unit: string;
    readonly baseline: number;
    readonly ours: number;
}

export function median(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Measures the two in turn, A B A B …, so that a machine that changes its speed changes both. */
export async function inTurn(
    runs: number,
    baseline: () => Promise<number>,
    ours: () => Promise<number>,
): Promise<{ baseline: number; ours: number }> {
    const pairs: [number, number][] = [];
    await baseline();
    await ours();
    for (let run = 0; run < runs; run++) pairs.push([await baseline(), await ours()]);
    return { baseline: median(pairs.map(([first]) => first)), ours: median(pairs.map(([, second]) => second)) };
}

/** Rows for people: the figures, and ours as a share of the baseline. */
export function table(comparisons: readonly Comparison[]): string[] {
    const head = ["MEASURED", "BASELINE", "OURS", "RATIO"];
    const rows = comparisons.map(({ what, unit, baseline, ours }) => [
        what,
        `${round(baseline)} ${unit}`,
        `${round(ours)} ${unit}`,
        (ours / baseline).toFixed(2),
    ]);
    const widths = head.map((title, column) => Math.max(title.length, ...rows.map((cells) => cells[column]!.length)));
    return [head, ...rows].map((cells) =>
        cells
            .map((cell, column) => cell.padEnd(widths[column]!))
            .join("  ")
            .trimEnd(),
    );
}

function round(value: number): string {
    return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
