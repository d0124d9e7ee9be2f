import { PolicyError } from "./document";

/** The condition keys of one request. Keys are compared without regard to case, as IAM does. */
export class RequestContext {
    private readonly values: Map<string, readonly string[]>;

    /**
     * @param values what the request carries
     * @param absent keys that IAM knows and this request lacks, for certain; any other key is an error,
     *   because "absent" would let a Deny pass that the real service applies
     */
    constructor(
        values: Readonly<Record<string, string | readonly string[]>>,
        private readonly absent: readonly RegExp[],
    ) {
        this.values = new Map(
            Object.entries(values).map(([key, value]) => [
                key.toLowerCase(),
                typeof value === "string" ? [value] : value,
            ]),
        );
    }

    /** The values of a key, or nothing when the request does not carry it. */
    lookUp(policy: string, key: string): readonly string[] | undefined {
        const found = this.values.get(key.toLowerCase());
        if (found !== undefined) return found;
        if (this.absent.some((pattern) => pattern.test(key))) return undefined;
        throw new PolicyError(`${policy}: the condition key ${key} is not understood`);
    }
}

/** The keys by which a policy asks for the time of a call. */
export function timesOf(now: Date): Record<string, string> {
    return {
        "aws:CurrentTime": now.toISOString(),
        "aws:EpochTime": String(Math.floor(now.getTime() / 1000)),
    };
}
