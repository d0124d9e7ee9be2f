import { findRole, findRolePolicies, type LiveRole, type RolePolicy } from "../clouds/aws/iam-roles";
import { findKeyPolicy, findKmsKey, type KmsKey } from "../clouds/aws/kms-keys";
import { type Connector, findConnectorOfCluster } from "../clouds/oci/connectors";
import { findRegisteredKey, type RegisteredKey } from "../clouds/oci/registered-keys";
import { regionOfArn } from "../validation";
import type { Sharing, Subject } from "./link";

/*
 * What several links read. Each function returns undefined if the subject does not name the thing, or if the thing does not exist.
 */

type Read<T> = (subject: Subject, shared: Sharing) => Promise<T | undefined>;

export const readConnector: Read<Connector> = ({ vmClusterOcid }, shared) =>
    shared(`connector of ${vmClusterOcid}`, () => findConnectorOfCluster(vmClusterOcid));

export const readRole: Read<LiveRole> = async ({ roleArn }, shared) =>
    roleArn === undefined ? undefined : shared(`role ${roleArn}`, () => findRole(roleArn));

export const readRolePolicies: Read<readonly RolePolicy[]> = async ({ roleArn }, shared) =>
    roleArn === undefined ? undefined : shared(`policies of ${roleArn}`, () => findRolePolicies(roleArn));

export const readRegisteredKey: Read<RegisteredKey> = async ({ registeredKeyId: id }, shared) =>
    id === undefined ? undefined : shared(`registered key ${id}`, () => findRegisteredKey(id));

export const readKmsKey: Read<KmsKey> = async ({ keyArn }, shared) =>
    keyArn === undefined ? undefined : shared(`key ${keyArn}`, () => findKmsKey(keyArn, regionOfArn(keyArn)));

export const readKeyPolicy: Read<string> = async ({ keyArn }, shared) =>
    keyArn === undefined ? undefined : shared(`policy of ${keyArn}`, () => findKeyPolicy(keyArn));

/** Keeps answers for one walk only, because a gate walks right after it has changed one of the links. */
export function newSharing(): Sharing {
    const answers = new Map<string, Promise<unknown>>();
    return <T>(question: string, ask: () => Promise<T>): Promise<T> => {
        const answer = answers.get(question) ?? ask();
        answers.set(question, answer);
        return answer as Promise<T>;
    };
}
