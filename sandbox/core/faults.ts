/** A planned misbehaviour of one operation. */
export interface Fault {
    /** Service as in the audit log; any when absent. */
    service?: string;
    /** Name of the operation, or `*` for each of the service. */
    operation: string;
    /** Only calls of AWS that are signed for this Region; those of any when absent. */
    region?: string;
    /** The first call that misbehaves, counted from 1 since the fault was set. @default 1 */
    nth?: number;
    /** How many calls misbehave from there on. @default 1 */
    times?: number;
    /** Answer with this error; the call has no effect. */
    error?: { status: number; code: string; message: string; retryAfter?: number };
    /** Wait before answering. */
    delayMilliseconds?: number;
    /** Close the connection: `before` without effect, `after` with the effect done and the answer lost. */
    reset?: "before" | "after";
    /** The call is accepted, and its work request fails with this message. */
    failWorkRequest?: string;
}

interface Planned extends Fault {
    seen: number;
}

export class Faults {
    private planned: Planned[] = [];

    /** @returns what takes the fault back */
    set(fault: Fault): () => void {
        const planned = { ...fault, seen: 0 };
        this.planned.push(planned);
        return () => {
            this.planned = this.planned.filter((one) => one !== planned);
        };
    }

    list(): readonly Fault[] {
        return this.planned.map(({ seen: _, ...fault }) => fault);
    }

    clear(): void {
        this.planned = [];
    }

    /** Counts a call, and gives the fault that hits it. Call it once for each request. */
    hit(service: string, operation: string, region?: string): Fault | undefined {
        let found: Fault | undefined;
        for (const fault of this.planned) {
            if (fault.operation !== "*" && fault.operation !== operation) continue;
            if (fault.service !== undefined && fault.service !== service) continue;
            if (fault.region !== undefined && fault.region !== region) continue;
            fault.seen += 1;
            const first = fault.nth ?? 1;
            if (fault.seen >= first && fault.seen < first + (fault.times ?? 1)) found ??= fault;
        }
        return found;
    }
}
