/** One API call as the sandbox saw it. Bodies are not kept: they may hold passwords. */
export interface AuditEntry {
    readonly sequence: number;
    readonly time: string;
    /** `database` marks the calls that a simulated database makes to AWS by itself. */
    readonly caller: "user" | "database";
    readonly service:
        | "odb"
        | "kms"
        | "iam"
        | "sts"
        | "cloudtrail"
        | "cloudformation"
        | "cloudhsm"
        | "ec2"
        | "database"
        | "dbmulticloud"
        | "identity"
        | "workrequests";
    readonly operation: string;
    readonly mutating: boolean;
    /** Access key id, role ARN or user OCID; never a secret. */
    readonly principal: string;
    readonly status: number;
    readonly code?: string;
    /** The id, OCID or ARN that the call is about, when it names one. */
    readonly resource?: string;
    /** The encryption context `MKID` of a KMS call. */
    readonly masterKeyId?: string;
    /** Region of an AWS call. */
    readonly region?: string;
    /** The account that called, when it is not the sandbox's own. */
    readonly accountId?: string;
    /** ARN of the role session that made an AWS call. */
    readonly sessionArn?: string;
}

export class Audit {
    private readonly list: AuditEntry[] = [];
    private next = 1;

    record(entry: Omit<AuditEntry, "sequence" | "time">): void {
        this.list.push({ sequence: this.next++, time: new Date().toISOString(), ...entry });
    }

    /** Entries after the given sequence number, oldest first. */
    entries(since = 0): readonly AuditEntry[] {
        return this.list.filter((entry) => entry.sequence > since);
    }

    get last(): number {
        return this.next - 1;
    }
}
