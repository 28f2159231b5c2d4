import { Failure } from "../failure";
import { NONE_STATED, isAllowed } from "./allowed";

/** An npm package or a Go module that is part of what we ship. */
export interface Shipped {
    readonly name: string;
    readonly version: string;
    /** SPDX identifiers; where there are several, all of them hold for some part of it. Empty where none is known. */
    readonly licences: readonly string[];
}

/** The programs that are built of one Go module under `toolchain/`, and the Go modules linked into them. */
export interface Programs {
    /** Folder under `toolchain/`. */
    readonly module: string;
    readonly names: readonly string[];
    readonly linked: readonly Shipped[];
}

/** Each name and version once, in the order of names. */
export function sorted(shipped: readonly Shipped[]): Shipped[] {
    const all = new Map(shipped.map((it) => [`${it.name} ${it.version}`, it]));
    return [...all.keys()].sort().map((key) => all.get(key)!);
}

/** @throws Failure that names all that must not be shipped as it is. */
export function checkAllowed(shipped: readonly Shipped[]): void {
    const refused = sorted(shipped).flatMap(({ name, version, licences }) =>
        (licences.length === 0 ? [NONE_STATED] : licences)
            .filter((licence) => !isAllowed(name, licence))
            .map((licence) => `    ${name} ${version}: ${licence === NONE_STATED ? "no licence found" : licence}`),
    );
    if (refused.length > 0) {
        throw new Failure(
            [
                "these are shipped under licences that are not allowed:",
                ...refused,
                "Do without them, allow the licence with a reason in scripts/licences/allowed.ts, or say in " +
                    "scripts/licences/stated.ts where a licence was found.",
            ].join("\n"),
        );
    }
}
