import type { Home } from "../home";
import type { Refusal } from "../words";

/** A change of something that databases may need. */
export interface Change<W extends object> {
    /** What the last run wanted; undefined at creation. */
    readonly before?: Partial<W>;
    /** What this run wants. Values that are known only later are absent; they are judged once they are known. */
    readonly after: Partial<W>;
    /** Names of members, or places in them, that are not known yet. */
    readonly unknown: readonly string[];
    /**
     * What the last run found: the id of the thing, as a name can be given to something else while the thing itself goes on; or
     * how far what that run wanted is borne out.
     */
    readonly found?: string;
    readonly home: Home;
}

export interface Judgement<W extends object> {
    readonly refusals: readonly Refusal[];
    /** What people are told although it stops nothing. */
    readonly warnings?: readonly string[];
    /** What the next run gets as `found`; absent when the next run has to look anew. */
    readonly found?: string;
    /** Members of what is wanted that only the clouds can tell. */
    readonly added?: Partial<W>;
}

/** One kind of thing that a program changes: how it is found, what of it databases need, and what a change does to them. */
export interface Kind<W extends object> {
    /** Members that are lists whose order does not matter. */
    readonly sets?: readonly (keyof W & string)[];
    /** Members that only say how the thing is found: another name alone is no change to show. */
    readonly names?: readonly (keyof W & string)[];
    judge(change: Change<W>): Promise<Judgement<W>>;
    /** Waits until the service can make the thing. Runs before it is made. */
    awaitPlace?(wanted: Partial<W>, home: Home): Promise<void>;
    /** Makes way for what replaces the thing, where the service takes only one. Runs once a change was judged and passed. */
    makeWay?(before: W, after: W, home: Home): Promise<void>;
}
