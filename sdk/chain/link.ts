import type { UsingDatabase } from "../usage/databases";
import type { Finding } from "./finding";

/** One VM cluster on its way to one key. */
export interface Subject {
    readonly vmClusterArn: string;
    readonly vmClusterOcid: string;
    /** Absent where neither AWS nor the connector of the cluster names a role. */
    readonly roleArn?: string;
    /** AWS Region of the cluster. */
    readonly region: string;
    /** OCID of the registered key; absent where only the way to AWS is walked, or where OCI does not tell it. */
    readonly registeredKeyId?: string;
    readonly keyArn?: string;
    /** Those of the cluster that use the key; none where only the way to AWS is walked. */
    readonly databases: readonly Pick<UsingDatabase, "id" | "name">[];
}

/** Asks once what several links want to know in one walk. */
export type Sharing = <T>(question: string, ask: () => Promise<T>) => Promise<T>;

/**
 * One link of the chain. What a link would say after a change is computed where the change is known (`sdk/guards/kinds`), by the
 * same functions that judge here.
 */
export interface Link<Facts = unknown> {
    readonly name: string;
    /** What the clouds say now; `undefined` where the thing does not exist. Throws where it cannot be asked. */
    read(subject: Subject, shared: Sharing): Promise<Facts | undefined>;
    judge(facts: Facts | undefined, subject: Subject): Finding;
}
