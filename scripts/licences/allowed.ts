/** Licences, by SPDX identifier, that ask for no more than that they and the names of the authors are passed on. */
const PERMISSIVE = [
    ...["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "PostgreSQL"],
    ...["Python-2.0", "Unicode-DFS-2016", "Unlicense"],
];

/** A licence that asks for more, and why it may be shipped. */
export interface LicenceException {
    readonly licence: string;
    /** The only packages and modules that may be under it. @default - any */
    readonly only?: readonly string[];
    readonly reason: string;
}

/** What stands for the licence of something whose authors state none, as in SPDX. */
export const NONE_STATED = "NOASSERTION";

/** All exceptions. docs/licences.md has them as a table. */
export const exceptions: readonly LicenceException[] = [
    {
        licence: "MPL-2.0",
        reason: "its files are linked as their authors publish them; whoever changes one publishes that file",
    },
    {
        licence: "CC-BY-3.0",
        only: ["spdx-exceptions"],
        reason: "a list of names, used unchanged with its authors named",
    },
    {
        licence: NONE_STATED,
        only: ["github.com/openchami/schemas"],
        reason: "its authors, who are those of smd, state none; smd is built of it under the MIT licence",
    },
];

/** Whether something with this name may be shipped under this licence. */
export function isAllowed(name: string, licence: string): boolean {
    return (
        PERMISSIVE.includes(licence) ||
        exceptions.some(({ licence: excepted, only }) => excepted === licence && (only?.includes(name) ?? true))
    );
}
