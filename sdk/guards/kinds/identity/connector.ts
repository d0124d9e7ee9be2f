import { isConnected } from "../../../chain/identity-connector";
import { issuerUrlOf } from "../../../policies";
import type { Cluster } from "./cluster";
import { type Difference, told } from "./differences";
import type { Change } from "./wanted";

/** The values of the live connector that the program would overwrite and that the program's last run did not set. */
export async function connectorDangers({ before, after }: Change, cluster: Cluster): Promise<Difference[]> {
    const { oidcScope, issuerUrl } = after;
    if (oidcScope === undefined) return [];
    const connector = await cluster.connector();
    if (connector === undefined || !isConnected(connector.assumeRoleStatus, false)) return [];
    const live = { oidcScope: connector.oidcScope, issuerUrl: issuerUrlOf(connector.issuerUrl) };
    const wanted = { oidcScope, issuerUrl: issuerUrl === undefined ? live.issuerUrl : issuerUrlOf(issuerUrl) };
    const made = { oidcScope: before?.oidcScope, issuerUrl: before?.issuerUrl && issuerUrlOf(before.issuerUrl) };
    return (
        (["oidcScope", "issuerUrl"] as const)
            .filter((name) => live[name] !== wanted[name])
            // If the program restores its own value, the effect on the trust of the role decides.
            .filter((name) => made[name] !== wanted[name])
            .map((name) =>
                made[name] === live[name]
                    ? told(name, live[name], wanted[name])
                    : told(name, live[name], wanted[name], `identity connector ${connector.displayName}`),
            )
    );
}
