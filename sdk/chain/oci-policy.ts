import { holderOf, policiesAbove } from "../clouds/oci/key-read-policies";
import type { Policy } from "../clouds/oci/policies";
import { awsKeyReadStatement } from "../policies";
import { broken, untold, whole } from "./finding";
import type { Link } from "./link";
import { readRegisteredKey } from "./reads";

interface PolicyFacts {
    readonly compartmentId: string;
    readonly holder?: Policy;
}

/** The OCI policy that lets VM clusters read the keys registered in a compartment. */
export const ociPolicy: Link<PolicyFacts> = {
    name: "oci-policy",
    async read(subject, shared) {
        const key = await readRegisteredKey(subject, shared);
        if (key === undefined) return undefined;
        const { compartmentId } = key;
        const holder = holderOf(await policiesAbove([compartmentId]), compartmentId);
        return { compartmentId, ...(holder === undefined ? {} : { holder }) };
    },
    judge(facts) {
        if (facts === undefined) return untold("the registered key, which has the compartment", "registered-key");
        if (facts.holder !== undefined) return whole;
        return broken(
            `no OCI policy that can be seen lets VM clusters read the keys of ${facts.compartmentId}`,
            `add to a policy: ${awsKeyReadStatement(facts.compartmentId)}`,
        );
    },
};
