import type { UsingDatabase } from "../usage/databases";
import type { Finding } from "./finding";

/** One VM cluster and one key that it uses. */
export interface Subject {
    readonly vmClusterArn: string;
    readonly vmClusterOcid: string;
    /** Absent if neither AWS nor the connector of the cluster names a role. */
    readonly roleArn?: string;
    /** AWS Region of the cluster. */
    readonly region: string;
    /** OCID of the registered key. Absent if only the way to AWS is walked, or if OCI does not say which key it is. */
    readonly registeredKeyId?: string;
    readonly keyArn?: string;
    /** The databases of the cluster that use the key. Empty if only the way to AWS is walked. */
    readonly databases: readonly Pick<UsingDatabase, "id" | "name">[];
}

/** Shares answers between the links of one walk, so that each question is asked once. */
export type Sharing = <T>(question: string, ask: () => Promise<T>) => Promise<T>;

/**
 * One link of the chain. `sdk/guards/kinds` computes what a link would say after a change, with the same functions that judge
 * here.
 */
export interface Link<Facts = unknown> {
    readonly name: string;
    /** What the clouds say now. `undefined`: the thing does not exist. Throws if a cloud cannot be asked. */
    read(subject: Subject, shared: Sharing): Promise<Facts | undefined>;
    judge(facts: Facts | undefined, subject: Subject): Finding;
}
