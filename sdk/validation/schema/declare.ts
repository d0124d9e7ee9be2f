import type { Fault } from "../faults";

/** A check of one value, as the other files of this folder's parent have them. */
export type Check = (path: string, value: unknown) => Fault[];

/** What a program knows about its surroundings, where it knows it. */
export interface Context {
    /** Region of the stack. */
    readonly region?: string | undefined;
    /** Names of the members beside the entry that is looked at. */
    readonly beside?: readonly string[];
}

/** Members of an entry that passed as what they are declared to be; what is wrongly shaped was told and is left out. */
export type Given = Readonly<Record<string, unknown>>;

/** A check of several members of an entry together. `at` gives the place of a member. */
export type Rule = (given: Given, at: (member: string) => string, context: Context) => Fault[];

interface Common {
    /** The entry needs it: true, or the remedy to tell. */
    readonly required?: true | string;
    /** It decides what is made, so it has to be known when the program runs. Everything else may be an Output or a Promise. */
    readonly plain?: true;
    /** A program can give it, YAML cannot. */
    readonly codeOnly?: true;
}

export interface TextSchema extends Common {
    readonly kind: "text";
    readonly check?: Check;
    /** What `check` wants, as far as an editor can tell. */
    readonly pattern?: string;
    /** The texts that it may be. */
    readonly values?: readonly string[];
    /** Whether it may be "". */
    readonly empty?: true;
    /** It is in no message. */
    readonly secret?: true;
}

export interface NumberSchema extends Common {
    readonly kind: "number";
    readonly least?: number;
    readonly most?: number;
    /** Whether it may have decimals. */
    readonly decimals?: true;
    /** In place of the range, for a message of its own. */
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
    /** Keys that differ in letter case alone are the same. */
    readonly ignoreCase?: true;
}

export interface EntrySchema extends Common {
    readonly kind: "entry";
    /** The interface whose members it has: their docstrings are its descriptions. */
    readonly name: string;
    readonly members: Readonly<Record<string, Schema>>;
    /** Members that people may bring from elsewhere, each with the remedy to tell. */
    readonly elsewhere?: Readonly<Record<string, string>>;
    /** Exactly one of these is given. */
    readonly oneOf?: readonly string[];
    /** What exists, or what to create. */
    readonly existing?: ExistingOrNew;
    /** One member that holds what others would say one by one. */
    readonly reference?: Reference;
    readonly rules?: readonly Rule[];
}

interface Reference {
    readonly member: string;
    /** What it stands for. */
    readonly of: readonly string[];
}

export interface ExistingOrNew {
    /** The member that names what exists. */
    readonly member: string;
    /** What creation needs. */
    readonly needs: readonly string[];
    /** What may stand beside either. */
    readonly both: readonly string[];
}

/** What an argument may be. */
export type Schema = TextSchema | NumberSchema | FlagSchema | ListSchema | MapSchema | EntrySchema;

/** A schema for each member of an interface: the compiler sees that none is missing, and none too many. */
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

/** An object whose members are known, such as the arguments of a component. */
export function entry<T>(name: string, members: MembersOf<T>, options: Options<EntrySchema> = {}): EntrySchema {
    return { kind: "entry", name, members, plain: true, ...options };
}

/** The same, and the entry needs it. */
export function required<T extends Schema>(schema: T, remedy?: string): T {
    return { ...schema, required: remedy ?? true };
}

/** The same entry, which may be known only later. */
export function later({ plain: _, ...schema }: EntrySchema): EntrySchema {
    return schema;
}

/** The same, and it decides what is made. */
export function plain<T extends Schema>(schema: T): T {
    return { ...schema, plain: true };
}
