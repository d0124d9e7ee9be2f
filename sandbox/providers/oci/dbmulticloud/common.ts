import { randomUUID } from "node:crypto";
import { InitializationFailure, messageOf } from "../../host/errors";
import type { Call } from "../../host/spec";
import type { Properties } from "../../host/values";
import { type CallOptions, call, isGone } from "../calls";
import { awaitState } from "../lifecycle";
import { plainModel } from "../models";
import type { OciSession } from "../session";
import { followMulticloud } from "../work-requests";

export const retryToken = () => randomUUID();

const standardTimeout = 20 * 60_000;

/** How one kind of multicloud resource goes through its life. */
export interface Kind<T extends object> {
    /** As messages name it. */
    service: string;
    /** What work requests call it. */
    entity: string;
    get(session: OciSession, id: string): Promise<T>;
    stateOf(model: T): string | undefined;
    created: { pending: readonly string[]; target: readonly string[] };
    deleted: { pending: readonly string[]; target: readonly string[] };
    properties(model: T): Properties;
}

interface Accepted {
    id?: string;
    workRequestId: string;
}

export class Multicloud<T extends object> {
    private readonly options: CallOptions;
    private readonly timeout: number;

    constructor(
        private readonly kind: Kind<T>,
        { session, signal, timeout }: Call<OciSession>,
    ) {
        this.options = { session, signal, service: kind.service };
        this.timeout = timeout ?? standardTimeout;
    }

    call<R>(request: () => Promise<R>): Promise<R> {
        return call(this.options, request);
    }

    async find(id: string): Promise<T | undefined> {
        try {
            const model = await this.call(() => this.kind.get(this.options.session, id));
            return this.kind.deleted.target.includes(this.kind.stateOf(model) ?? "") ? undefined : model;
        } catch (error) {
            if (isGone(error)) return undefined;
            throw error;
        }
    }

    async read(id: string): Promise<Properties | undefined> {
        const model = await this.find(id);
        return model && this.kind.properties(model);
    }

    /** Sends the creation, follows its work request, and waits for the lifecycle state. */
    async create(send: () => Promise<Accepted>): Promise<{ id: string; state: Properties }> {
        const accepted = await this.call(send);
        let id = accepted.id ?? "";
        try {
            id = await this.follow(accepted.workRequestId, "CREATED");
            const model = await awaitState({
                operation: "creation",
                ...this.kind.created,
                get: () => this.find(id),
                stateOf: this.kind.stateOf,
                timeout: this.timeout,
                signal: this.options.signal,
            });
            return { id, state: model ? this.kind.properties(model) : {} };
        } catch (error) {
            if (!id) throw error;
            const left = await this.find(id).catch(() => undefined);
            throw new InitializationFailure(id, left ? this.kind.properties(left) : {}, messageOf(error));
        }
    }

    async change(send: () => Promise<Accepted>): Promise<void> {
        await this.follow((await this.call(send)).workRequestId, "UPDATED");
    }

    async delete(id: string, send: () => Promise<Accepted>): Promise<void> {
        try {
            await this.follow((await this.call(send)).workRequestId, "DELETED");
        } catch (error) {
            if (isGone(error)) return;
            throw error;
        }
        await awaitState({
            operation: "deletion",
            ...this.kind.deleted,
            get: () => this.find(id),
            stateOf: this.kind.stateOf,
            timeout: this.timeout,
            signal: this.options.signal,
        });
    }

    private follow(workRequestId: string, action: "CREATED" | "UPDATED" | "DELETED"): Promise<string> {
        return followMulticloud(this.options, {
            workRequestId,
            entity: this.kind.entity,
            action,
            timeout: this.timeout,
        });
    }
}

/** The members of a model that every resource of the service shows, absent ones included. */
export function propertiesOf(model: object): Properties {
    const tags = { definedTags: {}, freeformTags: {} };
    const { id: _, ...members } = plainModel(model);
    return { ...tags, ...members };
}
