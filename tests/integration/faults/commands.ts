import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { packageFile } from "../../../scripts/project";
import { cacheFolder } from "../../../scripts/toolchain/cache";
import { census } from "../../support/census";
import { Checkout } from "../../support/checkout";
import { type EngineProxy, newerEngine, slowEngine } from "../../support/engine-proxies";
import { eventually } from "../../support/eventually";
import { freePort } from "../../support/live-site";

/** Milliseconds that each answer of the slow engine is late. */
const LATE = 300;

/** What a user of `npm start` meets in a checkout, on a machine where something is not as it should be. */
export function describeCommandFaults(): void {
    describe("npm start, where something is wrong with the machine", () => {
        const stack = `test-${randomBytes(3).toString("hex")}`;
        let checkout: Checkout;
        let folder: string;
        let declared: string[];
        const proxies: EngineProxy[] = [];

        const start = (before = ""): Promise<string> => checkout.shell(`${before} npm start -- --stack ${stack} 2>&1`);
        const write = (port: number, rotation: number): void =>
            writeFileSync(
                path.join(checkout.folder, `Pulumi.${stack}.yaml`),
                JSON.stringify({
                    config: {
                        "hpc-stacks:environments": ["pcocc"],
                        "hpc-stacks:volumes": "delete",
                        "hpc-stacks:pcocc": { port, memory: 512, rotation: { certificates: rotation } },
                    },
                }),
            );
        const stateFile = (): string =>
            path.join(checkout.folder, ".state", ".pulumi", "stacks", packageFile.name, `${stack}.json`);
        let port: number;

        before(async () => {
            checkout = await Checkout.create();
            folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-faults-"));
            port = await freePort();
            write(port, 0);
        });
        after(async () => {
            await checkout.shell(`npm run -s destroy -- --stack ${stack}`).catch(() => undefined);
            proxies.forEach((proxy) => proxy.stop());
            checkout.remove();
            rmSync(folder, { recursive: true, force: true });
        });

        it("an engine of another version: it is refused before anything is made", async () => {
            const engine = await newerEngine(folder);
            proxies.push(engine);
            await assert.rejects(start(`DOCKER_HOST=${engine.host}`), (error: Error) => {
                assert.match(
                    error.message,
                    /error: the engine at \S+newer\.sock does not understand the Docker client/,
                );
                assert.match(error.message, /bring the older of the two up to date\n\s*Error response .* 9\.90/);
                return true;
            });
            assert.deepEqual(await census(stack), []);
        });

        it("a plugin missing: it is put back", async () => {
            const cache = path.join(folder, "cache");
            mkdirSync(cache);
            for (const entry of readdirSync(cacheFolder())) {
                const [from, to] = [path.join(cacheFolder(), entry), path.join(cache, entry)];
                if (entry.startsWith("pulumi-home-")) {
                    cpSync(from, to, { recursive: true, filter: (file) => !/resource-random/.test(file) });
                } else {
                    symlinkSync(from, to);
                }
            }
            const said = await start(`HPC_STACKS_CACHE=${cache}`);
            assert.match(said, /a plugin is missing: putting all together anew/);
            assert.match(said, /The Docker engine of job \d+ is at/);
            declared = await census(stack);
        });

        it("a wrong passphrase: it says which one to use", async () => {
            await assert.rejects(
                start("PULUMI_CONFIG_PASSPHRASE=wrong"),
                /incorrect passphrase[^]*\n\s*the state was encrypted with another passphrase, and nothing was changed/,
            );
        });

        it("a read-only folder: it says which", async () => {
            const readOnly = "mount --bind . . && mount -o remount,bind,ro . && cd . &&";
            const command = `unshare --mount sh -c 'cd / && cd "$0" && ${readOnly} cd "$0" && npm start -- --stack ${stack} 2>&1' "$PWD"`;
            await assert.rejects(
                checkout.shell(command),
                /error: \S+ cannot be written, .* read-only: make its folder/,
            );
        });

        it("a state file that broke off: it says so, and its command for the copy brings the state back", async () => {
            writeFileSync(stateFile(), readFileSync(stateFile(), "utf8").slice(0, 5_000));
            const said = await start().then(
                () => assert.fail("a state that broke off was used"),
                (error: Error) => error.message,
            );
            const [, copy = ""] = /`(cp [^`]+)`/.exec(said) ?? [];
            assert.match(said, /the state of site \S+ is damaged, .* cannot be read/);
            await checkout.shell(copy);
            await checkout.shell(`npm run -s pulumi -- up --yes --skip-preview --expect-no-changes --stack ${stack}`);
        });

        it("a slow engine, and two at once: one is refused and says by whom, the other only takes longer", async () => {
            const engine = await slowEngine(folder, LATE);
            proxies.push(engine);
            write(port, 1);
            const first = start(`DOCKER_HOST=${engine.host}`);
            const locks = path.join(checkout.folder, ".state", ".pulumi", "locks");
            await eventually(60_000, () =>
                Promise.resolve().then(() => assert.ok(holds(locks), "the first takes no lock")),
            );
            await assert.rejects(start(), /error: stack \S+ is locked: \S+ on \S+ has been updating it since/);
            assert.match(await first, /The Docker engine of job \d+ is at/);
            assert.deepEqual(await census(stack), declared);
        });

        it("leaves nothing", async () => {
            await start();
            const destroy = (): Promise<string> => checkout.shell(`npm run -s destroy -- --stack ${stack}`);
            // As docs/faults.md says, the engine has refused once to remove an image, beside another site's tests.
            await destroy().catch(destroy);
            assert.deepEqual(await census(stack), []);
        });
    });
}

/** Whether there is a lock anywhere in a folder. */
function holds(folder: string): boolean {
    return readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith(".json"));
}
