/**
 * A model of the OCI SDK as it travels: the SDK parses timestamps into `Date`, the wire carries strings.
 * Its enumerations are spelt as their values, so that naming one does not load the SDK (a second of start-up).
 * Typing stored bodies with it makes the compiler hold every answer of the sandbox against the official SDK.
 */
export type Wire<T> = T extends Date
    ? string
    : T extends string
      ? Exclude<`${T}`, "UNKNOWN_VALUE">
      : T extends (infer E)[]
        ? Wire<E>[]
        : T extends object
          ? { [K in keyof T]: Wire<T[K]> }
          : T;

/** A body with the etag that changes on every mutation, lifecycle transitions included. */
export interface Stored<T> {
    value: T;
    etag: string;
}
