import { PlainError } from "../clouds/core/errors";
import { clusterKeyStore } from "./cluster-key-store";
import { customKeyStore } from "./custom-key-store";
import type { Finding } from "./finding";
import { identityConnector } from "./identity-connector";
import { identityDomain } from "./identity-domain";
import { keyPolicy } from "./key-policy";
import { kmsKey } from "./kms-key";
import type { Link, Sharing, Subject } from "./link";
import { masterKeyVersion, type VersionsInUse } from "./master-key-version";
import { networkAccess } from "./network-access";
import { ociPolicy } from "./oci-policy";
import { oidcProvider } from "./oidc-provider";
import { newSharing } from "./reads";
import { registeredKey } from "./registered-key";
import { roleAssociation } from "./role-association";
import { rolePermissions } from "./role-permissions";
import { roleTrust } from "./role-trust";

/** The links on the nodes' way into AWS. A cause comes before its consequences. */
const wayToAws: readonly Link[] = [
    identityDomain,
    oidcProvider,
    roleTrust,
    networkAccess,
    roleAssociation,
    identityConnector,
] as readonly Link[];

/** The links from there to the key of a database. */
const wayToKey: readonly Link[] = [
    rolePermissions,
    clusterKeyStore,
    ociPolicy,
    registeredKey,
    kmsKey,
    customKeyStore,
    keyPolicy,
] as readonly Link[];

/** What one link says. */
interface Step {
    readonly link: string;
    readonly finding: Finding;
}

/**
 * Walks the chain: the way into AWS, and from there to the key if the subject names one or has databases. It only reads.
 * @param inUse If given, the walk includes the versions of the master key.
 */
export function walk(subject: Subject, inUse?: VersionsInUse): Promise<Step[]> {
    const endsInAws = subject.registeredKeyId === undefined && subject.databases.length === 0;
    const versions = inUse === undefined ? [] : [masterKeyVersion(inUse) as Link];
    const links = endsInAws ? wayToAws : [...wayToAws, ...wayToKey, ...versions];
    const shared = newSharing();
    return Promise.all(links.map(async (link) => ({ link: link.name, finding: await examine(link, subject, shared) })));
}

/** The first link that is broken or unknown. */
export async function firstBroken(subject: Subject, inUse?: VersionsInUse): Promise<Step | undefined> {
    const steps = await walk(subject, inUse);
    return (
        steps.find(({ finding }) => finding.state === "broken") ??
        steps.find(({ finding }) => finding.state !== "whole")
    );
}

/** Describes a step. Empty for a link that is whole. */
export function told({ link, finding }: Step): string {
    return finding.state === "whole" ? "" : `${link} is ${finding.state}: ${finding.evidence}; ${finding.remedy}`;
}

/**
 * What an error adds about its cause: the first link of a walk that is not whole.
 * @param way What is walked, in words.
 * @param find Finds the subject of the walk. If it throws, its message is the text.
 */
export async function firstCause(way: string, find: () => Subject | Promise<Subject>): Promise<string> {
    try {
        const found = await firstBroken(await find());
        return found === undefined ? `Every link of ${way} looks whole` : `Repair this first: ${told(found)}`;
    } catch (error) {
        if (!(error instanceof PlainError)) throw error;
        return `${way} cannot be walked: ${error.message}`;
    }
}

/** A link that cannot be asked about is unknown, with the words of the service. It is never whole. */
async function examine(link: Link, subject: Subject, shared: Sharing): Promise<Finding> {
    try {
        return link.judge(await link.read(subject, shared), subject);
    } catch (error) {
        if (!(error instanceof PlainError)) throw error;
        return {
            state: "unknown",
            evidence: error.message,
            remedy: "give the caller the permission to read it, then look again",
        };
    }
}
