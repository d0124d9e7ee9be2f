import { Refusal } from "../../core/exadata";
import type { Fault } from "../../core/faults";
import { etag, ocid } from "../../core/ids";
import type { Duration } from "../../core/jobs";
import type { WorkRequest } from "../../core/records";
import type { World } from "../../core/world";
import { conflict, neutral } from "../wire/errors";

/** What a work request concerns, and what it will have done to it. */
export interface Concern {
    /** The native provider looks for its own token in here: contract of the entity types. */
    entityType: string;
    identifier: string;
    uri: string;
    becomes: "CREATED" | "UPDATED" | "DELETED";
}

export interface Plan {
    api: WorkRequest["api"];
    operationType: string;
    compartmentId: string;
    concerns: Concern[];
    /** Durations one after the other. */
    takes: Duration[];
    /** First line of its log. */
    log: string;
    /** Runs when the time is over; a `Refusal` thrown here fails the work request. */
    perform(): void | Promise<void>;
    /** Puts the resource into the state that a failure leaves. */
    refused(message: string): void;
    /** Present when the work request can be canceled. */
    canceled?(): void;
}

const entityTypes = {
    dbmulticloud: "dbmulticloudworkrequest",
    iaas: "coreservicesworkrequest",
} as const;

/** Keeps the work requests of both APIs and carries out what they stand for. */
export class WorkRequests {
    private readonly plans = new Map<string, Plan>();

    constructor(private readonly world: World) {}

    begin(plan: Plan, fault?: Fault): WorkRequest {
        const time = new Date().toISOString();
        const request: WorkRequest = {
            api: plan.api,
            id: ocid(this.world.settings, entityTypes[plan.api]),
            etag: etag(),
            operationType: plan.operationType,
            status: "IN_PROGRESS",
            compartmentId: plan.compartmentId,
            resources: plan.concerns.map(({ entityType, identifier, uri }) => ({
                entityType,
                actionType: "IN_PROGRESS",
                identifier,
                entityUri: uri,
            })),
            percentComplete: 0,
            timeAccepted: time,
            timeStarted: time,
            errors: [],
            logs: [{ message: plan.log, timestamp: time }],
        };
        this.world.workRequests.set(request.id, request);
        this.plans.set(request.id, plan);
        this.schedule(request, plan, [...plan.takes], fault);
        return request;
    }

    /** Asks a running work request to stop; one that has ended is left as it is. */
    cancel(request: WorkRequest): void {
        if (request.timeFinished !== undefined || request.status === "CANCELING") return;
        if (!this.plans.get(request.id)?.canceled) {
            throw conflict("This work request cannot be canceled any more.");
        }
        request.status = "CANCELING";
        request.etag = etag();
    }

    private schedule(request: WorkRequest, plan: Plan, takes: Duration[], fault?: Fault): void {
        const duration = takes.shift();
        if (duration === undefined) return;
        this.world.jobs.after(duration, async () => {
            if (takes.length > 0) this.schedule(request, plan, takes, fault);
            else await this.conclude(request, plan, fault);
        });
    }

    private async conclude(request: WorkRequest, plan: Plan, fault?: Fault): Promise<void> {
        if (request.status === "CANCELING") {
            plan.canceled?.();
            this.close(request, "CANCELED", plan);
            return;
        }
        try {
            if (fault?.failWorkRequest !== undefined) throw new Refusal("InternalError", fault.failWorkRequest);
            await plan.perform();
            this.close(request, "SUCCEEDED", plan);
        } catch (error) {
            // Whatever goes wrong behind the service ends the work request: waiting for it must always come to an end.
            const code = error instanceof Refusal ? error.code : "InternalError";
            const message = neutral(error instanceof Error ? error.message : String(error));
            plan.refused(message);
            request.errors.push({ code, message, timestamp: new Date().toISOString() });
            this.close(request, "FAILED", plan);
        }
    }

    private close(request: WorkRequest, status: "SUCCEEDED" | "FAILED" | "CANCELED", plan: Plan): void {
        const timestamp = new Date().toISOString();
        request.resources.forEach((resource, index) => {
            if (status === "SUCCEEDED") resource.actionType = plan.concerns[index]!.becomes;
            // The Work Requests API knows no FAILED entity: it stays IN_PROGRESS there.
            else if (request.api === "dbmulticloud") resource.actionType = "FAILED";
        });
        request.status = status;
        request.timeFinished = timestamp;
        request.etag = etag();
        if (status === "SUCCEEDED") request.percentComplete = 100;
        request.logs.push({ message: `Ended: ${status}`, timestamp });
        this.plans.delete(request.id);
    }
}
