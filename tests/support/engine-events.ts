import { existsSync, readFileSync } from "node:fs";

/** One resource as the engine treated it, or in a preview would treat it. */
export interface Step {
    /** create, update, delete, replace, create-replacement, delete-replaced, same, read, refresh, … */
    op: string;
    urn: string;
    type: string;
    name: string;
    /** Paths of the properties that differ, as the provider told. */
    differs: string[];
    failed: boolean;
}

export interface Diagnostic {
    severity: "info" | "info#err" | "warning" | "error";
    message: string;
    urn?: string;
}

/** What the engine reported about one run. */
export interface Report {
    steps: Step[];
    /** How many resources changed, by operation; empty when nothing did. */
    changes: Record<string, number>;
    diagnostics: Diagnostic[];
}

interface StepMetadata {
    op: string;
    urn: string;
    type: string;
    detailedDiff: Record<string, unknown> | null;
}

/** The events of the engine's log that are read here, as the CLI writes them, one a line. */
interface EngineEvent {
    resOutputsEvent?: { metadata: StepMetadata };
    resOpFailedEvent?: { metadata: StepMetadata };
    summaryEvent?: { resourceChanges: Record<string, number> };
    diagnosticEvent?: { severity: string; message: string; urn?: string };
}

const unchanging = new Set(["same", "read", "refresh"]);

function step(metadata: StepMetadata, failed: boolean): Step {
    const { op, urn, type, detailedDiff } = metadata;
    return { op, urn, type, name: urn.split("::").at(-1) ?? urn, differs: Object.keys(detailedDiff ?? {}), failed };
}

function addTo(report: Report, event: EngineEvent): void {
    if (event.resOutputsEvent) report.steps.push(step(event.resOutputsEvent.metadata, false));
    if (event.resOpFailedEvent) report.steps.push(step(event.resOpFailedEvent.metadata, true));
    if (event.summaryEvent) {
        const counts = Object.entries(event.summaryEvent.resourceChanges);
        report.changes = Object.fromEntries(counts.filter(([op]) => !unchanging.has(op)));
    }
    const diagnostic = event.diagnosticEvent;
    if (diagnostic && diagnostic.severity !== "debug") {
        const { message, urn } = diagnostic;
        report.diagnostics.push({ severity: diagnostic.severity as Diagnostic["severity"], message, urn });
    }
}

/** Reads what `--event-log` wrote; a run that ended before the engine started has no such file. */
export function readReport(file: string): Report {
    const report: Report = { steps: [], changes: {}, diagnostics: [] };
    if (!existsSync(file)) return report;
    for (const line of readFileSync(file, "utf8").split("\n")) {
        if (line !== "") addTo(report, JSON.parse(line) as EngineEvent);
    }
    return report;
}
