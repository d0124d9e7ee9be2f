import type { MultiRegionKey } from "@aws-sdk/client-kms";
import type { FunctionSpec } from "../../host/spec";
import type { AwsSession } from "../session";
import { findAlias } from "./alias";

export const getKey: FunctionSpec<AwsSession> = async (args, { session }) => {
    const region = session.regionOf(args);
    const grantTokens = Array.isArray(args.grantTokens) ? args.grantTokens.map(String) : undefined;
    const { KeyMetadata: key } = await (await session.kms(region)).describeKey({
        KeyId: String(args.keyId),
        ...(grantTokens && { GrantTokens: grantTokens }),
    });
    const copy = (one: MultiRegionKey | undefined) => ({ arn: one?.Arn ?? "", region: one?.Region ?? "" });
    const multi = key?.MultiRegionConfiguration;
    return {
        ...(grantTokens && { grantTokens }),
        arn: key?.Arn,
        awsAccountId: key?.AWSAccountId,
        cloudHsmClusterId: key?.CloudHsmClusterId ?? "",
        creationDate: key?.CreationDate?.toISOString() ?? "",
        customKeyStoreId: key?.CustomKeyStoreId ?? "",
        customerMasterKeySpec: key?.KeySpec,
        deletionDate: key?.DeletionDate?.toISOString() ?? "",
        description: key?.Description ?? "",
        enabled: key?.Enabled,
        expirationModel: key?.ExpirationModel ?? "",
        id: key?.KeyId,
        keyId: String(args.keyId),
        keyManager: key?.KeyManager,
        keySpec: key?.KeySpec,
        keyState: key?.KeyState,
        keyUsage: key?.KeyUsage,
        multiRegion: key?.MultiRegion ?? false,
        multiRegionConfigurations: multi
            ? [
                  {
                      multiRegionKeyType: multi.MultiRegionKeyType ?? "",
                      primaryKeys: [copy(multi.PrimaryKey)],
                      replicaKeys: (multi.ReplicaKeys ?? []).map(copy),
                  },
              ]
            : [],
        origin: key?.Origin,
        pendingDeletionWindowInDays: key?.PendingDeletionWindowInDays ?? 0,
        region,
        validTo: key?.ValidTo?.toISOString() ?? "",
        xksKeyConfigurations: key?.XksKeyConfiguration ? [{ id: key.XksKeyConfiguration.Id ?? "" }] : [],
    };
};

export const getAlias: FunctionSpec<AwsSession> = async (args, { session }) => {
    const region = session.regionOf(args);
    const name = String(args.name);
    const kms = await session.kms(region);
    const found = await findAlias(kms, name);
    if (!found) throw new Error(`reading KMS Alias (${name}): couldn't find resource`);
    // The key of an alias that AWS keeps for a service shows up once it is used; until then only its alias exists.
    const { KeyMetadata } = await kms.describeKey({ KeyId: found.TargetKeyId ?? name });
    return {
        arn: found.AliasArn,
        id: found.AliasArn,
        name,
        region,
        targetKeyArn: KeyMetadata?.Arn,
        targetKeyId: KeyMetadata?.KeyId,
    };
};
