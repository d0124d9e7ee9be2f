import { PlainError } from "../clouds/core/errors";
import { type ConfigReader, useConfig } from "../clouds/core/settings";
import type { Fault } from "../validation";
import { same } from "../validation/equality";

/** Properties of a resource as they travel between engine and provider. */
export type Properties = Record<string, unknown>;

/** What the engine's dynamic host calls. Declared here by its structure, so that operations do not import the engine. */
export interface Provider {
    configure(request: { config: ConfigReader }): Promise<void>;
    check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: CheckFailure[] }>;
    diff(id: string, olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: string[] }>;
    create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
    read(id: string, props: Properties): Promise<{ id: string; props?: Properties; inputs?: Properties }>;
    update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
    delete(id: string, props: Properties): Promise<void>;
}

interface CheckFailure {
    readonly property: string;
    readonly reason: string;
}

/**
 * A change that succeeded only in part. The engine keeps this state and repeats the update in the next run. So for every part
 * that was not done, the state holds the previous inputs.
 */
export class PartialFailure extends PlainError {
    /** What the dynamic host passes to the engine. */
    properties: Properties;

    constructor(
        readonly id: string,
        state: object,
        readonly reasons: readonly string[],
    ) {
        super(reasons.join("\n"));
        this.properties = present(state);
    }
}

/** A value that is unknown at preview arrives as this text. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Stands for an unknown value in checks. Such a value is neither absent nor wrong. */
export class Unknown {}

/**
 * Outputs that stay as they are, whatever an update does. At the preview of an update, the engine knows the inputs of a resource and
 * no outputs. Everything that depends on those outputs would then show changes, and replacements of protected resources, that no
 * update makes. So the check hands these outputs to the engine as inputs.
 */
interface Foreseen<I extends object, S extends I> {
    /** Their names. A refresh tells them. */
    readonly names: readonly (keyof S & string)[];
    /**
     * Asks the clouds for them. Without it, or where it gives nothing, the last refresh counts. `undefined` stands for an output
     * that this update changes.
     * @param last inputs of the last run
     */
    look?(inputs: Partial<I>, last: Partial<I>): Promise<{ readonly [K in keyof S]?: S[K] | undefined }>;
}

/**
 * One resource with inputs `I` and state `S`, described by plain functions. `hosted` turns it into a provider.
 */
export interface ResourceOperations<I extends object, S extends I> {
    /** The names of all inputs. */
    readonly inputs: readonly (keyof I & string)[];
    /** Inputs whose change replaces the resource. */
    readonly identity: readonly (keyof I & string)[];
    /**
     * The inputs that the program gave. Needed if the service fills in other inputs of the same name: the engine passes only the
     * state to `read` and `diff`, and must get back the inputs as the program gave them.
     * @default all
     */
    given?(state: S): readonly (keyof I & string)[];
    /** All faults of the inputs. Unknown values are `Unknown`. */
    faults(inputs: { [K in keyof I]?: unknown }): Fault[];
    /** Changes to refuse, because the service has no safe operation for them. Unknown values are absent. */
    refusals?(state: Partial<S>, inputs: Partial<I>): Fault[];
    /** Whether the state needs an update although no input changed. */
    drifted?(state: S): boolean;
    /** What a preview says about outputs that an update will not change. */
    foreseen?: Foreseen<I, S>;
    create(inputs: I): Promise<{ id: string; state: S }>;
    /** `undefined` if the resource is gone. */
    read(id: string, state: S): Promise<S | undefined>;
    update(id: string, state: S, inputs: I): Promise<S>;
    delete(id: string, state: S): Promise<void>;
}

export function hosted<I extends object, S extends I>(operations: ResourceOperations<I, S>): Provider {
    const inputsOf = (properties: Properties): Properties => pick(properties, operations.inputs);
    const givenIn = (state: Properties): Properties => pick(state, operations.given?.(state as S) ?? operations.inputs);
    const refuse = (olds: Properties, news: Properties): Fault[] =>
        operations.refusals?.(known(olds) as Partial<S>, known(inputsOf(news)) as Partial<I>) ?? [];

    const foresee = async (olds: Properties, news: Properties): Promise<Properties> => {
        const { names = [], look } = operations.foreseen ?? {};
        const isNew = Object.keys(olds).length === 0;
        if (names.length === 0 || isNew) return {};
        const isOther = operations.identity.some((name) => !same(olds[name], news[name]));
        const [now, last] = [known(inputsOf(news)) as Partial<I>, known(inputsOf(olds)) as Partial<I>];
        const seen = await unlessSilent(async () => look?.(now, last));
        return present({ ...(isOther ? {} : pick(olds, names)), ...pick({ ...seen }, names) });
    };

    return {
        // Keep the reader before any await: other methods may be called before this one has finished.
        async configure({ config }) {
            useConfig(config);
        },
        async check(olds, news) {
            const faults = [
                ...operations.faults(marked(inputsOf(news)) as { [K in keyof I]?: unknown }),
                ...refuse(olds, news),
            ];
            const failures = faults.map(({ path, reason, remedy }) => ({
                property: path,
                reason: `${reason}; ${remedy}`,
            }));
            const foreseen = failures.length > 0 ? {} : await foresee(olds, news);
            return { inputs: { ...inputsOf(news), ...foreseen }, failures };
        },
        diff: (_id, olds, news) =>
            plainly(async () => {
                const [refusal] = refuse(olds, news);
                if (refusal) throw new PlainError(`${refusal.path}: ${refusal.reason}; ${refusal.remedy}`);
                const given = givenIn(olds);
                const changed = operations.inputs.filter((name) => !same(given[name], news[name]));
                const replaces = operations.identity.filter((name) => changed.includes(name) && !isUnknown(news[name]));
                const drifted = operations.drifted?.(olds as S) ?? false;
                return { changes: changed.length > 0 || drifted, replaces };
            }),
        create: (inputs) =>
            plainly(async () => {
                try {
                    const { id, state } = await operations.create(inputsOf(inputs) as I);
                    return { id, outs: present(state) };
                } catch (error) {
                    throw withOwn(error, inputs);
                }
            }),
        read: (id, props) =>
            plainly(async () => {
                const state = await operations.read(id, props as S);
                if (state === undefined) return { id: "" };
                const outs = present(state);
                const foreseen = pick(outs, operations.foreseen?.names ?? []);
                return { id, props: outs, inputs: { ...givenIn(outs), ...foreseen } };
            }),
        update: (id, olds, news) =>
            plainly(async () => {
                try {
                    return { outs: present(await operations.update(id, olds as S, inputsOf(news) as I)) };
                } catch (error) {
                    throw withOwn(error, olds);
                }
            }),
        delete: (id, props) => plainly(() => operations.delete(id, props as S)),
    };
}

/** What a question gives; nothing where it is not answered. */
async function unlessSilent<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
        return await ask();
    } catch (error) {
        if (error instanceof PlainError) return undefined;
        throw error;
    }
}

export function pick(properties: Properties, names: readonly string[]): Properties {
    return Object.fromEntries(names.flatMap((name) => (name in properties ? [[name, properties[name]]] : [])));
}

/** The engine takes the whole state from the properties of a partial failure. So they must include the engine's own property, the text of the host. */
function withOwn(error: unknown, properties: Properties): unknown {
    if (error instanceof PartialFailure) {
        const own = Object.entries(properties).filter(([name]) => name.startsWith("__"));
        Object.assign(error.properties, Object.fromEntries(own));
    }
    return error;
}

export function isUnknown(value: unknown): boolean {
    return value === unknownText;
}

/** Marks unknown values as `Unknown`, in maps too. */
function marked(value: unknown): unknown {
    if (isUnknown(value)) return new Unknown();
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, marked(entry)]));
}

function known(properties: Properties): Properties {
    return Object.fromEntries(Object.entries(properties).filter(([, value]) => !isUnknown(value)));
}

/** Leaves out undefined members, because the host does not accept `undefined`. */
function present(state: object): Properties {
    return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined));
}

/** Removes the stack from errors whose message is enough. The host prints the stack of what `diff`, `read` and `delete` throw. */
export async function plainly<T>(work: () => Promise<T>): Promise<T> {
    try {
        return await work();
    } catch (error) {
        if (error instanceof PlainError) error.stack = "";
        throw error;
    }
}
