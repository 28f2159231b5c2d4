import assert from "node:assert/strict";

import { allNodes, sceneOf } from "../../../scripts/topology/scene";
import { mermaid } from "../../../scripts/topology/mermaid";
import { topologyOf } from "../../../scripts/topology/topology-of";
import { planned } from "../../support/planned";
import { type Made, plan, serving } from "../../support/previewed";
import { recordSite, siteConfig } from "../../support/sites";

const zone = (name: string, internal: boolean): Made => ({ type: "zone", name, inputs: { internal } });
const container = (name: string, zones: readonly string[]): Made => ({
    type: "container",
    name,
    zones,
    inputs: serving(),
});

describe("the scene of a topology", () => {
    it("puts zones from the outside in, and a service in several zones between them", () => {
        const scene = sceneOf(
            topologyOf(
                "test",
                plan(
                    ...[zone("a-deep", true), zone("b-middle", true), zone("c-outside", false)],
                    container("gateway", ["b-middle", "c-outside"]),
                    container("bridge", ["a-deep", "b-middle"]),
                    container("store", ["a-deep"]),
                ),
            ),
        );
        const nodes = allNodes(scene);
        const title = (id: string): string => nodes.find((node) => node.id === id)!.title;
        assert.deepEqual(
            nodes.slice(0, 3).map((node) => node.title),
            ["c-outside", "b-middle", "a-deep"],
        );
        assert.deepEqual(
            scene.links.map(({ kind, from, to }) => `${title(from)} ${kind} ${title(to)}`),
            [
                ...["gateway below c-outside", "bridge below b-middle", "store below a-deep"],
                ...["gateway above b-middle", "bridge above a-deep"],
            ],
        );
    });

    it("has a sign on what changes, and on a line only where it changes by itself", () => {
        const { frames, links } = sceneOf(
            topologyOf(
                "test",
                plan(
                    ...[zone("inner", true), { ...zone("fresh", true), op: "create" as const }],
                    { ...container("new", ["inner"]), op: "create" },
                    { ...container("moved", ["inner", "fresh"]), op: "replace", oldZones: ["inner"] },
                    { ...container("joins", ["inner"]), op: "replace", oldZones: [] },
                ),
            ),
        );
        assert.deepEqual(
            allNodes({ frames }).map(({ title }) => title),
            ["+ fresh", "inner", "± joins", "± moved", "+ new"],
        );
        assert.deepEqual(
            links.filter(({ mark }) => mark === "create").map(({ sign }) => sign),
            [undefined, "+", undefined],
        );
    });

    it("says of a volume that goes whether its data does", () => {
        const scene = sceneOf(
            topologyOf(
                "test",
                plan(
                    { type: "volume", name: "kept", op: "delete", retainOnDelete: true },
                    { type: "volume", name: "lost", op: "replace" },
                    { type: "volume", name: "stays", op: "update" },
                ),
            ),
        );
        assert.deepEqual(
            allNodes(scene).map(({ title, lines }) => [title, ...lines.map(({ text }) => text)]),
            [["− kept", "stays on the engine"], ["± lost", "data is lost"], ["~ stays"]],
        );
    });

    it("shows ports that open and close", () => {
        const port = (external: number) => serving({ ports: [{ internal: 443, external, ip: "127.0.0.1" }] });
        const scene = sceneOf(
            topologyOf("test", plan({ type: "container", name: "web", op: "replace", inputs: port(2), old: port(1) })),
        );
        assert.deepEqual(
            allNodes(scene)[0]?.lines.map(({ text }) => text),
            ["no network", "− 127.0.0.1:1 → 443", "+ 127.0.0.1:2 → 443"],
        );
    });

    it("has the host's network as a zone for those that are on it", async () => {
        const scene = sceneOf(topologyOf("daos", planned(await recordSite(siteConfig("daos"), { stack: "daos" }))));
        const host = allNodes(scene).find(({ title }) => title === "the host's network");
        assert.equal(scene.links.filter(({ kind, to }) => kind === "below" && to === host?.id).length, 2);
    });

    it("is drawn by Mermaid with everything that it has, and lines counted as Mermaid counts them", async () => {
        const scene = sceneOf(topologyOf("lab", planned(await recordSite(siteConfig("lab"), { stack: "lab" }))));
        const text = mermaid(scene);
        for (const { id } of allNodes(scene)) {
            assert.equal(text.match(new RegExp(`^ +${id}[[({]`, "gm"))?.length, 1, id);
        }
        assert.match(text, /^flowchart TB\n/);
        assert.match(text, / subgraph e1_1\["\+ on the engine engine-dockerd"\]\n/);
        const lines = [...text.matchAll(/^ +\w+ (?:===|-\.->|-\.-|~~~)/gm)];
        assert.equal(lines.length, scene.links.length + 1);
    });
});
