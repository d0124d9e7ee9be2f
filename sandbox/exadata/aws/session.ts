import { DescribeKeyCommand, GetKeyPolicyCommand, type KeyMetadata, type KMSClient } from "@aws-sdk/client-kms";
import { AssumeRoleWithWebIdentityCommand } from "@aws-sdk/client-sts";
import { type KeyFacts, Refusal } from "../../core/exadata";
import type { Connector, VmCluster } from "../../core/records";
import type { World } from "../../core/world";
import { parsePolicy } from "../iam/document";
import { type KeyCall, refusalOfKeyAccess } from "../iam/key-access";
import type { Caller } from "../iam/principals";
import { type Admission, admit, neverSent, sessionName } from "./admission";
import { arnParts, isKeyArn } from "./arns";
import type { AwsClients, Credentials } from "./clients";
import { decryptDataKey, describe, encryptDataKey, usageOf } from "./key-calls";
import { asRefusal } from "./refusals";
import { mintToken } from "./token";

type Operation = "DescribeKey" | "Encrypt" | "Decrypt";

/** A node signed in to AWS as the connector's role. Made anew for each piece of work, so that nothing outlives a revocation. */
export class RoleSession {
    private constructor(
        private readonly world: World,
        private readonly clients: AwsClients,
        private readonly cluster: VmCluster,
        private readonly admission: Admission,
        private readonly caller: Caller,
        private readonly credentials: Credentials,
    ) {}

    /** Signs a node in; refused with the first thing that is missing. */
    static async open(
        world: World,
        clients: AwsClients,
        cluster: VmCluster,
        connector: Connector,
        hostName: string,
    ): Promise<RoleSession> {
        const record = (status: number, code?: string) =>
            world.audit.record({
                caller: "database",
                service: "sts",
                operation: "AssumeRoleWithWebIdentity",
                mutating: false,
                principal: cluster.ocid ?? cluster.cloudVmClusterArn,
                status,
                code,
                resource: connector.value.serviceRoleDetails[0]?.roleArn,
                region: arnParts(cluster.cloudVmClusterArn).region,
            });
        try {
            const admission = await admit(world, clients, cluster, connector, hostName);
            const answer = await clients.sts.send(
                new AssumeRoleWithWebIdentityCommand({
                    RoleArn: admission.role.arn,
                    RoleSessionName: sessionName(hostName),
                    WebIdentityToken: mintToken(admission.claims),
                }),
            );
            record(200);
            const caller = {
                accountId: arnParts(admission.role.arn).accountId,
                roleArn: admission.role.arn,
                roleId: admission.role.id,
                sessionArn: answer.AssumedRoleUser?.Arn ?? "",
            };
            return new RoleSession(world, clients, cluster, admission, caller, {
                accessKeyId: answer.Credentials?.AccessKeyId ?? "",
                secretAccessKey: answer.Credentials?.SecretAccessKey ?? "",
                sessionToken: answer.Credentials?.SessionToken,
            });
        } catch (error) {
            const refusal = asRefusal(error, "STS");
            if (!neverSent.has(refusal.code)) record(refusal.code === "AccessDenied" ? 403 : 400, refusal.code);
            throw refusal;
        }
    }

    describe(keyArn: string): Promise<KeyFacts> {
        return this.call("DescribeKey", keyArn, undefined, (kms) => describe(kms, keyArn));
    }

    /** Wraps a data key of the database under the master key version; base64. */
    encrypt(keyArn: string, masterKeyId: string, dataKey: Uint8Array): Promise<string> {
        return this.call("Encrypt", keyArn, masterKeyId, (kms) => encryptDataKey(kms, keyArn, masterKeyId, dataKey));
    }

    decrypt(keyArn: string, masterKeyId: string, wrapped: string): Promise<Uint8Array> {
        return this.call("Decrypt", keyArn, masterKeyId, (kms) => decryptDataKey(kms, keyArn, masterKeyId, wrapped));
    }

    private async call<T>(
        operation: Operation,
        keyArn: string,
        masterKeyId: string | undefined,
        send: (kms: KMSClient) => Promise<T>,
    ): Promise<T> {
        const record = (status: number, code?: string) =>
            this.world.audit.record({
                caller: "database",
                service: "kms",
                operation,
                mutating: false,
                principal: this.caller.roleArn,
                status,
                code,
                resource: keyArn,
                masterKeyId,
                region: arnParts(keyArn).region,
                sessionArn: this.caller.sessionArn,
            });
        try {
            const fault = this.world.faults.hit("exadata", operation)?.error;
            if (fault) throw new Refusal(fault.code, fault.message);
            const region = this.requireRegion(keyArn);
            this.requireAccount(operation, keyArn);
            await this.requirePermission(operation, keyArn, region, masterKeyId);
            if (operation !== "DescribeKey") {
                this.requireKeyStore(keyArn);
                requireUsable(await this.metadata(keyArn, region), operation);
            }
            const result = await send(this.clients.kms(region, this.credentials));
            record(200);
            return result;
        } catch (error) {
            const refusal = asRefusal(error, "KMS");
            record(400, refusal.code);
            throw refusal;
        }
    }

    private requireRegion(keyArn: string): string {
        if (!isKeyArn(keyArn)) throw new Refusal("InvalidArnException", `"${keyArn}" is not the ARN of a KMS key.`);
        const { region } = arnParts(keyArn);
        const home = arnParts(this.cluster.cloudVmClusterArn).region;
        if (region !== home)
            throw new Refusal(
                "InvalidArnException",
                `Key ${keyArn} is in Region ${region}, VM cluster ${this.cluster.displayName} is in ${home}.`,
            );
        return region;
    }

    /** Keys of other accounts are not simulated, so none of them lets this account in. */
    private requireAccount(operation: Operation, keyArn: string): void {
        if (arnParts(keyArn).accountId === this.caller.accountId) return;
        throw new Refusal(
            "AccessDeniedException",
            `User: ${this.caller.sessionArn} is not authorized to perform: kms:${operation} on resource: ${keyArn} because the resource is absent from this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
        );
    }

    private async requirePermission(operation: Operation, keyArn: string, region: string, masterKeyId?: string) {
        const action: KeyCall["action"] = `kms:${operation}`;
        const answer = await this.clients
            .kms(region)
            .send(new GetKeyPolicyCommand({ KeyId: keyArn, PolicyName: "default" }));
        const { role, networkKmsPolicy } = this.admission;
        const reason = refusalOfKeyAccess(
            this.caller,
            {
                action,
                keyArn,
                region,
                encryptionContext: masterKeyId === undefined ? {} : { MKID: masterKeyId },
                roleTags: role.tags,
            },
            {
                keyPolicy: parsePolicy(`the policy of key ${keyArn}`, answer.Policy ?? ""),
                rolePolicies: role.policies(),
                permissionsBoundary: role.permissionsBoundary(),
                networkPolicy: networkKmsPolicy,
            },
        );
        if (reason !== undefined)
            throw new Refusal(
                "AccessDeniedException",
                `User: ${this.caller.sessionArn} is not authorized to perform: ${action} on resource: ${keyArn} ${reason}`,
            );
    }

    /** The material of a key in a custom key store is out of reach while that is not connected. */
    private requireKeyStore(keyArn: string): void {
        const store = this.world.keyStoreOf(keyArn);
        if (store === undefined || store.ConnectionState === "CONNECTED") return;
        throw new Refusal(
            "KMSInvalidStateException",
            `${keyArn} is unavailable: custom key store ${store.CustomKeyStoreName} is ${store.ConnectionState}.`,
        );
    }

    private async metadata(keyArn: string, region: string): Promise<KeyMetadata> {
        const answer = await this.clients.kms(region).send(new DescribeKeyCommand({ KeyId: keyArn }));
        return answer.KeyMetadata ?? { KeyId: keyArn };
    }
}

/** Refuses as KMS does, after it has checked the permission. */
function requireUsable(key: KeyMetadata, operation: Operation): void {
    const arn = key.Arn ?? key.KeyId;
    if (key.KeyState === "Disabled") throw new Refusal("DisabledException", `${arn} is disabled.`);
    if (key.KeyState === "PendingDeletion")
        throw new Refusal("KMSInvalidStateException", `${arn} is pending deletion.`);
    if (key.KeyState !== "Enabled")
        throw new Refusal("KMSInvalidStateException", `${arn} cannot be used in the state ${key.KeyState}.`);
    const usage = usageOf(key);
    if (usage !== "ENCRYPT_DECRYPT")
        throw new Refusal(
            "InvalidKeyUsageException",
            `${arn} key usage is ${usage} which is not valid for ${operation}.`,
        );
    if (key.KeySpec !== "SYMMETRIC_DEFAULT")
        throw new Refusal(
            "InvalidKeyUsageException",
            `The algorithm SYMMETRIC_DEFAULT is incompatible with key spec ${key.KeySpec}.`,
        );
}
