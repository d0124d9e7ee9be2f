import { invalid } from "./refusals";

interface Block {
    first: number;
    last: number;
}

function parse(member: string, text: string): Block {
    const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text)?.slice(1).map(Number);
    const [a = 256, b = 256, c = 256, d = 256, bits = 33] = octets ?? [];
    if ([a, b, c, d].some((octet) => octet > 255) || bits > 32) {
        throw invalid(member, "Member must be an IPv4 CIDR block.");
    }
    const address = ((a * 256 + b) * 256 + c) * 256 + d;
    const size = 2 ** (32 - bits);
    if (address % size !== 0) throw invalid(member, "The address must be the first of its block.");
    return { first: address, last: address + size - 1 };
}

/** Refuses what is no IPv4 block, and a backup subnet that overlaps the client subnet. */
export function checkSubnets(clientSubnetCidr: string, backupSubnetCidr: string | undefined): void {
    const client = parse("clientSubnetCidr", clientSubnetCidr);
    if (backupSubnetCidr === undefined) return;
    const backup = parse("backupSubnetCidr", backupSubnetCidr);
    if (backup.first <= client.last && client.first <= backup.last) {
        throw invalid("backupSubnetCidr", "The backup subnet overlaps the client subnet.");
    }
}

export function checkPeeredCidrs(member: string, blocks: readonly string[] | undefined): void {
    for (const block of blocks ?? []) parse(member, block);
}

/** The address at an offset in a block that was checked before; undefined when the block is too small. */
export function addressIn(block: string, offset: number): string | undefined {
    const { first, last } = parse("cidr", block);
    const address = first + offset;
    if (address > last) return undefined;
    return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
