import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";

import { project } from "../../../scripts/project";
import { readDoc } from "../../support/docs";
import { drawn } from "../../support/drawn";
import { planned } from "../../support/planned";
import { describeSites, siteNames } from "../../support/sites";

const FOLDER = "docs/topology";

describe("the pictures of the docs", () => {
    const pictures = readdirSync(path.join(project, FOLDER));

    it("are of sites that exist, and shown in the docs", () => {
        assert.notEqual(pictures.length, 0);
        const docs = ["README.md", ...readdirSync(path.join(project, "docs")).map((file) => `docs/${file}`)]
            .filter((file) => file.endsWith(".md"))
            .map(readDoc)
            .join("\n");
        for (const picture of pictures) {
            assert.ok(siteNames.includes(picture.replace(".svg", "")), picture);
            assert.ok(docs.includes(`topology/${picture})`), picture);
        }
    });
});

describeSites("the picture", (recording, site) => {
    const file = `${FOLDER}/${site}.svg`;

    it("is drawn well formed and the same each time, and the one in the docs, where there is one", async () => {
        const picture = await drawn(site, planned(recording()));
        assert.equal(picture, await drawn(site, planned(recording())));
        if (existsSync(path.join(project, file))) {
            const command = `npm run topology -- --stack ${site} --svg ${file}`;
            assert.ok(picture === readDoc(file), `${file} is not what the program draws: run \`${command}\``);
        }
    });
});
