import { subjectOf } from "../../chain/subjects";
import { firstBroken } from "../../chain/walk";
import { awsRegion } from "../../clouds/aws/settings";
import { shared } from "../../clouds/core/answer-cache";
import { PlainError } from "../../clouds/core/errors";
import { warn } from "../../host/warn";
import { databasesOfCluster } from "../../usage/databases";
import { spoken } from "../../usage/words";

/** Warnings of this run. The databases of a cluster share one. */
const warned = new Set<string>();

/**
 * Warns people when the databases of a cluster cannot open a registered key, and names the first broken link. It changes nothing,
 * and says nothing about what it cannot read: guards and operations refuse that themselves.
 */
export async function tellBrokenLink(vmClusterOcid: string, registeredKeyId: string): Promise<void> {
    try {
        const text = await shared(`broken link from ${vmClusterOcid} to ${registeredKeyId}`, () =>
            brokenLink(vmClusterOcid, registeredKeyId),
        );
        if (text === undefined || warned.has(text)) return;
        warned.add(text);
        warn(text);
    } catch (error) {
        if (!(error instanceof PlainError)) throw error;
    }
}

async function brokenLink(vmClusterOcid: string, registeredKeyId: string): Promise<string | undefined> {
    const region = awsRegion();
    const users = (await databasesOfCluster(vmClusterOcid, region)).filter(
        (database) => database.registeredKeyId === registeredKeyId,
    );
    const databases = spoken(users);
    if (databases === undefined) return undefined;
    const first = await firstBroken(await subjectOf({ vmClusterOcid, region, registeredKeyId, databases: users }));
    if (first?.finding.state !== "broken") return undefined;
    const { link, finding } = first;
    const { evidence, remedy } = finding;
    return (
        `${databases} ${lossBy(link)}. The link ${link} is broken: ${evidence}. ` +
        "If this stack manages it, `pulumi up --refresh` repairs it, or refuses and tells you the commands. " +
        `By hand: ${remedy}`
    );
}

/** Links that OCI reads when a database gets a key or a new master key version. A database opens its key without them. */
const forChanges = new Set(["oci-policy", "registered-key"]);

function lossBy(link: string): string {
    return forChanges.has(link) ? "cannot get a new version of its master key" : "cannot open its key";
}
