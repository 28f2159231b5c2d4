import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import * as path from "node:path";

import fc from "fast-check";

import { baseNames } from "../../components/image/dockerfile";
import { checkDockerfile, packagesDockerfile } from "../../components/storlets/tenant-dockerfile";
import { project } from "../../scripts/project";
import { anySpoiled } from "../support/spoiled";

const BASE = "localhost:5001/debian_12_jre17_storlets";

describe("fuzz: a Dockerfile", () => {
    const texts = [
        ...["images", "stacks", "components"].flatMap(dockerfilesOf),
        packagesDockerfile(BASE, ["ffmpeg", "jq"]),
    ];

    it("gets a verdict whose every fault names a line, or what is missing", () => {
        fc.assert(
            fc.property(anySpoiled(texts), (text) => {
                const { faults, warnings } = checkDockerfile(text, BASE);
                for (const fault of [...faults, ...warnings]) {
                    assert.match(fault, /^(line \d+: |there is no )/);
                }
            }),
            { numRuns: 3000 },
        );
    }).timeout(120_000);

    it("starts from names that stand in it", () => {
        fc.assert(
            fc.property(anySpoiled(texts), (text) => {
                assert.ok(baseNames(text).every((name) => name !== "" && !/\s/.test(name) && text.includes(name)));
            }),
            { numRuns: 1000 },
        );
    }).timeout(60_000);
});

function dockerfilesOf(folder: string): string[] {
    const files = readdirSync(path.join(project, folder), { recursive: true, encoding: "utf8" });
    return files
        .filter((file) => path.basename(file) === "Dockerfile" && !file.includes("artifacts"))
        .map((file) => readFileSync(path.join(project, folder, file), "utf8"));
}
