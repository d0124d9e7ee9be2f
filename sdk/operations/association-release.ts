export async function releaseAssociation(_vmClusterArn: string, _roleArn: string): Promise<void> {}
