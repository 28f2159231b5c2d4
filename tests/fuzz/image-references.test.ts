import assert from "node:assert/strict";

import fc from "fast-check";

import { listedName, nameParts } from "../../components/image/image-name";
import { imageReference } from "../../stacks/formats";
import { anySpoiled } from "../support/spoiled";

describe("fuzz: an image reference", () => {
    const texts = [
        "debian:12",
        "haproxy:2.6-bookworm",
        "registry.example.org:5000/group/project/name:v1.2.3",
        `ghcr.example.org/openchami/smd:v2.17.7@sha256:${"0123456789abcdef".repeat(4)}`,
        `name@sha256:${"a".repeat(64)}`,
        "localhost:5001/debian_12_jre17_storlets:latest",
    ];

    it("is refused, or is one that comes apart and together again", () => {
        fc.assert(
            fc.property(anySpoiled(texts), (text) => {
                if (!imageReference.safeParse(text).success) {
                    return;
                }
                const { repository, tag, digest } = nameParts(text);
                assert.equal(`${repository}${tag ? `:${tag}` : ""}${digest ? `@${digest}` : ""}`, text);
                assert.equal(listedName(text), digest ? `${repository}@${digest}` : text);
                // A tag may be in capitals and have any dots.
                assert.doesNotMatch(repository, /[\sA-Z]|\.\./);
            }),
            { numRuns: 3000 },
        );
    });
});
