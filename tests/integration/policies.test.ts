import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import type { Violation } from "../../policies/rules";
import { rules } from "../../policies/rules";
import { run } from "../../scripts/toolchain/run";
import { Checkout } from "../support/checkout";
import { shellBlocks } from "../support/docs";

/** What breaks which rule, and the beginning of what is said of it. */
const BROKEN = [
    ["zones-respected", "hasty", "is on the engine's default network"],
    ["zones-respected", "stranger", 'joins zone "inner", whose members are: step-ca; name stranger among them'],
    ["published-from-internal", "stranger", "publishes 8080:80, but is in internal zones only: inner"],
    ["ca-read-only", "stranger", 'may write to "rogue-rogue-step-root-ca" of the certificate authority at /root_ca'],
    ["health-checks", "hasty", "has no health check"],
    ["limits", "hasty", "has no limit of memory"],
    ["limits", "hasty", "logs by json-file without an end"],
    ["hardening", "hasty", "runs as the image's user"],
    ["hardening", "hasty", "has capabilities: those of every container"],
    ["hardening", "hasty", "what it starts may gain privileges"],
    ["hardening", "hasty", "is privileged"],
    ["pinned-images", "hasty", 'is pulled as "nginx:latest"'],
    ["certificate-lifetime", "rogue-leaf", 'is valid for 20h, longer than "rogue-root" that signs it, 10h'],
    ["certificate-lifetime", "rogue-leaf", "certificates are valid for 20h, more than the site's longest, 15h"],
    ["certificate-lifetime", "step-ca", "certificates are valid for 5m, less than the site's shortest, 10m"],
    ["secrets-in-plain", "hasty", "has ADMIN_PASSWORD in plain, in envs.0"],
] as const;

const WITHOUT_ENGINE = "export DOCKER_HOST=unix:///nonexistent; ";

/** A site over the real CLI, first as it should be, then with what no site may have. No engine is asked. */
describe("the rules of the house", function () {
    this.timeout("5m");
    let checkout: Checkout;
    const site = (policies: string, purpose = "trial"): void => {
        const honest = readFileSync(path.join(checkout.folder, "Pulumi.daos.yaml"), "utf8");
        const ruled = `  hpc-stacks:purpose: ${purpose}\n  hpc-stacks:policies: ${policies}\n`;
        writeFileSync(path.join(checkout.folder, "Pulumi.rogue.yaml"), `${honest}${ruled}`);
    };
    const BOUNDS = "certificate-bounds: { shortest: 10m, longest: 15h }";
    /** Output of a command that must fail. */
    const failing = (command: string): Promise<string> => checkout.shell(`${WITHOUT_ENGINE}! ${command}`);

    before(async () => {
        checkout = await Checkout.create();
        site(`{ ${BOUNDS} }`, "production");
        await checkout.shell("npm run -s pulumi -- stack init rogue");
    });
    after(() => checkout.remove());

    it("let a site pass that holds to them, by our runner and by Pulumi's, as docs/policies.md says", async () => {
        const commands = shellBlocks("docs/policies.md").flatMap((block) => block.trim().split("\n"));
        const [check = "", list = "", pack = ""] = commands.map((it) => it.replace("--stack dev", "--stack rogue"));
        const quiet = (command: string): Promise<string> =>
            checkout.shell(WITHOUT_ENGINE + command.replace("npm run", "npm run -s"));
        assert.equal(await quiet(`${check} 2>/dev/null`), "## Site `rogue`\n\n**All rules of the house hold**");
        assert.deepEqual(
            (await quiet(list)).split("\n").map((line) => line.split(/\s+/, 2)),
            rules.map(({ name }) => [name, "mandatory"]),
        );
        assert.match(await quiet(`${pack} 2>&1`), /✅ hpc-stacks@v[\d.]+ \(local: policies\)/);
    });

    describe("where all of them are broken", () => {
        before(() => {
            const program = path.join(checkout.folder, "index.ts");
            writeFileSync(program, `import "./tests/fixtures/policies/rogue";\n${readFileSync(program, "utf8")}`);
        });

        it("are told at once by our runner, and nothing that is not so", async () => {
            const said = await failing("npm run -s policies -- --stack rogue --json 2>/dev/null");
            const violations = JSON.parse(said) as Violation[];
            const told = violations.map(({ rule, name, message }) => `${rule} ${name} ${message}`).sort();
            const expected = BROKEN.map((words) => words.join(" ")).sort();
            assert.equal(told.length, expected.length, told.join("\n"));
            expected.forEach((words, index) => assert.ok(told[index]?.startsWith(words), `${words}:\n${told[index]}`));
            assert.ok(violations.every(({ level }) => level === "mandatory"));
            assert.ok(!/hunter/.test(said));
        });

        it("are told by Pulumi with the policy pack, but for what is secret, which it shows every pack in plain", async () => {
            const said = await failing("npm run -s pulumi -- preview --stack rogue --policy-pack policies 2>&1");
            for (const [rule, , message] of BROKEN) {
                assert.equal(said.includes(`[mandatory]  ${rule} `), rule !== "secrets-in-plain", rule);
                assert.equal(said.includes(message), rule !== "secrets-in-plain", message);
            }
        });

        it("refuse the site before anything is made", async () => {
            const said = await checkout.shell(
                "! node --require ./scripts/loader.cjs scripts/start.ts --stack rogue 2>&1",
            );
            assert.match(said, /error: nothing was changed:/);
            assert.match(said, /Against the rules of the house: the site is refused/);
            const made = ["ps --all", "volume ls", "network ls"].map((what) =>
                run("docker", [...what.split(" "), "--quiet", "--filter", "label=hpc-stacks.stack=rogue"]),
            );
            assert.deepEqual(await Promise.all(made), ["", "", ""]);
        });

        it("make a pull request's preview fail, and stand first in its comment", async () => {
            const said = await failing("npm run -s ci:preview -- rogue 2>/dev/null");
            const heading = said.indexOf("**Against the rules of the house: the site is refused**");
            assert.ok(heading > 0 && heading < said.indexOf("### `daos`"), said);
        });

        it("are only told, or not, where the site says so", async () => {
            const others = rules.map(({ name }) => name).filter((name) => name !== "limits");
            site(`{ limits: advisory, ${others.map((name) => `${name}: disabled`).join(", ")} }`);
            const said = await checkout.shell("npm run -s policies -- --stack rogue --json 2>/dev/null");
            const told = (JSON.parse(said) as Violation[]).map(({ rule, level, name }) =>
                [rule, level, name].join(" "),
            );
            assert.deepEqual(told, ["limits advisory hasty", "limits advisory hasty"]);
        });
    });
});
