import type { Finding } from "../../../chain/finding";
import { offAwsKms, takeOff } from "../../../usage/words";
import type { Refusal } from "../../words";

/** What each change would do to the databases of the cluster. */
const effects = {
    vmClusterOcid: "takes the role from the cluster",
    vmClusterArn: "takes the role from the cluster",
    oidcProviderArn: "makes the role trust another issuer",
    audience: "makes the role trust tokens of another audience",
    subject: "makes the role trust another subject",
    roleArn: "gives the cluster another role",
    roleName: "replaces the role",
    path: "replaces the role",
    oidcScope: "gives the nodes tokens of another scope",
    issuerUrl: "gives the nodes tokens of another issuer",
} as const;
type Watched = keyof typeof effects;

/** A difference between what is and what the program wants. */
export interface Difference {
    readonly name: Watched;
    readonly from: string;
    readonly to: string;
    /** Whose value it is, when it is not that of the program's last run. */
    readonly holder?: string;
}

/** What a change does to the databases of a cluster: what it would break, and what is broken and stays so. */
export interface Effects {
    readonly dangers: readonly Refusal[];
    readonly stays: readonly Finding[];
}

export const none: Effects = { dangers: [], stays: [] };

export function told(name: Watched, from: string | undefined, to: string | undefined, holder?: string): Difference {
    const values = { name, from: from ?? "the default", to: to ?? "the default" };
    return holder === undefined ? values : { ...values, holder };
}

export const giveWhatIsThere =
    "give the program what is there, or use the role as `existing: { roleArn }`, which leaves its trust as it is; if it does not work, " +
    `refresh the identity connector, which then says so, and run again; ${offAwsKms}`;

/** @param remedy For a value that the program itself had: what to do. */
export function explained({ name, from, to, holder }: Difference, remedy = takeOff): Refusal {
    const where = holder === undefined ? "" : ` in ${holder}`;
    return {
        reason: `the change of ${name}${where} from ${from} to ${to} ${effects[name]}`,
        remedy: holder === undefined ? remedy : giveWhatIsThere,
    };
}
