/** Region and account of an ARN; empty where it has none. */
export function arnParts(arn: string): { partition: string; region: string; accountId: string } {
    const [, partition = "", , region = "", accountId = ""] = arn.split(":");
    return { partition, region, accountId };
}

export function isKeyArn(arn: string): boolean {
    return /^arn:[\w-]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/.test(arn);
}
