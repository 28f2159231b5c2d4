import assert from "node:assert/strict";

import { imagesToBuild, publishedPorts } from "../../../scripts/stack/site";
import { type Site, parseSite } from "../../../stacks/site";
import { describeFaultCases, faultsOf } from "../../support/site-input";

const of = (pcocc: Record<string, unknown>) => ({ environments: ["pcocc"], pcocc });
const BUSYBOX = { "cont-busybox": { catalogue: "busybox" } };
const MATERIAL = { ca: "a", cert: "b", key: "c" };

function siteOf(pcocc: Record<string, unknown>): Site {
    const verdict = parseSite(of(pcocc));
    assert.ok("site" in verdict, JSON.stringify(verdict));
    return verdict.site;
}

describeFaultCases("a pcocc site that says", {
    "an edit in place": [
        of({ images: { a: { edit: { from: "a", commands: ["true"] } } } }),
        'pcocc.images.a.edit.from: "a" cannot be edited in place, give the edited image another name',
    ],
    "an edit of what is edited from it": [
        of({
            images: { a: { edit: { from: "b", commands: ["true"] } }, b: { edit: { from: "a", commands: ["true"] } } },
        }),
        'pcocc.images.a.edit.from: "b" is itself made from "a"',
        'pcocc.images.b.edit.from: "a" is itself made from "b"',
    ],
    "an edit of nothing it knows, and an export of the same": [
        of({ images: { ...BUSYBOX, a: { edit: { from: "x", commands: ["true"] } } }, exports: { bb: "y" } }),
        'pcocc.exports.bb: "y" is no image of the repository, which has: a, cont-busybox',
        'pcocc.images.a.edit.from: "x" is no image of the repository, which has: a, cont-busybox',
    ],
    "no way to make an image, and two": [
        of({ images: { a: {}, b: { catalogue: "busybox", build: "images/hello" } } }),
        "pcocc.images.a: must have exactly one of catalogue, build and edit",
        "pcocc.images.b: must have exactly one of catalogue, build and edit",
    ],
    "a run of an image that was not exported": [
        of({ images: BUSYBOX, runs: { a: { image: "cont-busybox" } } }),
        'pcocc.runs.a.image: "cont-busybox" is in the repository but not in the engine, name it under exports',
    ],
    "one port twice": [
        of({ port: 60000, repository: { port: 60000 }, images: BUSYBOX }),
        "pcocc.repository.port: 60000 is taken by port, choose another",
    ],
    "a folder outside of the project": [
        of({ images: { a: { build: "../secrets" } } }),
        'pcocc.images.a.build: must be a folder relative to the project\'s, such as images/hello, got "../secrets"',
    ],
    "an engine that exists and one that is allocated": [
        of({ remote: { host: "ssh://me@node1" }, cores: 2 }),
        "pcocc.cores: means nothing to an engine that exists already, leave it out",
    ],
    "an engine that exists without what it is shown": [
        of({ remote: { host: "tcp://node1:2376", ca: "a" } }),
        "pcocc.remote: needs ca, cert and key for a tcp:// host",
    ],
});

describe("a pcocc site", () => {
    it("is allocated on port 60222 of the loopback address, without a repository that nobody asked for", () => {
        const site = siteOf({});
        assert.deepEqual(publishedPorts(site), [{ key: "pcocc.port", address: "127.0.0.1", port: 60222 }]);
        assert.deepEqual(imagesToBuild(site), ["base", "docker-engine"]);
    });

    it("has a repository for its images, and builds those that it takes from the catalogue", () => {
        const site = siteOf({ images: BUSYBOX });
        assert.deepEqual(
            publishedPorts(site).map(({ key }) => key),
            ["pcocc.port", "pcocc.repository.port"],
        );
        assert.deepEqual([...imagesToBuild(site)].sort(), ["base", "busybox", "docker-engine", "registry"]);
    });

    it("runs what is exported, by any form of its name, and what is made in the engine", () => {
        const runs = { a: { image: "bb:latest" }, b: { image: "new" } };
        const images = { ...BUSYBOX, new: { edit: { from: "cont-busybox", commands: ["true"] } } };
        assert.deepEqual(faultsOf(of({ images, exports: { bb: "cont-busybox" }, runs })), []);
    });

    it("publishes and builds nothing for an engine that exists already", () => {
        const site = siteOf({ remote: { host: "tcp://node1:2376", ...MATERIAL } });
        assert.deepEqual([publishedPorts(site), imagesToBuild(site)], [[], []]);
    });

    it("keeps the key of an engine that exists to itself", () => {
        const faults = faultsOf(of({ remote: { host: "tcp://node1:2376", ...MATERIAL, key: ["a private key"] } }));
        assert.deepEqual(faults, ["pcocc.remote.key: must be a text, got a value that may be secret"]);
    });
});
