import type { InputFault, Zones } from "./placement";

/** First address of an IPv4 range such as `10.89.4.0/24` and the first one behind it, as numbers. */
export interface AddressRange {
    readonly first: number;
    readonly end: number;
}

/** The range that a network of that address and prefix length has, whether or not the address is its first. */
export function addressRange(cidr: string): AddressRange {
    const [address = "", prefix = "32"] = cidr.split("/");
    const number = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
    const size = 2 ** (32 - Number(prefix));
    const first = number - (number % size);
    return { first, end: first + size };
}

/** An address as it is written. */
export function dotted(address: number): string {
    return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** All that is wrong with the zones' subnets: addresses that are not the first of their range, and overlaps. */
export function subnetFaults(zones: Zones): InputFault[] {
    const ranges = Object.entries(zones)
        .sort()
        .flatMap(([zone, { subnet }]) => (subnet === undefined ? [] : [{ zone, subnet, ...addressRange(subnet) }]));
    return ranges.flatMap(({ zone, subnet, first, end }, index): InputFault[] => {
        const [address = "", prefix = ""] = subnet.split("/");
        if (dotted(first) !== address) {
            return [{ path: [zone], message: `${subnet} is no range, write ${dotted(first)}/${prefix}` }];
        }
        return ranges
            .slice(0, index)
            .filter((other) => other.first < end && first < other.end)
            .map((other) => ({
                path: [zone],
                message: `${subnet} overlaps with ${other.subnet} of zone ${other.zone}, choose another`,
            }));
    });
}
