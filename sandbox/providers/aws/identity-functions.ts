import type { FunctionSpec } from "../host/spec";
import type { AwsSession } from "./session";

export const getCallerIdentity: FunctionSpec<AwsSession> = async (_args, { session }) => {
    const { Account, Arn, UserId } = await (await session.sts()).getCallerIdentity({});
    return { accountId: Account, arn: Arn, id: Account, userId: UserId };
};

const descriptions: Record<string, string> = {
    "us-east-1": "US East (N. Virginia)",
    "us-east-2": "US East (Ohio)",
    "us-west-2": "US West (Oregon)",
    "eu-central-1": "Europe (Frankfurt)",
    "ap-northeast-1": "Asia Pacific (Tokyo)",
};

export const getRegion: FunctionSpec<AwsSession> = async (args, { session }) => {
    const region = String(args.region ?? args.name ?? session.region);
    return {
        description: descriptions[region] ?? region,
        endpoint: `ec2.${region}.amazonaws.com`,
        id: region,
        name: region,
        region,
    };
};

export const getPartition: FunctionSpec<AwsSession> = async () => ({
    dnsSuffix: "amazonaws.com",
    id: "aws",
    partition: "aws",
    reverseDnsPrefix: "com.amazonaws",
});
