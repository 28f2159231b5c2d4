import assert from "node:assert/strict";

import { imageNames } from "../../../images/catalogue";
import { OPENCHAMI_IMAGES } from "../../../stacks/openchami/site";
import type { Site } from "../../../stacks/site";
import { describeTaken } from "../../../scripts/stack/ports";
import { imagesToBuild, loadSite, publishedPorts } from "../../../scripts/stack/site";

describe("site of a script", () => {
    const dev = loadSite("dev");

    it("is read from the stack file, and a missing one is named", () => {
        assert.equal(dev.openchami?.ports.https, 8443);
        assert.throws(() => loadSite("nowhere"), /there is no site nowhere/);
    });

    it("builds every image unless it pulls some, bases first", () => {
        assert.deepEqual([...imagesToBuild(dev)].sort(), ["base", ...OPENCHAMI_IMAGES].sort());
        assert.equal(imagesToBuild(dev)[0], "base");
        const pullingAllBut = (...built: string[]) => {
            const pulled = imageNames.filter((name) => !built.includes(name)).map((name) => [name, "some:image"]);
            return { ...dev, images: { pulled: Object.fromEntries(pulled) as Site["images"]["pulled"] } };
        };
        assert.deepEqual(imagesToBuild(pullingAllBut()), []);
        assert.deepEqual(imagesToBuild(pullingAllBut("smd")), ["smd"]);
        assert.deepEqual(imagesToBuild(pullingAllBut("smd", "base")), ["base", "smd"]);
        assert.deepEqual(imagesToBuild(pullingAllBut("base")), [], "nothing is built on it");
    });

    it("publishes what it says, and a taken port is named by its key", () => {
        assert.deepEqual(publishedPorts(dev), [{ key: "openchami.ports.https", address: "127.0.0.1", port: 8443 }]);
        assert.match(describeTaken(publishedPorts(dev)[0]!, "dev"), /port 8443 \(hpc-stacks:openchami\.ports\.https\)/);
    });
});
