import assert from "node:assert/strict";

import type { ImageObjectInputs } from "../../../components/storlets/image-object-provider";
import { imageObjectProvider } from "../../../components/storlets/image-object-provider";
import { SwiftSession } from "../../../components/swift/swift-session";
import { project } from "../../../scripts/project";
import { storletsOutputs } from "../../../scripts/stack/outputs";
import { run } from "../../../scripts/toolchain/run";
import { CuttingProxy } from "../../support/cutting-proxy";
import type { LiveSite } from "../../support/live-site";

const GIGABYTE = 2 ** 30;
const LARGE = "hpc-stacks-fixture/large:latest";
/** Most memory of a process that uploads whatever image: Node with our code has a fourth of it. */
const MOST_MEMORY = 400e6;

export function describeUploads(site: () => LiveSite): void {
    describe("to which a large image is uploaded", () => {
        let inputs: ImageObjectInputs;
        let session: SwiftSession;
        const exists = async (): Promise<boolean> =>
            (await session.head(`docker_images/${inputs.object}`)) !== undefined;

        before(async () => {
            // Random bytes stay as many, whoever compresses them.
            await run("sh", [
                "-c",
                `head -c ${GIGABYTE} /dev/urandom >"$0"/large && tar -C "$0" -c large | docker import - ${LARGE}`,
                await scratch(),
            ]);
            const imageId = await run("docker", ["image", "inspect", "--format", "{{.Id}}", LARGE]);
            const { swift } = await storletsOutputs(site().options);
            const object = "debian_12_jre17_large.tar";
            inputs = {
                account: swift,
                container: "docker_images",
                object,
                reference: LARGE,
                imageName: "large",
                imageId,
                engine: {},
            };
            session = await SwiftSession.open(swift);
        });
        after(async () => {
            await session.request("DELETE", `docker_images/${inputs.object}`, { expected: [404] });
            await run("docker", ["image", "rm", "--force", LARGE]);
            await run("rm", ["-rf", await scratch()]);
        });

        it("shows no half of it when the upload is killed", async () => {
            const { execa } = await import("execa");
            const port = Number(new URL(inputs.account.url).port);
            const proxy = await CuttingProxy.start(port, 1, GIGABYTE / 8, () => void upload.kill("SIGKILL"));
            const upload = execa("node", [...UPLOAD, JSON.stringify(through(proxy, inputs))], {
                cwd: project,
                reject: false,
            });
            assert.equal((await upload).signal, "SIGKILL");
            proxy.stop();
            assert.equal(proxy.cut, 1);
            assert.equal(await exists(), false);
        });

        it("has the whole of it after a connection broke off half-way, in bounded memory", async () => {
            const { execa } = await import("execa");
            const port = Number(new URL(inputs.account.url).port);
            const seen: Promise<boolean>[] = [];
            const proxy = await CuttingProxy.start(port, 1, GIGABYTE / 8, () => seen.push(exists()));
            const started = Date.now();
            const { stdout } = await execa("node", [...UPLOAD, JSON.stringify(through(proxy, inputs))], {
                cwd: project,
            });
            proxy.stop();
            const { etag, size, rss } = JSON.parse(stdout) as { etag: string; size: number; rss: number };
            assert.deepEqual(await Promise.all(seen), [false]);
            const headers = await session.head(`docker_images/${inputs.object}`);
            assert.equal(headers?.get("ETag"), etag);
            assert.ok(size > GIGABYTE && Number(headers?.get("Content-Length")) === size);
            assert.ok(rss < MOST_MEMORY, `the upload took ${Math.round(rss / 1e6)} MB of memory`);
            console.log(
                `      ${size} bytes in ${(Date.now() - started) / 1000}s, ${Math.round(rss / 1e6)} MB of memory`,
            );
        });

        it("is told when the key is wrong, and what to do", async () => {
            const wrong = { ...inputs, account: { ...inputs.account, key: "wrong" } };
            await assert.rejects(
                imageObjectProvider.create(wrong),
                /swift refuses user "service:swift".*status 401.*give the right/,
            );
        });
    });
}

const UPLOAD = ["--require", "./scripts/loader.cjs", "tests/support/upload-image.ts"];

function through({ port }: CuttingProxy, inputs: ImageObjectInputs): ImageObjectInputs {
    return { ...inputs, account: { ...inputs.account, url: `http://127.0.0.1:${port}/auth/v1.0` } };
}

let folder: Promise<string> | undefined;
function scratch(): Promise<string> {
    return (folder ??= run("mktemp", ["-d"]));
}
