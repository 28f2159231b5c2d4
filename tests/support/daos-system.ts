import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { DaosAuthority } from "./daos-certificates";
import { type DaosFixture, daosFixture } from "./daos-fixture";
import { freePort } from "./live-site";

/** Pool that the system has. */
export const POOL = "tank";

/** A stand-in for a DAOS system, on this machine. */
export class DaosSystem {
    private constructor(
        readonly fixture: DaosFixture,
        /** Who signed its certificates; undefined where it uses none. */
        readonly authority: DaosAuthority | undefined,
        /** Port of its management service. */
        readonly port: number,
        private readonly server: ChildProcess,
        private readonly folder: string,
    ) {}

    static async start({ auth }: { readonly auth: boolean }): Promise<DaosSystem> {
        const fixture = await daosFixture();
        const folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-daos-"));
        const port = await freePort();
        const args = ["-listen", `127.0.0.1:${port}`, "-pools", POOL];
        const authority = auth ? await DaosAuthority.create() : undefined;
        if (authority !== undefined) {
            const { cert, key } = await authority.issue("server");
            writeFileSync(path.join(folder, "daosCA.crt"), authority.ca);
            writeFileSync(path.join(folder, "server.crt"), cert);
            writeFileSync(path.join(folder, "server.key"), key, { mode: 0o400 });
            args.push("-certificates", folder);
        }
        const server = spawn(fixture.server, args, { stdio: ["ignore", "pipe", "inherit"] });
        // Its first words are that it listens.
        await once(server.stdout, "data");
        return new DaosSystem(fixture, authority, port, server, folder);
    }

    /** What a site says in order to use it: the settings that every user has. */
    async section(): Promise<Record<string, unknown>> {
        return {
            client: { user: "foo", uid: 666, group: "bar", gid: 999 },
            accessPoints: ["127.0.0.1"],
            port: this.port,
            ...(this.authority ? { certificates: await this.authority.agent() } : { auth: false }),
            baseImage: this.fixture.baseImage,
            repos: ["file:///srv/daos/v2.2/EL8/packages/x86_64/"],
            gpgKeys: ["file:///srv/daos/RPM-GPG-KEY"],
        };
    }

    async stop(): Promise<void> {
        const ended = once(this.server, "exit");
        this.server.kill();
        await ended;
        rmSync(this.folder, { recursive: true });
    }
}
