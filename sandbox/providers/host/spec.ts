import type { Plain, Properties } from "./values";

export type Kind = "string" | "number" | "boolean" | "list" | "map" | "object";

export interface InputSpec {
    kind: Kind;
    required?: boolean;
    /** The service fills it in when the program leaves it out; then it is never a difference. */
    computed?: boolean;
    /** A change makes a new resource. */
    replace?: boolean;
    default?: Plain;
    /** The order of the elements does not matter. */
    unordered?: boolean;
    /** Whether a stored and a wanted value mean the same although they are spelled differently. */
    same?: (stored: Plain, wanted: Plain) => boolean;
    /** Keep the stored spelling when the service answers with one that is the `same`. */
    keepSpelling?: boolean;
    /** The fault of a known value, in words that follow the name of the resource. */
    check?: (value: Plain, name: string) => string | undefined;
    /** Members of an object. */
    fields?: Inputs;
    /** Elements of a list of objects. */
    element?: Inputs;
    /** Without a value the resource is named after its logical name, with a random suffix. */
    autoName?: { prefix?: string; maxLength: number };
}

export type Inputs = Record<string, InputSpec>;

/** What one call of the engine brings along. */
export interface Call<Session> {
    session: Session;
    signal: AbortSignal;
    /** `customTimeouts` of the resource in milliseconds, when set. */
    timeout?: number;
}

export interface Change {
    /** Properties as they are in state. */
    old: Properties;
    /** Properties as the program wants them. */
    wanted: Properties;
    /** Whether the property of this name is to change. */
    has(...names: string[]): boolean;
}

export interface ResourceSpec<Session> {
    inputs: Inputs;
    /** Names of the outputs that are no inputs. */
    outputs: readonly string[];
    /** Outputs that are secret as a whole. */
    secrets?: readonly string[];
    /** Outputs that any update may change, so that a preview of one does not know them. */
    volatile?: readonly string[];
    /** Outputs that follow from the inputs alone and are known before anything is done. */
    plan?: (inputs: Properties, session: Session) => Properties;
    /** Faults that concern several properties. */
    check?: (inputs: Properties) => string[];
    /** What an id given to `import` says about the resource. */
    fromImportId?: (id: string) => Properties;
    /** The id that a resource taken over under the given one has from then on. @default the same */
    idAfterImport?: (id: string) => string;
    create(inputs: Properties, call: Call<Session>): Promise<{ id: string; state: Properties }>;
    /** The resource as the service shows it, or nothing when it is gone. A member that is `undefined` is absent at the service. */
    read(id: string, known: Properties, call: Call<Session>): Promise<Properties | undefined>;
    update?(id: string, change: Change, call: Call<Session>): Promise<Properties>;
    delete(id: string, state: Properties, call: Call<Session>): Promise<void>;
}

export type FunctionSpec<Session> = (args: Properties, call: Call<Session>) => Promise<Properties>;

export interface Provider<Session> {
    name: string;
    configure(settings: Properties): Promise<Session>;
    resources: Record<string, ResourceSpec<Session>>;
    functions: Record<string, FunctionSpec<Session>>;
}

type Options = Omit<InputSpec, "kind">;

export const text = (options: Options = {}): InputSpec => ({ kind: "string", ...options });
export const number = (options: Options = {}): InputSpec => ({ kind: "number", ...options });
export const flag = (options: Options = {}): InputSpec => ({ kind: "boolean", ...options });
export const list = (options: Options = {}): InputSpec => ({ kind: "list", ...options });
export const set = (options: Options = {}): InputSpec => ({ kind: "list", unordered: true, ...options });
export const map = (options: Options = {}): InputSpec => ({ kind: "map", ...options });
export const object = (fields: Inputs, options: Options = {}): InputSpec => ({ kind: "object", fields, ...options });
