import assert from "node:assert/strict";

import { MongoClient } from "mongodb";

import { run, tryRun } from "../../../scripts/toolchain/run";
import { eventually } from "../../support/eventually";
import type { LabSite } from "../../support/lab-site";
import { freePort } from "../../support/live-site";

interface Photographer {
    readonly name: string;
    readonly interests: readonly string[];
}

const ALICE: Photographer = { name: "alice", interests: ["portrait", "landscape"] };
const BOB: Photographer = { name: "bob", interests: ["street", "sports"] };
const DOISNEAU: Photographer = { name: "doisneau", interests: ["street"] };

/** The documents that a server has under a port of this machine, without their ids, once it answers. */
export async function photographers(port: number): Promise<Photographer[]> {
    const { result } = await eventually(20_000, () =>
        connected(port, async (client) =>
            client.db("artists").collection<Photographer>("photographers").find().sort({ name: 1 }).toArray(),
        ),
    );
    return result.map(({ name, interests }) => ({ name, interests }));
}

/** Adds the photographer of the lab's text. */
export async function addDoisneau(port: number): Promise<void> {
    await connected(port, (client) =>
        client
            .db("artists")
            .collection("photographers")
            .insertOne({ ...DOISNEAU }),
    );
}

async function connected<T>(port: number, action: (client: MongoClient) => Promise<T>): Promise<T> {
    const client = new MongoClient(`mongodb://127.0.0.1:${port}`, { serverSelectionTimeoutMS: 2_000 });
    try {
        return await action(client);
    } finally {
        await client.close();
    }
}

/** Section 8 of the lab, step by step: plain containers of the image that the site built. */
export function describeDocuments(lab: () => LabSite): void {
    describe("has an image mongo-perso", () => {
        let image: string;
        let port: number;
        const name = (): string => `${lab().site.options.stack}-mymongo`;
        const label = (): string[] => ["--label", `hpc-stacks.stack=${lab().site.options.stack}`];
        const start = (...args: string[]): Promise<string> =>
            run("docker", [
                ...["run", "--detach", "--name", name(), ...label(), "--publish", `127.0.0.1:${port}:27017`],
                ...["--volume", `${name()}:/data/db`, ...args, image],
            ]);
        const remove = (): Promise<string> => run("docker", ["rm", "--force", name()]);
        const fresh = async (): Promise<void> => {
            await tryRun("docker", ["rm", "--force", name()]);
            await tryRun("docker", ["volume", "rm", name()]);
            await run("docker", ["volume", "create", ...label(), name()]);
        };

        before(async () => {
            port = await freePort();
            image = await run("docker", ["inspect", "--format", "{{.Image}}", lab().site.container("mongo-perso")]);
            await fresh();
        });
        after(async () => {
            await tryRun("docker", ["rm", "--force", name()]);
            await run("docker", ["volume", "rm", name()]);
        });

        it("whose first start brings alice and bob, whose later ones keep what was added (steps 1 to 8)", async () => {
            await start();
            assert.deepEqual(await photographers(port), [ALICE, BOB]);
            await addDoisneau(port);
            assert.deepEqual(await photographers(port), [ALICE, BOB, DOISNEAU]);
            await run("docker", ["stop", name()]);
            await run("docker", ["rm", name()]);
            await start();
            assert.deepEqual(await photographers(port), [ALICE, BOB, DOISNEAU]);
        });

        it("that loses nothing when it is killed", async () => {
            await run("docker", ["kill", name()]);
            await run("docker", ["start", name()]);
            assert.deepEqual(await photographers(port), [ALICE, BOB, DOISNEAU]);
            await remove();
        });

        it("that neither loses nor doubles a document when it crashes before it has noted that it is initialised", async () => {
            await fresh();
            const crash = 'touch() { echo "crashed before the marker"; exit 1; }; . /mongo-perso.sh';
            const crashing = run("docker", [
                ...["run", "--name", name(), ...label(), "--volume", `${name()}:/data/db`, "--entrypoint", "/bin/bash"],
                ...[image, "-c", crash],
            ]);
            await assert.rejects(crashing, /crashed before the marker/);
            await remove();
            await start();
            assert.deepEqual(await photographers(port), [ALICE, BOB]);
            await remove();
        });
    });
}
