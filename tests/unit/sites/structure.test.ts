import assert from "node:assert/strict";

import { assertEach } from "../../support/assert-each";
import { imageIdOf } from "../../support/engine";
import { PROJECT } from "../../support/monitor";
import { TYPES } from "../../support/registered";
import { describeSites } from "../../support/sites";

const STACK_TYPE = "pulumi:pulumi:Stack";
/** Engines that a site has beside its own, each the provider of what lives in it: an engine in a container. */
const OWN_ENGINES = ["lab-engine-provider", "pcocc-engine-provider"];
const COMPONENT = /^hpc-stacks:index:[A-Z]/;

describeSites("structure", (recording, site) => {
    const ours = () => recording().resources.filter(({ type }) => type !== STACK_TYPE && type !== TYPES.provider);
    const provided = () => ours().filter(({ custom }) => custom);
    const labelled = () => [
        ...recording().all("container"),
        ...recording().all("network"),
        ...recording().all("volume"),
        ...recording().all("service"),
    ];

    it("has one stack and one engine at its top, and nothing else but components", () => {
        const top = recording().resources.filter(({ parent }) => parent === "");
        assert.deepEqual(
            top.map(({ type, name }) => [type, name]),
            [[STACK_TYPE, `${PROJECT}-${site}`]],
        );
        const engines = recording().all("provider");
        assert.deepEqual(
            engines.map(({ name }) => name).filter((name) => !OWN_ENGINES.includes(name)),
            ["engine"],
        );
    });

    it("has every resource of a provider inside a component, and every component under the stack", () => {
        assertEach(provided(), (resource) => COMPONENT.test(recording().parentOf(resource)?.type ?? ""));
        assertEach(ours(), (resource) => recording().lineage(resource).at(-1)?.name === `${PROJECT}-${site}`);
    });

    it("begins each child's name with its parent's", () => {
        const children = ours().filter((resource) => recording().parentOf(resource)?.type !== STACK_TYPE);
        assertEach(children, (child) => child.name.startsWith(recording().parentOf(child)?.name ?? "no parent"));
    });

    it("has no two resources with one URN", () => {
        const urns = recording().resources.map(({ urn }) => urn);
        assert.equal(new Set(urns).size, urns.length);
    });

    it("makes every docker resource on the site's engine, or on one that the site has of its own", () => {
        const engines = recording().all("provider");
        const docker = provided().filter(({ type }) => type.startsWith("docker:"));
        assertEach(docker, ({ provider }) => engines.some(({ urn }) => provider.startsWith(`${urn}::`)));
    });

    it("names every engine object after the stack and itself", () => {
        assertEach(labelled(), ({ name, inputs }) => inputs.name === `${site}-${name}`);
        const built = recording()
            .all("image")
            .filter(({ inputs }) => inputs.build);
        assertEach(built, ({ name, inputs }) => inputs.name.startsWith(`${site}-${name}:`));
    });

    it("labels every engine object with its stack and its name", () => {
        const label = (labels: { label: string; value: string }[] | undefined, key: string) =>
            labels?.find((item) => item.label === key)?.value;
        assertEach(labelled(), ({ inputs }) => label(inputs.labels, "hpc-stacks.stack") === site);
        assertEach(labelled(), ({ name, inputs }) => label(inputs.labels, "hpc-stacks.name") === name);
    });

    it("labels configs and secrets of a swarm, and begins their names with stack and service", () => {
        const files = [...recording().all("config"), ...recording().all("secret")];
        for (const { name, inputs, ...file } of files) {
            const labels = Object.fromEntries((inputs.labels ?? []).map(({ label, value }) => [label, value]));
            assert.deepEqual(labels, { "hpc-stacks.stack": site, "hpc-stacks.name": name });
            const service = recording().parentOf({ name, inputs, ...file })?.name ?? "no service";
            assert.match(inputs.name ?? "", new RegExp(`^${site}-${service}-.*[0-9a-f]{12}$`));
        }
    });

    it("runs everything by the id of one of its images", () => {
        const ids = [...recording().names("image"), ...recording().names("tenantImage")].map(imageIdOf);
        assertEach(recording().runnables(), ({ image }) => ids.includes(image));
    });
});
