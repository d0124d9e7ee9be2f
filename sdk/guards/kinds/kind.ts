import type { Home } from "../home";
import type { Refusal } from "../words";

/** A change of something that databases may need. */
export interface Change<W extends object> {
    /** What the last run wanted. Undefined on creation. */
    readonly before?: Partial<W>;
    /** What this run wants. Unknown values are absent. They are judged when they become known. */
    readonly after: Partial<W>;
    /** Names of members, or places in them, that are not known yet. */
    readonly unknown: readonly string[];
    /**
     * What the last run found. Usually the id of the thing, because somebody can give its name to something else. For an identity,
     * when nodes last tried a role whose trust policy lets nobody in.
     */
    readonly found?: string;
    readonly home: Home;
}

export interface Judgement<W extends object> {
    readonly refusals: readonly Refusal[];
    /** Warnings, which stop nothing. */
    readonly warnings?: readonly string[];
    /** What the next run gets as `found`. Absent if the next run has to look again. */
    readonly found?: string;
    /** Wanted values that the guard fills in from the clouds. */
    readonly added?: Partial<W>;
}

/** One kind of thing that a program changes: how to find it, what databases need from it, and how a change affects them. */
export interface Kind<W extends object> {
    /** Members that are lists and whose order does not matter. */
    readonly sets?: readonly (keyof W & string)[];
    /** Members that only serve to find the thing. A diff does not show their change. */
    readonly names?: readonly (keyof W & string)[];
    /** What is wanted in one form, so that another way to write the same shows as no change. */
    inOneForm?(wanted: Partial<W>): Partial<W>;
    judge(change: Change<W>): Promise<Judgement<W>>;
    /** Waits until the service can create the thing. Runs before it is created. */
    awaitPlace?(wanted: Partial<W>, home: Home): Promise<void>;
    /** Removes the old thing before its replacement is created, if the service allows only one. Runs after the change has passed. */
    makeWay?(before: W, after: W, home: Home): Promise<void>;
}
