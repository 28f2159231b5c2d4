import assert from "node:assert/strict";

import { environments } from "../../stacks/environments";
import { readDoc } from "../support/docs";

const TEXT = readDoc("SECURITY.md");

/** The least that a site says of each environment that publishes anything, with all that it can publish. */
const SECTIONS = {
    lab: environments.lab.ports(environments.lab.schema.parse({})),
    openchami: environments.openchami.ports(environments.openchami.schema.parse({ domain: "demo.example.org" })),
    pcocc: environments.pcocc.ports(environments.pcocc.schema.parse({ images: { busybox: { catalogue: "busybox" } } })),
    storlets: environments.storlets.ports(environments.storlets.schema.parse({})),
};

describe("SECURITY.md", () => {
    it("lists every port that a site publishes by default, all on the loopback address", () => {
        const listed = [...TEXT.matchAll(/^\| `(\w+)` \| (\d+) \|/gm)].map(([, name, port]) => `${name} ${port}`);
        const published = Object.entries(SECTIONS).flatMap(([name, ports]) =>
            ports.map(({ address, port }) => ({ name: `${name} ${port}`, address })),
        );
        assert.deepEqual(listed.sort(), published.map(({ name }) => name).sort());
        assert.deepEqual([...new Set(published.map(({ address }) => address))], ["127.0.0.1"]);
    });

    it("names tests that exist", () => {
        const rows = [...TEXT.matchAll(/`(tests\/[^`]+)`: (".+") \|$/gm)];
        assert.notEqual(rows.length, 0);
        for (const [, file = "", titles = ""] of rows) {
            for (const [title] of titles.matchAll(/"[^"]+"/g)) {
                assert.ok(readDoc(file).includes(`it(${title}`), `${file} has no test ${title}`);
            }
        }
    });
});
