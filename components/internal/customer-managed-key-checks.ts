/** What KMS returns about an existing key. */
interface KeyAnswer {
    readonly arn: string;
    readonly keyManager: string;
    readonly keySpec: string;
    readonly keyState: string;
    readonly keyUsage: string;
}

/**
 * Why databases cannot use an existing key, or undefined.
 * @param accountId AWS account of the caller.
 */
export function keyProblem(
    { arn, keyManager, keySpec, keyState, keyUsage }: KeyAnswer,
    accountId: string,
): string | undefined {
    const owner = arn.split(":")[4];
    if (owner !== accountId) {
        return (
            `${arn} belongs to AWS account ${owner}, and the caller is in account ${accountId}: from there, KMS does not show the policy of ` +
            `the key, so nothing could protect its databases. Remedy: use a key of account ${accountId}.`
        );
    }
    const symmetric = "use a symmetric key (SYMMETRIC_DEFAULT) for ENCRYPT_DECRYPT, or let the component create one";
    if (keyManager !== "CUSTOMER") {
        return `${arn} is managed by AWS, so no role of a VM cluster can use it. Remedy: use a customer managed key.`;
    }
    if (keyUsage !== "ENCRYPT_DECRYPT") return `${arn} is a key for ${keyUsage}. Remedy: ${symmetric}.`;
    if (keySpec !== "SYMMETRIC_DEFAULT") return `${arn} is a key with the spec ${keySpec}. Remedy: ${symmetric}.`;
    if (keyState === "Enabled") return undefined;
    const remedy = remedies[keyState] ?? "wait until it is Enabled";
    return `${arn} is ${keyState}, so no database can use it. Remedy: ${remedy}, then run again.`;
}

const remedies: Readonly<Record<string, string>> = {
    Disabled: "enable the key (EnableKey)",
    PendingDeletion: "cancel the deletion of the key (CancelKeyDeletion) and enable the key (EnableKey)",
    Unavailable: "connect the custom key store of the key (ConnectCustomKeyStore)",
};
