import type { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { KMSClient } from "@aws-sdk/client-kms";
import type { STSClient } from "@aws-sdk/client-sts";
import { ServiceError } from "../core/errors";
import { onConfigChange } from "../core/settings";
import { type PlaceOptions, placeOptions } from "./access/connections";
import { awsCredentials } from "./access/credentials";
import { awsRegion, stsRegion } from "./settings";

/** The SDK retries throttling and lost connections by itself, with growing pauses. */
const maxAttempts = 8;

const clients = new Map<string, Promise<unknown>>();
onConfigChange(() => clients.clear());

/** @param region Region of the key. Default: the Region of the stack. */
export function kmsClient(region = awsRegion()): Promise<KMSClient> {
    return client("kms", region, async (options) => {
        const { KMSClient } = await import("@aws-sdk/client-kms");
        return new KMSClient(options);
    });
}

/** @param region Region of the events. Default: the Region of the stack. */
export function cloudTrailClient(region = awsRegion()): Promise<CloudTrailClient> {
    return client("cloudtrail", region, async (options) => {
        const { CloudTrailClient } = await import("@aws-sdk/client-cloudtrail");
        return new CloudTrailClient(options);
    });
}

/** IAM is the same in all Regions of a partition. The Region of the stack tells the partition. */
export function iamClient(): Promise<IAMClient> {
    return client("iam", awsRegion(), async (options) => {
        const { IAMClient } = await import("@aws-sdk/client-iam");
        return new IAMClient(options);
    });
}

/** Asks STS in the Region that the native provider asks in. */
export function stsClient(): Promise<STSClient> {
    return client("sts", stsRegion(), async (options) => {
        const { STSClient } = await import("@aws-sdk/client-sts");
        return new STSClient(options);
    });
}

/** Makes a call of an AWS SDK. If AWS refuses, throws a `ServiceError`: one sentence that names service and operation. */
export async function awsCall<T>(service: string, operation: string, call: () => Promise<T>): Promise<T> {
    try {
        return await call();
    } catch (error) {
        throw refusal(service, operation, error) ?? error;
    }
}

/** Whether AWS says that the target does not exist. KMS says it with status 400. The SDK has another name for the code of IAM. */
export function isAwsNotFound(error: unknown): boolean {
    return error instanceof ServiceError && /^(?:NotFoundException|NoSuchEntity(?:Exception)?)$/.test(error.code);
}

interface ClientOptions extends PlaceOptions {
    readonly credentials: typeof awsCredentials;
    readonly maxAttempts: number;
}

function client<T>(service: string, region: string, make: (options: ClientOptions) => Promise<T>): Promise<T> {
    const key = `${service}/${region}`;
    const known = clients.get(key) as Promise<T> | undefined;
    if (known) return known;
    const made = make({ ...placeOptions(service, region), credentials: awsCredentials, maxAttempts });
    clients.set(key, made);
    return made;
}

function refusal(service: string, operation: string, error: unknown): ServiceError | undefined {
    if (!(error instanceof Error) || !("$metadata" in error)) return undefined;
    const { httpStatusCode, requestId } = error.$metadata as { httpStatusCode?: number; requestId?: string };
    if (error instanceof SyntaxError) {
        const { statusCode: status = 0 } = (error as { $response?: { statusCode?: number } }).$response ?? {};
        return new ServiceError({
            service,
            operation,
            status,
            code: "",
            message: "the answer is not what the service answers",
        });
    }
    return new ServiceError({
        service,
        operation,
        status: httpStatusCode ?? 0,
        code: error.name,
        message: error.message,
        ...(requestId ? { requestId } : {}),
    });
}
