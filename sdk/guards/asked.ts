import { PlainError } from "../clouds/core/errors";
import type { Refusal } from "./words";

/** What cannot be asked is refused: silence of a service is no proof that nothing is in use. */
export async function refuseUnlessAnswered(ask: () => Promise<readonly Refusal[]>): Promise<readonly Refusal[]> {
    try {
        return await ask();
    } catch (error) {
        if (!(error instanceof PlainError)) throw error;
        return [
            {
                reason: `whether databases use it cannot be asked: ${error.message}`,
                remedy: "let the caller ask, then run again; nothing is changed until then",
            },
        ];
    }
}
