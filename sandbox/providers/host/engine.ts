import { checkInputs, type Naming, nameStays } from "./check";
import { type Difference, differences, rootOf } from "./diff";
import { InitializationFailure } from "./errors";
import type { Call, Change, Provider, ResourceSpec } from "./spec";
import { importedInputs, plannedCreation, plannedUpdate, refreshedInputs, sealed, stateAfterRead } from "./state";
import { containsUnknown, isEmpty, type Properties, resolve, revealAll } from "./values";

export interface Outcome {
    id: string;
    state: Properties;
    inputs?: Properties;
}

export interface DiffOutcome {
    differences: Difference[];
    deleteBeforeReplace: boolean;
    stables: string[];
}

/** The resource protocol over specs; the wire around it is `service.ts`. */
export class Engine<Session> {
    private session: Session | undefined;
    private readonly abort = new AbortController();

    constructor(readonly provider: Provider<Session>) {}

    async configure(settings: Properties): Promise<void> {
        this.session = await this.provider.configure(revealAll(settings));
    }

    cancel(): void {
        this.abort.abort(new Error("cancelled"));
    }

    check(type: string, olds: Properties, news: Properties, naming: Naming) {
        return checkInputs(this.spec(type), olds, resolve(news) as Properties, naming);
    }

    diff(type: string, state: Properties, news: Properties, ignored: readonly string[]): DiffOutcome {
        const spec = this.spec(type);
        const stored = revealAll(state);
        const wanted = revealAll(news);
        const found = differences(spec, stored, wanted, this.planned(spec, wanted)).filter(
            ({ path }) => !ignored.some((prefix) => path === prefix || path.startsWith(`${prefix}.`)),
        );
        const replaces = found.some(({ replace }) => replace);
        const stables = Object.keys(spec.inputs).filter((name) => spec.inputs[name]?.replace);
        return {
            differences: found,
            deleteBeforeReplace: replaces && nameStays(spec, stored, wanted),
            stables: replaces ? [] : stables,
        };
    }

    async create(type: string, inputs: Properties, preview: boolean, timeout: number): Promise<Outcome> {
        const spec = this.spec(type);
        const plain = revealAll(inputs);
        const planned = this.planned(spec, plain);
        if (preview) return { id: "", state: sealed(spec, plannedCreation(spec, plain, planned), inputs) };
        const known = { ...withoutDefaults(plain), ...planned };
        try {
            const { id, state } = await spec.create(withoutDefaults(plain), this.call(timeout));
            return { id, state: sealed(spec, stateAfterRead(spec, known, state), inputs) };
        } catch (error) {
            throw this.withState(spec, known, inputs, error);
        }
    }

    async read(type: string, id: string, state: Properties, inputs: Properties, timeout: number): Promise<Outcome> {
        const spec = this.spec(type);
        const importing = isEmpty(state) && isEmpty(inputs);
        const known = importing ? (spec.fromImportId?.(id) ?? {}) : revealAll(state);
        const ownId = importing ? (spec.idAfterImport?.(id) ?? id) : id;
        const read = await spec.read(ownId, known, this.call(timeout));
        if (!read) return { id: "", state: {}, inputs: {} };
        const now = stateAfterRead(spec, known, read);
        const newInputs = importing ? importedInputs(spec, now) : refreshedInputs(spec, revealAll(inputs), now);
        const pattern = importing ? {} : { ...state, ...inputs };
        const newState = sealed(spec, now, pattern);
        return {
            id: ownId,
            state: newState,
            inputs: sealed({ ...spec, secrets: [] }, newInputs, importing ? {} : inputs),
        };
    }

    async update(
        type: string,
        id: string,
        state: Properties,
        news: Properties,
        preview: boolean,
        timeout: number,
    ): Promise<Properties> {
        const spec = this.spec(type);
        const old = revealAll(state);
        const wanted = revealAll(news);
        const planned = this.planned(spec, wanted);
        if (preview) return sealed(spec, plannedUpdate(spec, old, wanted, planned), { ...state, ...news });
        const target = plannedUpdate({ ...spec, volatile: [] }, old, wanted, planned);
        const changed = new Set(differences(spec, old, wanted, planned).map(({ path }) => rootOf(path)));
        const change: Change = { old, wanted: target, has: (...names) => names.some((name) => changed.has(name)) };
        const call = this.call(timeout);
        try {
            const read = spec.update ? await spec.update(id, change, call) : await spec.read(id, target, call);
            return sealed(spec, stateAfterRead(spec, target, read ?? {}), { ...state, ...news });
        } catch (error) {
            throw this.withState(spec, target, { ...state, ...news }, error);
        }
    }

    async delete(type: string, id: string, state: Properties, timeout: number): Promise<void> {
        await this.spec(type).delete(id, revealAll(state), this.call(timeout));
    }

    async invoke(token: string, args: Properties): Promise<Properties> {
        const found = this.provider.functions[token];
        if (!found) throw new Error(this.unsupported("function", token, Object.keys(this.provider.functions)));
        const plain = revealAll(resolve(args) as Properties);
        if (Object.values(plain).some(containsUnknown)) throw new Error(`${token}: an argument is not known yet`);
        return found(plain, this.call(0));
    }

    private spec(type: string): ResourceSpec<Session> {
        const spec = this.provider.resources[type];
        if (!spec) throw new Error(this.unsupported("resource type", type, Object.keys(this.provider.resources)));
        return spec;
    }

    private unsupported(kind: string, token: string, known: string[]): string {
        return (
            `The sandbox's stand-in for the ${this.provider.name} plugin does not have the ${kind} "${token}". ` +
            `It has: ${known.sort().join(", ")}. With the real plugin installed, every one is available.`
        );
    }

    private planned(spec: ResourceSpec<Session>, inputs: Properties): Properties {
        return spec.plan?.(inputs, this.configured()) ?? {};
    }

    private call(timeout: number): Call<Session> {
        const base = { session: this.configured(), signal: this.abort.signal };
        return timeout > 0 ? { ...base, timeout: timeout * 1000 } : base;
    }

    private configured(): Session {
        if (this.session === undefined) throw new Error(`the ${this.provider.name} plugin is not configured`);
        return this.session;
    }

    private withState(spec: ResourceSpec<Session>, known: Properties, pattern: Properties, error: unknown): unknown {
        if (!(error instanceof InitializationFailure)) return error;
        const state = stateAfterRead(spec, known, error.properties);
        return new InitializationFailure(error.id, sealed(spec, state, pattern), error.message);
    }
}

function withoutDefaults(inputs: Properties): Properties {
    const { __defaults: _, ...rest } = inputs;
    return rest;
}
