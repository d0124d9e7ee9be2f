import {
    DecryptCommand,
    DescribeKeyCommand,
    EncryptCommand,
    type KeyMetadata,
    type KMSClient,
    paginateListAliases,
    paginateListKeys,
} from "@aws-sdk/client-kms";
import type { KeyFacts } from "../../core/exadata";
import { arnParts } from "./arns";

/** ARNs of every key of the account in the client's Region. */
export async function listKeyArns(kms: KMSClient): Promise<string[]> {
    const arns: string[] = [];
    for await (const page of paginateListKeys({ client: kms }, {}))
        for (const key of page.Keys ?? []) if (key.KeyArn !== undefined) arns.push(key.KeyArn);
    return arns;
}

export async function describe(kms: KMSClient, keyArn: string): Promise<KeyFacts> {
    const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId: keyArn }));
    const aliases: string[] = [];
    for await (const page of paginateListAliases({ client: kms }, { KeyId: keyArn }))
        for (const alias of page.Aliases ?? []) if (alias.AliasName !== undefined) aliases.push(alias.AliasName);
    return {
        arn: key?.Arn ?? keyArn,
        keyId: key?.KeyId ?? "",
        accountId: key?.AWSAccountId ?? "",
        region: arnParts(keyArn).region,
        keyState: key?.KeyState ?? "",
        enabled: key?.Enabled ?? false,
        keySpec: key?.KeySpec ?? "",
        keyUsage: usageOf(key),
        origin: key?.Origin ?? "",
        multiRegion: key?.MultiRegion ?? false,
        aliases: aliases.sort(),
    };
}

export async function encryptDataKey(kms: KMSClient, keyArn: string, masterKeyId: string, dataKey: Uint8Array) {
    const answer = await kms.send(
        new EncryptCommand({ KeyId: keyArn, Plaintext: dataKey, EncryptionContext: { MKID: masterKeyId } }),
    );
    return Buffer.from(answer.CiphertextBlob ?? []).toString("base64");
}

export async function decryptDataKey(kms: KMSClient, keyArn: string, masterKeyId: string, wrapped: string) {
    const answer = await kms.send(
        new DecryptCommand({
            KeyId: keyArn,
            CiphertextBlob: Buffer.from(wrapped, "base64"),
            EncryptionContext: { MKID: masterKeyId },
        }),
    );
    return answer.Plaintext ?? new Uint8Array();
}

/** moto leaves the usage out where CreateKey left it to the default. */
export function usageOf(key: KeyMetadata | undefined): string {
    return key?.KeyUsage ?? "ENCRYPT_DECRYPT";
}
