import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** Set-up runs before anything is installed or compiled: its files use nothing but Node itself. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const local = join(root, ".local");
export const bin = join(local, "bin");

/** A path as people read it: from the folder in which they called make. */
export const shown = (path) => relative(root, path);
