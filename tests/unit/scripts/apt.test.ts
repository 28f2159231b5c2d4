import assert from "node:assert/strict";

import { debianSources } from "../../../scripts/toolchain/apt";

describe("apt sources of the root file system", () => {
    const own = [
        "http://mirror.site/debian/ bookworm main",
        "http://mirror.site/debian/ bookworm-updates main",
        "http://mirror.site/debian/ bookworm non-free-firmware",
        "http://mirror.site/security/ bookworm-security main",
        "http://mirror.site/debian/ bookworm main",
        "https://third.party/repo/ bookworm stable",
        "https://third.party/sql/ bookworm-pgdg main",
    ].join("\n");

    it("are the machine's own, without third parties", () => {
        assert.deepEqual(debianSources(own, "bookworm"), [
            "deb http://mirror.site/debian/ bookworm main",
            "deb http://mirror.site/debian/ bookworm-updates main",
            "deb http://mirror.site/security/ bookworm-security main",
        ]);
    });

    it("are of the release that is asked for", () => {
        assert.equal(debianSources(own, "trixie")[0], "deb http://mirror.site/debian/ trixie main");
    });

    it("are none where there is no apt", () => {
        assert.deepEqual(debianSources("", "bookworm"), []);
    });
});
