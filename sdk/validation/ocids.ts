import { type Fault, quote } from "./faults";
import { checkText } from "./text";

/** Kinds of resources, by the second part of their OCIDs. */
const kinds = {
    cloudvmcluster: "a VM cluster",
    compartment: "a compartment",
    database: "a database",
    dbhome: "a database home",
    oracledbawsconnector: "an identity connector",
    oracledbawskey: "a registered AWS key",
    policy: "a policy",
    pluggabledatabase: "a pluggable database",
    tenancy: "a tenancy",
} as const;

/** Identity resources have no region. */
const withoutRegion: readonly string[] = ["compartment", "policy", "tenancy"];

export type OcidKind = keyof typeof kinds;

/** Whether a value is an OCID of the given kind. A tenancy is its own root compartment, so it passes as a compartment. */
export function checkOcid(path: string, value: unknown, kind: OcidKind): Fault[] {
    return checkText(path, value, (ocid) => {
        const found = ocidKind(ocid);
        if (found === kind || (kind === "compartment" && found === "tenancy")) return undefined;
        const example = `ocid1.${kind}.oc1.${withoutRegion.includes(kind) ? "" : "iad"}.…`;
        return found === undefined
            ? { reason: `${quote(ocid)} is not an OCID`, remedy: `give ${kinds[kind]} as ${quote(example)}` }
            : { reason: `${quote(ocid)} is the OCID of ${nameOf(found)}`, remedy: `give that of ${kinds[kind]}` };
    });
}

/** The kind that a value names if it is an OCID: `database`, `cloudvmcluster`, … */
export function ocidKind(value: string): string | undefined {
    return value.match(/^ocid1\.([a-z0-9]+)\.oc\d+\.[a-z0-9-]*(?:\.[a-z0-9_-]+)+$/)?.[1];
}

/** The region or region key in an OCID. OCIDs of identity resources have none. */
export function regionOfOcid(ocid: string): string | undefined {
    return ocid.split(".")[3] || undefined;
}

function nameOf(kind: string): string {
    return kind in kinds ? kinds[kind as OcidKind] : `a ${kind}`;
}
