import type { Sandbox } from "../../sandbox/start";

/** Takes every permission in OCI from the user: each call is answered with 404, until the function given back is called. */
export function withoutPermission(sandbox: Sandbox): () => void {
    const error = {
        status: 404,
        code: "NotAuthorizedOrNotFound",
        message: "Authorization failed or requested resource not found.",
    };
    const services = ["database", "dbmulticloud", "identity", "workrequests"];
    const undo = services.map((service) =>
        sandbox.world.faults.set({ service, operation: "*", times: Number.POSITIVE_INFINITY, error }),
    );
    return () => {
        for (const one of undo) one();
    };
}
