import assert from "node:assert/strict";

import fc from "fast-check";

import { firstPart } from "../../scripts/import/first-part";
import { type Preview, readPreview } from "../../scripts/review/preview";

const VOLUME = "docker:index/volume:Volume";
const CONTAINER = "docker:index/container:Container";

interface Node {
    readonly type: string;
    readonly service: string;
    readonly environment: string;
    readonly needs: readonly number[];
}

const node = fc.record({
    type: fc.constantFrom(
        VOLUME,
        CONTAINER,
        "docker:index/network:Network",
        "random:index/randomPassword:RandomPassword",
    ),
    service: fc.constantFrom("postgres", "smd", "none"),
    environment: fc.constantFrom("OpenChami", "Lab"),
    needs: fc.array(fc.nat(20), { maxLength: 3 }),
});
const nodes = fc.array(node, { minLength: 1, maxLength: 20 });

/** A preview of resources of which each needs earlier ones only, in one of the four ways to need another. */
function previewOf(all: readonly Node[]): Preview {
    const urnOf = (index: number): string =>
        `urn:pulumi:s::p::hpc-stacks:index:${all[index]!.environment}$${all[index]!.type}::${index}`;
    const steps = all.map(({ type, service, needs }, index) => {
        const earlier = needs.filter((need) => need < index).map(urnOf);
        const [parent = "", provider, ...rest] = earlier;
        const labels = type === CONTAINER ? [{ label: "hpc-stacks.service", value: service }] : [];
        const newState = {
            urn: urnOf(index),
            type,
            custom: true,
            parent,
            provider: provider === undefined ? "" : `${provider}::04da6b54`,
            dependencies: rest.slice(0, 1),
            propertyDependencies: { image: rest.slice(1), nothing: null },
            inputs: { labels },
        };
        return { op: "create", urn: newState.urn, newState };
    });
    return readPreview(JSON.stringify({ steps }))!;
}

describe("the first part of a site", () => {
    it("has every volume and the database of the environment, and all that they are made of", () => {
        fc.assert(
            fc.property(nodes, (all) => {
                const preview = previewOf(all);
                const states = preview.steps.map(({ newState }) => newState!);
                const part = new Set(firstPart(preview));
                const wanted = all.map(
                    ({ type, service, environment }) =>
                        environment === "OpenChami" &&
                        (type === VOLUME || (type === CONTAINER && service === "postgres")),
                );
                const needed = [...wanted];
                for (let index = all.length - 1; index >= 0; index--) {
                    all[index]!.needs.filter((need) => needed[index] && need < index).forEach(
                        (need) => (needed[need] = true),
                    );
                }
                states.forEach(({ urn }, index) => assert.equal(part.has(urn), needed[index], `${index}`));
            }),
        );
    });
});
