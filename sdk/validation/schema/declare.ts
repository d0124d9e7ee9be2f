import type { Fault } from "../faults";

/** A check of one value. The files of the parent folder export such checks. */
export type Check = (path: string, value: unknown) => Fault[];

/** What a program knows about its environment. Absent members are unknown. */
export interface Context {
    /** Region of the stack. */
    readonly region?: string | undefined;
    /** Names of the members next to the entry being checked. */
    readonly beside?: readonly string[];
}

/** Members of an entry that have the declared kind. The others are left out, because they are reported already. */
export type Given = Readonly<Record<string, unknown>>;

/** A check of several members of an entry together. `at` returns the place of a member. */
export type Rule = (given: Given, at: (member: string) => string, context: Context) => Fault[];

interface Common {
    /** Whether the entry needs it: true, or the remedy for the message. */
    readonly required?: true | string;
    /** It decides which resources are created, so it must be a plain value. Everything else may be an Output or a Promise. */
    readonly plain?: true;
    /** Only a program can give it, not YAML. */
    readonly codeOnly?: true;
}

export interface TextSchema extends Common {
    readonly kind: "text";
    readonly check?: Check;
    /** The rule of `check` for editors, as far as a pattern can express it. */
    readonly pattern?: string;
    /** The allowed texts. */
    readonly values?: readonly string[];
    /** Whether "" is allowed. */
    readonly empty?: true;
    /** No message contains the value. */
    readonly secret?: true;
}

export interface NumberSchema extends Common {
    readonly kind: "number";
    readonly least?: number;
    readonly most?: number;
    /** Whether decimals are allowed. */
    readonly decimals?: true;
    /** Used instead of the range, for a specific message. */
    readonly check?: Check;
}

export interface FlagSchema extends Common {
    readonly kind: "flag";
}

export interface ListSchema extends Common {
    readonly kind: "list";
    readonly item: Schema;
    readonly least?: number;
    /** One item by itself stands for a list of one. */
    readonly single?: true;
}

export interface MapSchema extends Common {
    readonly kind: "map";
    readonly value: Schema;
    /** A check of each key. */
    readonly keys?: Check;
    /** A check of the map as a whole. */
    readonly check?: Check;
    /** Keys that differ only in letter case are the same. */
    readonly ignoreCase?: true;
}

export interface EntrySchema extends Common {
    readonly kind: "entry";
    /** The interface that declares its members. The docstrings there are the descriptions. */
    readonly name: string;
    readonly members: Readonly<Record<string, Schema>>;
    /** Members that people may know from elsewhere, each with the remedy. */
    readonly elsewhere?: Readonly<Record<string, string>>;
    /** Exactly one of these must be given. */
    readonly oneOf?: readonly string[];
    /** Either `existing` or creation arguments. */
    readonly existing?: ExistingOrNew;
    /** One member that stands for several others. */
    readonly reference?: Reference;
    readonly rules?: readonly Rule[];
}

interface Reference {
    readonly member: string;
    /** The members that it stands for. */
    readonly of: readonly string[];
}

export interface ExistingOrNew {
    /** The member that names the existing resource. */
    readonly member: string;
    /** The members that creation requires. */
    readonly needs: readonly string[];
    /** The members that are allowed with either. */
    readonly both: readonly string[];
}

/** The schema of an argument. */
export type Schema = TextSchema | NumberSchema | FlagSchema | ListSchema | MapSchema | EntrySchema;

/** A schema for each member of an interface. The compiler reports a missing or an extra member. */
export type MembersOf<T> = { readonly [Name in keyof Required<T>]: Schema };

type Options<T extends Schema> = Omit<T, "kind" | "item" | "value" | "name" | "members">;

export const text = (options: Options<TextSchema> = {}): TextSchema => ({ kind: "text", ...options });
export const number = (options: Options<NumberSchema> = {}): NumberSchema => ({ kind: "number", ...options });
export const flag = (options: Options<FlagSchema> = {}): FlagSchema => ({ kind: "flag", ...options });

export function list(item: Schema, options: Options<ListSchema> = {}): ListSchema {
    return { kind: "list", item, ...options };
}

export function map(value: Schema, options: Options<MapSchema> = {}): MapSchema {
    return { kind: "map", value, ...options };
}

/** An object with known members, such as the arguments of a component. */
export function entry<T>(name: string, members: MembersOf<T>, options: Options<EntrySchema> = {}): EntrySchema {
    return { kind: "entry", name, members, plain: true, ...options };
}

/** The same schema, but required. */
export function required<T extends Schema>(schema: T, remedy?: string): T {
    return { ...schema, required: remedy ?? true };
}

/** The same entry, but its value may be unknown until the update. */
export function later({ plain: _, ...schema }: EntrySchema): EntrySchema {
    return schema;
}

/** The same schema, but only for plain values. */
export function plain<T extends Schema>(schema: T): T {
    return { ...schema, plain: true };
}
