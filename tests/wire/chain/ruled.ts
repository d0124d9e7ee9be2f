import { judged } from "../guards/watching";
import type { Estate } from "./estate";

/** What a guard has to do with a change: `pass` in silence, `warn`, or `refuse`. */
export type Ruling = "pass" | "warn" | "refuse";

export const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
export const crypto = ["kms:Encrypt", "kms:Decrypt"];
export const mkid = "kms:EncryptionContext:MKID";

/** A statement that allows all that a database needs of its key, to everybody. */
export const allow = (more: object = {}) => ({
    Effect: "Allow",
    Principal: "*",
    Action: ["kms:DescribeKey", ...crypto],
    Resource: "*",
    ...more,
});

/** The statement by which the policy of a key leaves the key to its account. */
export const root = () => allow({ Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*" });

/** What a program says that makes the key of the estate. */
export const ownKey = (estate: Estate, userRoleArns: string[]) => ({
    keyArn: estate.keyArn,
    accountId: "111122223333",
    userRoleArns,
    retiredMasterKeyIds: [],
});

/** What the guard of a kind does with a change. */
export async function ruled(estate: Estate, kind: string, before: object, after: object): Promise<Ruling> {
    estate.forget();
    const printed: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => printed.push(text);
    try {
        const { reasons } = await judged(kind, { ...before }, after);
        return reasons.length > 0 ? "refuse" : printed.length > 0 ? "warn" : "pass";
    } finally {
        console.warn = warn;
    }
}

/** Whether every database of the estate can be read. */
export async function readable(estate: Estate): Promise<boolean> {
    return (await estate.lab.sandbox.exadata.inspect()).every((one) => one.readable);
}

/** Lets these operations fail until what is given back is called. */
export function silence(estate: Estate, operations: readonly string[]): () => void {
    const { faults } = estate.lab.sandbox.world;
    const error = { status: 403, code: "NotAuthorized", message: "not allowed" };
    const mend = operations.map((operation) => faults.set({ operation, error, times: 100 }));
    return () => {
        for (const undo of mend) undo();
    };
}
