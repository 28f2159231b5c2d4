import assert from "node:assert/strict";

import { type Pulumi, repair } from "../../scripts/drift/repair";
import type { DriftReport } from "../../scripts/drift/report";
import { run, tryRun } from "../../scripts/toolchain/run";
import { assertNoDrift, drift, found } from "../support/drifted";
import type { LiveSite } from "../support/live-site";
import { openChamiSite } from "../support/openchami-site";

/** What is done by hand to one site, and what is then said of it. */
describe("a site that somebody changes by hand", function () {
    this.timeout("6m");
    let site: LiveSite;
    const docker = (...args: string[]): Promise<string> => run("docker", args);
    const network = (zone: string): string => site.container(zone);
    const pulumi: Pulumi = async (args) => (await site.succeed(...args)).exitCode;
    const repaired = (report: DriftReport): Promise<void> => repair(report, pulumi, () => undefined);
    const inspect = (format: string, name: string): Promise<string> => docker("inspect", "--format", format, name);

    before(async () => {
        site = await openChamiSite();
        await site.up();
    });
    after(async () => {
        // They are in the site's zones, and none of them has its label and name.
        for (const name of ["stranger", "sharing", "sidecar"]) {
            await tryRun("docker", ["rm", "--force", `${site.options.stack}-${name}`]);
        }
        await site.remove();
    });

    it("has no drift as an update left it", () => assertNoDrift(site));

    it("is told of each change, of no other, and what an update makes of it; and is put right", async () => {
        const c = (service: string): string => site.container(service);
        const image = await inspect("{{.Image}}", c("postgres"));
        const idle = ["--entrypoint", "sleep", image, "600"];
        const [bss = ""] = (await docker("image", "ls", "--format", "{{.Repository}}:{{.Tag}}", c("image-bss"))).split(
            "\n",
        );

        await docker("stop", "--time", "1", c("hydra"));
        await docker("pause", c("smd"));
        await docker("update", "--memory", "300m", "--memory-swap", "300m", c("haproxy"));
        await docker("update", "--pids-limit", "500", "--cpu-shares", "512", c("step-ca"));
        await docker("network", "disconnect", network("external"), c("haproxy"));
        await docker("network", "connect", network("external"), c("postgres"));
        await docker("cp", `${c("haproxy")}:/usr/local/etc/haproxy/haproxy.cfg`, site.options.state);
        await docker("cp", `${site.options.state}/haproxy.cfg`, `${c("opaal")}:/etc/opaal/nginx.conf`);
        await docker("rm", c("smd-init"));
        await docker("rename", c("cert-sidecar"), `${site.options.stack}-sidecar`);
        await docker("tag", image, bss);
        await docker("rm", "--force", c("bss"));
        await docker("run", "--detach", "--name", c("bss"), "--env", "A=b", "--network", network("internal"), ...idle);
        const stranger = ["--name", `${site.options.stack}-stranger`, "--network", network("internal")];
        await docker("run", "--detach", ...stranger, ...idle);
        const sharing = ["--name", `${site.options.stack}-sharing`, "--network", `container:${c("step-ca")}`];
        await docker("run", "--detach", ...sharing, ...idle);
        const labels = [`hpc-stacks.stack=${site.options.stack}`, "hpc-stacks.name=openchami-old"];
        const old = ["--name", c("old"), ...labels.flatMap((label) => ["--label", label])];
        await docker("run", "--detach", ...old, ...idle);

        const report = await drift(site);
        assert.deepEqual(found(report), [
            "container `<site>-openchami-old` has labels and name of the site's, and no update made it; does not see it",
            "image `bss` is not what has its name `<tagged>`; takes the other image for the site's, and runs it",
            "job `smd-init` is gone; runs it again",
            "service `bss` was made anew by hand, and differs in image, entrypoint, command, user, dropped capabilities, environment, memory, memory with swap, restart policy; fails, its name is taken",
            "service `cert-sidecar` is now called `<site>-sidecar`; replaces it",
            "service `haproxy` has memory `300 MiB` instead of `256 MiB`; sets it back",
            "service `haproxy` has memory with swap `300 MiB` instead of `256 MiB`; sets it back",
            "service `haproxy` was disconnected from its zone `<site>-openchami-external`; does not see it",
            "service `hydra` is stopped; starts it",
            "service `opaal` has another file `/etc/opaal/nginx.conf` than it was given; does not see it",
            "service `postgres` was connected to network `<site>-openchami-external`, which is none of its zones; does not see it",
            "service `smd` is paused; does not see it",
            "service `step-ca` has limit of processes `500` instead of `0`; does not see it",
            "service `step-ca` has processor shares `512` instead of `0`; replaces it",
            "service `step-ca` shares its network with a container that is not of the site: `<site>-sharing`; does not see it",
            "zone `internal` has a container in it that is not of the site: `<site>-stranger`; does not see it",
        ]);

        await repaired(report);
        await assertNoDrift(site);
        await site.up("--expect-no-changes");
    });

    it("gets a zone back that somebody made anew", async () => {
        const zone = network("hydra-only");
        const members = await inspect("{{range .Containers}}{{.Name}} {{end}}", zone);
        for (const name of members.trim().split(" ")) {
            await docker("network", "disconnect", "--force", zone, name);
        }
        await docker("network", "rm", zone);
        await docker("network", "create", zone);
        await docker("network", "connect", zone, site.container("hydra"));
        const report = await drift(site);
        assert.deepEqual(found(report), ["zone `hydra-only` was made anew by hand; fails, its name is taken"]);
        await repaired(report);
        await assertNoDrift(site);
    });

    it("keeps the data of a volume that Pulumi would replace, until its user removes it", async () => {
        const volume = site.container("haproxy-run");
        await docker("rm", "--force", site.container("haproxy"), site.container("cert-sidecar"));
        await docker("volume", "rm", volume);
        await docker("volume", "create", volume);
        const report = await drift(site);
        assert.deepEqual(found(report), [
            "service `cert-sidecar` is gone; makes it anew",
            "service `haproxy` is gone; makes it anew",
            "volume `haproxy-run` is not the one that the site made; deletes it with its data, unless the site keeps volumes",
        ]);
        assert.deepEqual((await site.preview("--refresh"))["replaced"], ["haproxy-run"]);
        await assert.rejects(repaired(report), /would lose data: save what is in the volumes/);
        assert.equal(await docker("volume", "ls", "--quiet", "--filter", `name=${volume}$`), volume);

        await docker("volume", "rm", volume);
        const after = await drift(site);
        assert.deepEqual(found(after), [
            "service `cert-sidecar` is gone; makes it anew",
            "service `haproxy` is gone; makes it anew",
            "volume `haproxy-run` is gone; makes it anew, empty",
        ]);
        await repaired(after);
        await assertNoDrift(site);
    });
});
