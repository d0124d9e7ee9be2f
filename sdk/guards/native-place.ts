import { callerAccount } from "../clouds/aws/sts";
import { callerTenancy } from "../clouds/oci/settings";
import { isUnknown, type Properties } from "../host/provider";
import type { Refusal } from "./words";

/**
 * Refuses if the native provider of a resource acts in another account or tenancy than the guard. The program may use an explicit
 * provider of another account, or the two may read the settings in different ways. The guard would then look at other things than
 * the resource changes.
 */
export async function otherEyes({ accountId, tenancyId }: Properties): Promise<Refusal[]> {
    const account = isTold(accountId) ? await callerAccount() : accountId;
    const tenancy = isTold(tenancyId) ? (callerTenancy() ?? tenancyId) : tenancyId;
    return [
        ...(account === accountId
            ? []
            : [
                  {
                      reason: `the aws provider creates this in account ${accountId}, but the package asks in account ${account}: the guard cannot find out from there whether databases use it`,
                      remedy: `give both the same credentials: set the aws:* settings of the stack for account ${accountId}, or leave out the explicit provider`,
                  },
              ]),
        ...(tenancy === tenancyId
            ? []
            : [
                  {
                      reason: `the oci provider creates this in tenancy ${tenancyId}, but the package asks in tenancy ${tenancy}: the guard cannot find out from there whether databases use it`,
                      remedy: `give both the same credentials: set the oci:* settings of the stack for tenancy ${tenancyId}, or leave out the explicit provider`,
                  },
              ]),
    ];
}

/** Whether the native provider has told its place. At preview it may not know it yet. */
function isTold(place: unknown): place is string {
    return typeof place === "string" && place !== "" && !isUnknown(place);
}
