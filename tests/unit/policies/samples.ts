export const accountId = "111122223333";
export const salesRole = `arn:aws:iam::${accountId}:role/exadata/sales-tde`;
export const crmRole = `arn:aws:iam::${accountId}:role/exadata/crm-tde`;
export const hrRole = `arn:aws:iam::${accountId}:role/exadata/hr-tde`;
export const securityRole = `arn:aws:iam::${accountId}:role/SecurityTeam`;
export const auditRole = `arn:aws:iam::${accountId}:role/KeyAuditors`;
export const keyArn = `arn:aws:kms:us-east-1:${accountId}:key/7139075d-a006-4302-92d5-48ecca31d48e`;

export const firstVersion = "ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9";
export const secondVersion = "ORACLE.TDE.HSM.MK.0652D0A8C1B74E4FD0BF2E9917A3C46F08";
export const thirdVersion = "ORACLE.TDE.HSM.MK.06F1047B3E9C2A4F95BF6D80E25A7B31CC";

/** Every order of a few values. */
export function permutations<T>(values: readonly T[]): T[][] {
    if (values.length < 2) return [[...values]];
    return values.flatMap((value, index) =>
        permutations(values.toSpliced(index, 1)).map((others) => [value, ...others]),
    );
}
