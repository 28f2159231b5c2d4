import assert from "node:assert/strict";

import { planOf } from "../../../scripts/review/plan";
import { previewSite } from "../../../scripts/review/run";
import { mermaid } from "../../../scripts/topology/mermaid";
import { sceneOf } from "../../../scripts/topology/scene";
import { changedEnvironments, topologyOf } from "../../../scripts/topology/topology-of";
import type { LiveSite } from "../../support/live-site";

export function describePictures(site: () => LiveSite): void {
    describe("is drawn with what an update would do", () => {
        afterEach(() => site().reset());

        it("when there changes a zone, who joins it, and a volume is replaced", async () => {
            site().writeWith({
                zones: { mgmt: { internal: false, members: ["smd"] } },
                services: { smd: { zones: ["mgmt"] } },
            });
            const args = ["--replace", "**docker:index/volume:Volume::openchami-hydra-secret"];
            const plan = planOf(await previewSite(site().options, "preview", args));
            const topology = topologyOf(site().options.stack, plan);
            const changed = [...topology.zones, ...topology.services, ...topology.volumes]
                .filter(({ mark }) => mark !== "same")
                .map(({ name, mark }) => `${name} ${mark}`);
            assert.deepEqual(changed, ["mgmt create", "hydra replace", "smd replace", "hydra-secret replace"]);
            assert.deepEqual(changedEnvironments(topology), ["openchami"]);
            const text = mermaid(sceneOf(topology));
            assert.match(text, /"<b>± hydra-secret<\/b><br><b>data is lost<\/b>"/);
            assert.match(text, /"<b>\+ mgmt<\/b><br>way out"/);
            assert.doesNotMatch(text, /"<b>[+±−~] postgres/);
        });

        it("without any, when nothing changes", async () => {
            const plan = planOf(await previewSite(site().options));
            assert.deepEqual(changedEnvironments(topologyOf(site().options.stack, plan)), []);
        });
    });
}
