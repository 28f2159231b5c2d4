import { lookOf } from "./look";
import type { Mark, Service, Topology, Volume, Zone } from "./topology";

/** What is written on a part of the picture. */
export interface Caption {
    /** Its name, with the sign of what becomes of it. */
    readonly title: string;
    readonly lines: readonly Line[];
}

/** A line below a name. */
export interface Line {
    readonly text: string;
    readonly mark: Mark;
    /** Whether it must not be overlooked, such as a port that is open to others, or data that is lost. @default false */
    readonly strong?: boolean;
}

/** A name, with the sign of what becomes of it. */
export function titled(name: string, mark: Mark): string {
    const look = lookOf(mark);
    return look === undefined ? name : `${look.sign} ${name}`;
}

export function zoneCaption({ name, mark, internal, subnet }: Zone): Caption {
    const lines = [internal ? "no way out" : "way out", ...(subnet === undefined ? [] : [subnet])];
    return { title: titled(name, mark), lines: lines.map(plain) };
}

export function serviceCaption(service: Service, { services, memberships, ports, waits }: Topology): Caption {
    const { urn, name, mark, kind, role, onHostNetwork } = service;
    const alone = !onHostNetwork && !memberships.some((membership) => membership.service === urn);
    const what = kind === "service" ? role : kind;
    const awaited = waits
        .filter((wait) => wait.service === urn && wait.mark !== "delete")
        .map((wait) => services.find((other) => other.urn === wait.awaited)?.name ?? "");
    const published = ports.filter((port) => port.service === urn);
    return {
        title: titled(name, mark),
        lines: [
            ...(what === undefined ? [] : [plain(what)]),
            ...(alone ? [plain("no network")] : []),
            ...(awaited.length === 0 ? [] : [plain(`after ${awaited.sort().join(", ")}`)]),
            ...published.map(({ host, port, mark: becomes }) => ({
                text: titled(`${host} → ${port}`, mark === becomes ? "same" : becomes),
                mark: becomes,
                strong: true,
            })),
        ],
    };
}

export function volumeCaption({ name, mark, kept }: Volume): Caption {
    const gone = mark === "delete" || mark === "replace";
    return {
        title: titled(name, mark),
        lines: !gone ? [] : [kept ? { text: "stays on the engine", mark } : { text: "data is lost", ...LOST }],
    };
}

const LOST = { mark: "delete", strong: true } as const;

function plain(text: string): Line {
    return { text, mark: "same" };
}
