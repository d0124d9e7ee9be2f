const gone = new Set(["TERMINATING", "TERMINATED", "DELETING", "DELETED"]);

/** Whether a resource is being deleted or is deleted. ODB and the Database service say TERMINATED, the multicloud service DELETED. */
export function isGone(state: string | undefined): boolean {
    return state !== undefined && gone.has(state);
}
