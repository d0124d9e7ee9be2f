import { type Fault, quote } from "./faults";
import { checkText } from "./text";

/** Addresses of a block, as numbers. */
interface Block {
    readonly first: number;
    readonly last: number;
}

/** The ranges that subnets of an ODB network may use, and the ranges in them that OCI reserves. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];
const keptByOci = ["100.106.0.0/16", "100.107.0.0/16"];

/** Range of the client subnet of an ODB network: a private IPv4 block of /16 to /27. */
export const checkClientSubnet = subnetCheck(27, "10.33.1.0/24");
/** Range of the backup subnet: a private IPv4 block of /16 to /28. */
export const checkBackupSubnet = subnetCheck(28, "10.33.0.0/24");

/** Two subnets of one network that share addresses. Another check reports values that are not a range. */
export function checkOverlap(path: string, value: unknown, other: unknown, nameOfOther: string): Fault[] {
    const [one, two] = [value, other].map((text) => (typeof text === "string" ? blockOf(text) : undefined));
    if (one === undefined || two === undefined || one.first > two.last || two.first > one.last) return [];
    const reason = `${quote(String(value))} overlaps ${quote(String(other))} of \`${nameOfOther}\``;
    return [{ path, reason, remedy: "give each subnet its own range" }];
}

function subnetCheck(smallest: number, example: string): (path: string, value: unknown) => Fault[] {
    return (path, value) =>
        checkText(path, value, (text) => {
            const block = blockOf(text);
            if (block === undefined) {
                const reason = `${quote(text)} is not an IPv4 range`;
                return { reason, remedy: `give its first address and its bits, e.g. ${quote(example)}` };
            }
            const bits = Number(text.split("/")[1]);
            if (bits < 16 || bits > smallest) {
                return { reason: `${quote(text)} is /${bits}`, remedy: `choose a range of /16 to /${smallest}` };
            }
            if (!privateRanges.some((range) => contains(blockOf(range), block))) {
                return { reason: `${quote(text)} is not private`, remedy: `choose one in ${privateRanges.join(", ")}` };
            }
            const kept = keptByOci.find((range) => contains(blockOf(range), block));
            if (kept === undefined) return undefined;
            return { reason: `${quote(text)} lies in ${kept}, which OCI reserves`, remedy: "choose another range" };
        });
}

function contains(outer: Block | undefined, { first, last }: Block): boolean {
    return outer !== undefined && outer.first <= first && last <= outer.last;
}

/** The addresses of a block. The block is written with its first address. */
function blockOf(text: string): Block | undefined {
    const numbers = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text)?.slice(1).map(Number);
    const [a = 256, b = 256, c = 256, d = 256, bits = 33] = numbers ?? [];
    if ([a, b, c, d].some((octet) => octet > 255) || bits > 32) return undefined;
    const first = ((a * 256 + b) * 256 + c) * 256 + d;
    const size = 2 ** (32 - bits);
    return first % size === 0 ? { first, last: first + size - 1 } : undefined;
}
