import type { MotoClient } from "../moto-client";

type Members = Record<string, unknown>;

const yearInDays = 365;
const dayInSeconds = 86_400;

/** The rotation period of keys: moto keeps whether a key rotates, but not how often. */
export class RotationPeriods {
    private readonly days = new Map<string, number>();

    observe(operation: string, request: Members, region: string): void {
        if (operation !== "EnableKeyRotation") return;
        this.days.set(`${region}/${idOf(request.KeyId)}`, (request.RotationPeriodInDays as number) ?? yearInDays);
    }

    of(keyId: unknown, region: string): number {
        return this.days.get(`${region}/${idOf(keyId)}`) ?? yearInDays;
    }
}

interface Surroundings {
    moto: MotoClient;
    rotationPeriods: RotationPeriods;
    region: string;
    accountId: string;
}

/** moto's answer with the members that AWS gives and moto does not. */
export async function complete(
    operation: string,
    given: Members,
    answer: Members,
    surroundings: Surroundings,
): Promise<Members> {
    switch (operation) {
        case "DescribeKey":
            return { ...answer, KeyMetadata: withRegionType(answer.KeyMetadata as Members) };
        case "GetKeyRotationStatus":
            return completeRotation(given, answer, surroundings);
        case "ScheduleKeyDeletion":
            return {
                ...answer,
                KeyId: arnOf(answer.KeyId, surroundings),
                KeyState: "PendingDeletion",
                PendingWindowInDays: given.PendingWindowInDays ?? 30,
            };
        case "CancelKeyDeletion":
            return { ...answer, KeyId: arnOf(answer.KeyId, surroundings) };
        case "ReplicateKey":
            return completeReplica(given, answer, surroundings);
        default:
            return answer;
    }
}

/** moto shares this record between a key and its replicas, so that the type is that of the last one asked for. */
function withRegionType(metadata: Members): Members {
    const configuration = metadata.MultiRegionConfiguration as { PrimaryKey: { Arn: string } } | undefined;
    if (!configuration) return metadata;
    const type = configuration.PrimaryKey.Arn === metadata.Arn ? "PRIMARY" : "REPLICA";
    return { ...metadata, MultiRegionConfiguration: { ...configuration, MultiRegionKeyType: type } };
}

async function completeRotation(given: Members, answer: Members, surroundings: Surroundings): Promise<Members> {
    const { moto, region, rotationPeriods } = surroundings;
    const arn = arnOf(given.KeyId, surroundings);
    if (!answer.KeyRotationEnabled) return { ...answer, KeyId: arn };
    const period = rotationPeriods.of(given.KeyId, region);
    const described = await moto.kms("DescribeKey", { KeyId: given.KeyId }, region);
    const { CreationDate: created } = described.members.KeyMetadata as { CreationDate: number };
    return {
        ...answer,
        KeyId: arn,
        RotationPeriodInDays: period,
        NextRotationDate: Math.round(created) + period * dayInSeconds,
    };
}

/** moto copies the primary's policy, description and no tags, whatever the request says. */
async function completeReplica(given: Members, answer: Members, { moto }: Surroundings): Promise<Members> {
    const metadata = withRegionType(answer.ReplicaKeyMetadata as Members);
    const region = String(given.ReplicaRegion);
    const description = given.Description ?? "";
    const KeyId = metadata.KeyId;
    await moto.kms("UpdateKeyDescription", { KeyId, Description: description }, region);
    const policy = given.Policy ?? answer.ReplicaPolicy;
    await moto.kms("PutKeyPolicy", { KeyId, PolicyName: "default", Policy: policy }, region);
    if (given.Tags !== undefined) await moto.kms("TagResource", { KeyId, Tags: given.Tags }, region);
    return {
        ReplicaKeyMetadata: { ...metadata, Description: description },
        ReplicaPolicy: policy,
        ReplicaTags: given.Tags ?? [],
    };
}

function arnOf(keyId: unknown, { region, accountId }: Surroundings): string {
    return `arn:aws:kms:${region}:${accountId}:key/${idOf(keyId)}`;
}

function idOf(keyId: unknown): string {
    const text = String(keyId);
    return text.slice(text.lastIndexOf("/") + 1);
}
