import { multicloudClient } from "./oci";

/** ARN of the KMS key that a registered key stands for. Throws a `ServiceError` of status 404 when there is none. */
export async function registeredKeyArn(oracleDbAwsKeyId: string): Promise<string | undefined> {
    const client = await multicloudClient(oracleDbAwsKeyId);
    return (await client.getOracleDbAwsKey({ oracleDbAwsKeyId })).oracleDbAwsKey.awsKeyArn;
}
