import { NONE_STATED } from "./allowed";

/** A licence that was found by a person, because it stands neither in a licence file nor in the npm lock file. */
interface Stated {
    readonly licence: string;
    /** Where it was found. */
    readonly where: string;
}

const oldField: Stated = { licence: "MIT", where: "the field `licenses` of its package.json, of before SPDX" };

/** By name of the npm package or Go module. docs/licences.md says where each was found. */
export const stated: Readonly<Record<string, Stated>> = {
    "@logdna/tail-file": { licence: "MIT", where: "its file LICENSE" },
    buildcheck: oldField,
    "cpu-features": oldField,
    ssh2: oldField,
    "github.com/openchami/schemas": { licence: NONE_STATED, where: "nowhere" },
    "github.com/pulumi-labs/pulumi-hcl": { licence: "Apache-2.0", where: "the head of its source files" },
    "github.com/sourcegraph/appdash-data": { licence: "MIT", where: "its README: that of Appdash" },
};
