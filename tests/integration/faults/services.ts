import assert from "node:assert/strict";

import { openChamiOutputs } from "../../../scripts/stack/outputs";
import { run } from "../../../scripts/toolchain/run";
import { type GatewayAddress, accessToken, ask } from "../../../scripts/verify/gateway-client";
import { assertAllHolds } from "../../support/all-hold";
import { assertNoDrift } from "../../support/drifted";
import { eventually } from "../../support/eventually";
import type { LiveSite } from "../../support/live-site";
import { load } from "../../support/load";
import { gatewayOf } from "../../support/openchami-site";

/** Milliseconds within which a service must be back that is left to itself. */
const BACK = 60_000;
/** What the sidecar says each time that it got no certificate. */
const REFUSED = /no new certificate this time/g;

export function describeServiceFaults(site: () => LiveSite): void {
    describe("services that fail", () => {
        let gateway: GatewayAddress;
        let token: string;
        before(async () => {
            gateway = await gatewayOf(site());
            token = await accessToken(gateway, (await openChamiOutputs(site().options)).client);
        });
        const serial = async (): Promise<string> => {
            const { status, certificateSerial } = await ask(gateway, "/healthz");
            assert.equal(status, 200);
            return certificateSerial;
        };
        const components = (ask_: object = {}): ReturnType<typeof ask> =>
            ask(gateway, "/hsm/v2/State/Components", { headers: { authorization: `Bearer ${token}` }, ...ask_ });

        it("postgres killed under load loses nothing that was confirmed, and comes back by itself", async () => {
            const confirmed: string[] = [];
            const insert = async (number: number): Promise<void> => {
                const id = `x3000c0s${number % 60}b${Math.floor(number / 60)}n0`;
                const body = JSON.stringify({ Components: [{ ID: id, State: "Ready" }] });
                const { status } = await components({ method: "POST", body });
                assert.equal(status, 204);
                confirmed.push(id);
            };
            const postgres = site().container("postgres");
            const restarts = async (): Promise<number> =>
                Number(await run("docker", ["inspect", "--format", "{{.RestartCount}}", postgres]));
            const before = await restarts();
            let refused = 0;
            for (let number = 0; number < 100; number++) {
                if (number === 50) {
                    // Its first process, as a system without memory ends it; the engine takes `docker kill` for a wish.
                    const pid = await run("docker", ["inspect", "--format", "{{.State.Pid}}", postgres]);
                    process.kill(Number(pid), "SIGKILL");
                }
                await insert(number).catch(() => (refused += 1));
            }
            await eventually(BACK, () => insert(100));
            console.log(`      ${refused} of 100 requests refused, the others waited or did not notice`);
            assert.equal(await restarts(), before + 1);
            const answer = JSON.parse((await components()).body) as { Components: { ID: string }[] };
            const kept = new Set(answer.Components.map(({ ID }) => ID));
            assert.deepEqual(
                confirmed.filter((id) => !kept.has(id)),
                [],
            );
        });

        it("the authority away for many renewals: the gateway serves on, and is renewed when it is back", async () => {
            const refusals = async (): Promise<number> => {
                const logs = ["logs", "--since", since, site().container("cert-sidecar")];
                const said = await run("sh", ["-c", 'docker "$@" 2>&1', "sh", ...logs]);
                return said.match(REFUSED)?.length ?? 0;
            };
            const since = String(Math.floor(Date.now() / 1000));
            const before = await serial();
            await run("docker", ["stop", site().container("step-ca")]);
            const away = eventually(120_000, async () => assert.ok((await refusals()) >= 4));
            const { lost, losses } = await load(gateway, { perSecond: 10, duration: 120_000, until: away });
            await away;
            assert.deepEqual([lost, losses], [0, []]);
            const during = await serial();
            await run("docker", ["start", site().container("step-ca")]);
            await eventually(BACK, async () => assert.ok(![before, during].includes(await serial())));
        });

        it("files in volumes edited by hand are put right by the services that own them", async () => {
            const before = await serial();
            await run("docker", ["exec", site().container("cert-sidecar"), "sh", "-c", "echo spoiled > /certs/*.pem"]);
            await eventually(BACK, async () => assert.notEqual(await serial(), before));

            const hba = "/var/lib/postgresql/data/cluster/pg_hba.conf";
            const postgres = site().container("postgres");
            await run("docker", ["exec", postgres, "sh", "-c", `echo "host all all all trust" >> ${hba}`]);
            await run("docker", ["restart", postgres]);
            const { result } = await eventually(BACK, () => run("docker", ["exec", postgres, "cat", hba]));
            assert.doesNotMatch(result, /trust/);
        });

        it("a container killed and one removed are back after one update with a refresh", async () => {
            await run("docker", ["kill", site().container("opaal")]);
            await run("docker", ["rm", "--force", site().container("hydra")]);
            await site().up("--refresh");
            await assertAllHolds(site());
            await assertNoDrift(site());
        });
    });
}
