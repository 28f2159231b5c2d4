import * as path from "node:path";

import { project } from "../../scripts/project";
import { storletsOutputs } from "../../scripts/stack/outputs";
import { run } from "../../scripts/toolchain/run";
import { LiveSite, freePort } from "./live-site";

/** Image of the tests that takes the place of the storlets' base image: the same entry point without a run time. */
export const RUNTIME = "hpc-stacks-fixture/storlets:latest";
/** What it starts from, as images of the project do. */
export const RUNTIME_BASE = "hpc-stacks-fixture/base:latest";

/** Builds the image on the real engine. */
export async function buildRuntime(): Promise<void> {
    const build = (...args: string[]) =>
        run("docker", ["build", "--quiet", ...args], { cwd: project, env: { DOCKER_BUILDKIT: "0" } });
    await build("--tag", RUNTIME_BASE, "images/base");
    const fixture = path.join("tests", "fixtures", "storlets", "runtime.Dockerfile");
    await build("--tag", RUNTIME, "--build-arg", `BASE=${RUNTIME_BASE}`, "--file", fixture, "images/storlets");
}

export async function removeRuntime(): Promise<void> {
    await run("docker", ["image", "rm", "--force", RUNTIME, RUNTIME_BASE]);
}

/** What a site says of its storlets, on a free port, with an image that is soon built. */
export async function storletsSection(): Promise<object> {
    return {
        ports: { swift: await freePort() },
        image: { context: "tests/fixtures/storlets/tenant" },
        trial: { command: ["sh", "-c", "cat /usr/local/share/greeting /proc/net/dev"], memory: 64, cores: 0.25 },
    };
}

/** A live storlets site whose base image is the tests' own. */
export async function storletsSite(): Promise<LiveSite> {
    return LiveSite.create("storlets", await storletsSection(), { images: { pulled: { storlets: RUNTIME } } });
}

/** Runs the real client of Swift as the account's manager. */
export async function swiftClient(site: LiveSite, ...args: string[]): Promise<string> {
    const { user, key } = (await storletsOutputs(site.options)).swift;
    const login = ["-A", "http://127.0.0.1:8080/auth/v1.0", "-U", user, "-K", key];
    return run("docker", ["exec", site.container("swift"), "swift", ...login, ...args]);
}
