import assert from "node:assert/strict";

import type { EnvironmentReport } from "../../../scripts/review/report";
import { run } from "../../../scripts/toolchain/run";
import type { LiveSite } from "../../support/live-site";
import { review } from "../../support/reviewed";

const CHANGES: Readonly<Record<string, Record<string, unknown>>> = {
    "a zone, who joins it, and a port": {
        zones: { mgmt: { internal: false, members: ["step-ca", "smd"] } },
        services: { smd: { zones: ["mgmt"] }, "step-ca": { zones: ["mgmt"] } },
        ports: { https: 65003 },
    },
    "passwords of the databases": { rotation: { databasePasswords: 1 } },
};

/** What the engine says of a container. */
interface Container {
    readonly id: string;
    readonly created: string;
    readonly published: readonly string[];
    readonly networks: readonly string[];
}

export function describeAgreement(site: () => LiveSite): void {
    describe("reports what an update then does, when there changes", () => {
        for (const [change, openchami] of Object.entries(CHANGES)) {
            it(change, async () => {
                site().writeWith(openchami);
                const report = await review(site().options);
                const environment = report.environments[0]!;
                assert.equal(environment.name, "openchami");
                const before = await containers(site());
                await site().up();
                const after = await containers(site());

                const anew = [...after].filter(([name, { id }]) => before.get(name)?.id !== id).map(([name]) => name);
                assert.deepEqual(environment.restarts.map(({ name }) => name).sort(), anew.sort());
                assertOrder(environment, after);
                const [old, now] = [before, after].map((all) =>
                    [...all.values()].flatMap(({ published }) => published),
                );
                assert.deepEqual(
                    environment.ports.appear.map(({ host }) => host),
                    now!.filter((port) => !old!.includes(port)),
                );
                assert.deepEqual(
                    environment.reach.appear.map(({ between }) => between.join(" ")),
                    pairs(after).filter((pair) => !pairs(before).includes(pair)),
                );
                assert.deepEqual((await review(site().options)).environments, []);
            });
        }
        it("by hand, because a service was stopped", async () => {
            await run("docker", ["stop", site().container("bss")]);
            const report = await review(site().options, "preview", "--refresh");
            assert.deepEqual(
                report.environments.map(({ name, updated, replaced }) => ({ name, updated, replaced })),
                [
                    {
                        name: "openchami",
                        updated: [
                            {
                                kind: "service",
                                name: "bss",
                                reasons: [{ what: "running", name: undefined, from: "no", to: "yes" }],
                            },
                        ],
                        replaced: [],
                    },
                ],
            );
            await site().up("--refresh");
            assert.deepEqual((await review(site().options, "preview", "--refresh")).environments, []);
        });
    });
}

/** Whoever is said to come after another was made after it. */
function assertOrder({ restarts }: EnvironmentReport, containers: ReadonlyMap<string, Container>): void {
    const pairs = restarts.flatMap(({ name, after }) => after.map((earlier) => [earlier, name] as const));
    for (const [earlier, later] of pairs) {
        assert.ok(containers.get(earlier)!.created < containers.get(later)!.created, `${later} came before ${earlier}`);
    }
}

/** Names of containers that share a network, two by two. */
function pairs(containers: ReadonlyMap<string, Container>): string[] {
    const all = [...containers].sort(([a], [b]) => (a < b ? -1 : 1));
    return all.flatMap(([one, { networks }], index) =>
        all
            .slice(index + 1)
            .filter(([, other]) => other.networks.some((network) => networks.includes(network)))
            .map(([other]) => `${one} ${other}`),
    );
}

interface Inspected {
    Id: string;
    Name: string;
    Created: string;
    HostConfig: { PortBindings: Record<string, { HostIp: string; HostPort: string }[] | null> | null };
    NetworkSettings: { Networks: Record<string, unknown> };
}

async function containers(site: LiveSite): Promise<Map<string, Container>> {
    const filter = ["--filter", `label=hpc-stacks.stack=${site.options.stack}`];
    const ids = (await run("docker", ["ps", "--all", "--quiet", ...filter])).split("\n").filter(Boolean);
    const inspected = JSON.parse(await run("docker", ["inspect", ...ids])) as Inspected[];
    const prefix = site.container("");
    return new Map(
        inspected.map(({ Id, Name, Created, HostConfig, NetworkSettings }) => [
            Name.replace(`/${prefix}`, ""),
            {
                id: Id,
                created: Created,
                published: Object.values(HostConfig.PortBindings ?? {})
                    .flatMap((bindings) => bindings ?? [])
                    .map(({ HostIp, HostPort }) => `${HostIp}:${HostPort}`),
                networks: Object.keys(NetworkSettings.Networks),
            },
        ]),
    );
}
