import type { Finding } from "../../../chain/finding";
import { offAwsKms, takeOff } from "../../../usage/words";
import type { Refusal } from "../../words";

/** The effect of each change on the databases of the cluster. */
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

/** A difference between the live value and the value in the program. */
export interface Difference {
    readonly name: Watched;
    readonly from: string;
    readonly to: string;
    /** Where the live value stands, if it is not the value of the program's last run. */
    readonly holder?: string;
}

/** The effects of a change on the databases of a cluster: what it would break, and what is broken and stays broken. */
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
    "put the live values into the program, or use the role as `existing: { roleArn }`, which leaves its trust policy as it is; if the role does not work, " +
    `refresh the identity connector so that its status shows that, and run again; ${offAwsKms}`;

/** @param remedy What to do if the program itself had set the old value. */
export function explained({ name, from, to, holder }: Difference, remedy = takeOff): Refusal {
    const where = holder === undefined ? "" : ` in ${holder}`;
    return {
        reason: `the change of ${name}${where} from ${from} to ${to} ${effects[name]}`,
        remedy: holder === undefined ? remedy : giveWhatIsThere,
    };
}
