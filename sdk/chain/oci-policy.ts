import { holderOf, policiesAbove } from "../clouds/key-read-policies";
import type { Policy } from "../clouds/policies";
import { findRegisteredKey } from "../clouds/registered-keys";
import { awsKeyReadStatement } from "../policies";
import { broken, whole } from "./finding";
import type { Link } from "./link";

interface PolicyFacts {
    readonly compartmentId: string;
    readonly holder?: Policy;
}

/** The OCI policy that lets VM clusters read the keys registered in a compartment. */
export const ociPolicy: Link<PolicyFacts> = {
    name: "oci-policy",
    async read({ registeredKeyId }) {
        const key = registeredKeyId === undefined ? undefined : await findRegisteredKey(registeredKeyId);
        if (key === undefined) return undefined;
        const { compartmentId } = key;
        const holder = holderOf(await policiesAbove([compartmentId]), compartmentId);
        return { compartmentId, ...(holder === undefined ? {} : { holder }) };
    },
    judge(facts) {
        if (facts === undefined || facts.holder !== undefined) return whole;
        return broken(
            `no OCI policy that can be seen lets VM clusters read the keys of ${facts.compartmentId}`,
            `add to a policy: ${awsKeyReadStatement(facts.compartmentId)}`,
        );
    },
};
