import { PlainError } from "../clouds/core/errors";
import type { Refusal } from "./words";

/** If a service cannot be asked, the guard refuses the change. Silence does not prove that nothing is in use. */
export async function refuseUnlessAnswered(ask: () => Promise<readonly Refusal[]>): Promise<readonly Refusal[]> {
    try {
        return await ask();
    } catch (error) {
        if (!(error instanceof PlainError)) throw error;
        return [
            {
                reason: `the guard cannot find out whether databases use it: ${error.message}`,
                remedy: "give the caller the permission to read it, then run again; nothing changes until then",
            },
        ];
    }
}
