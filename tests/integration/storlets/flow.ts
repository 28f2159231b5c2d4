import assert from "node:assert/strict";

import { verifyStorlets } from "../../../scripts/verify/storlets";
import { storletsOutputs } from "../../../scripts/stack/outputs";
import { run } from "../../../scripts/toolchain/run";
import type { LiveSite } from "../../support/live-site";
import { swiftClient } from "../../support/storlets-site";

const BASE = "debian_12_jre17_storlets";
export const TENANT = "debian_12_jre17_service_tenant_image.tar";

export function describeFlow(site: () => LiveSite): void {
    describe("that stands", () => {
        it("shows base and image to the real client, each with its name in the metadata", async () => {
            assert.equal(await swiftClient(site(), "list", "docker_images"), `${TENANT}\n${BASE}.tar`);
            assert.match(
                await swiftClient(site(), "stat", "docker_images", `${BASE}.tar`),
                new RegExp(`Meta Image-Name: ${BASE}$`, "m"),
            );
            const stat = await swiftClient(site(), "stat", "docker_images", TENANT);
            const { deployRequest } = await storletsOutputs(site().options);
            assert.match(stat, /Meta Image-Name: service_tenant_image$/m);
            assert.match(stat, /Content Type: application\/x-tar$/m);
            assert.match(stat, new RegExp(`ETag: ${deployRequest.etag}$`, "m"));
            assert.match(stat, new RegExp(`Content Length: ${deployRequest.size}$`, "m"));
        });

        it("has an image in the object that is loaded under the name that the manager is told", async () => {
            await swiftClient(site(), "download", "docker_images", TENANT, "--output", "/tmp/image.tar");
            const read = ["exec", site().container("swift"), "tar", "-xOf", "/tmp/image.tar", "manifest.json"];
            const [image] = JSON.parse(await run("docker", read)) as { RepoTags: string[] }[];
            assert.deepEqual(image?.RepoTags, ["service_tenant_image:latest"]);
            const { deployRequest } = await storletsOutputs(site().options);
            assert.equal(deployRequest.command, `deploy_image.py service ${TENANT} service_tenant_image`);
        });

        it("has tried the image without a network, within its limits", async () => {
            const { trial } = await storletsOutputs(site().options);
            assert.match(trial, /^hello from the tenant's image$/m);
            assert.deepEqual(
                [...trial.matchAll(/^ *(\w+):/gm)].map(([, device]) => device),
                ["lo"],
            );
            const format = ["NetworkMode", "Memory", "CpuQuota", "CpuPeriod"]
                .map((it) => `{{.HostConfig.${it}}}`)
                .join(" ");
            const limits = await run("docker", ["inspect", "--format", format, site().container("image-trial")]);
            assert.equal(limits, `none ${64 * 2 ** 20} 25000 100000`);
        });

        it("holds all that was declared", async () => {
            const checks = await verifyStorlets(site().options);
            assert.deepEqual(
                checks.filter(({ failure }) => failure !== undefined),
                [],
            );
            assert.ok(checks.length >= 7, `only ${checks.length} checks were made`);
        });

        it("changes nothing when it is brought up again, and keeps its keys out of the state", async () => {
            assert.deepEqual(await site().preview(), {});
            const { swift, manager } = await storletsOutputs(site().options);
            const { stdout } = await site().succeed("stack", "export");
            assert.ok(manager !== undefined && swift.key.length >= 32);
            assert.ok(![swift.key, manager.key].some((key) => stdout.includes(key)), "a key is in plain in the state");
        });

        it("leaves no name of the image behind on the engine", async () => {
            assert.equal(await run("docker", ["image", "ls", "--quiet", "service_tenant_image"]), "");
        });
    });
}
