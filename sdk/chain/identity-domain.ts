import { getOciOnboardingStatus, type OciIdentityDomain } from "../clouds/aws/odb-onboarding";
import { broken, whole } from "./finding";
import type { Link } from "./link";

/** The identity domain of the account. It issues the tokens of the nodes. */
export const identityDomain: Link<OciIdentityDomain> = {
    name: "identity-domain",
    read: async () => (await getOciOnboardingStatus()).ociIdentityDomain,
    judge(domain) {
        const status = domain?.status ?? "not there";
        if (status === "AVAILABLE") return whole;
        return broken(
            `the identity domain of the account is ${status}`,
            "aws odb initialize-service --oci-identity-domain",
        );
    },
};
