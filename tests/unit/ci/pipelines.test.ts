import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import * as path from "node:path";

import { parse } from "yaml";

import { packageFile, project } from "../../../scripts/project";
import { readDoc } from "../../support/docs";
import { workflow } from "../../support/workflows";

const FILES = readdirSync(path.join(project, ".github", "workflows"));

describe("the workflows of pull requests", () => {
    const all = FILES.map((file) => ({ file, text: readDoc(`.github/workflows/${file}`), ...workflow(file) }));
    const jobs = all.flatMap(({ jobs: named, on }) =>
        Object.entries(named).map(([name, job]) => ({ name, on, ...job })),
    );

    it("pin every action by a commit, and say which release that is", () => {
        const uses = all.flatMap(({ text }) => text.match(/uses: .*/g) ?? []);
        assert.notEqual(uses.length, 0);
        for (const line of uses) {
            assert.match(line, /^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
        }
    });

    it("may read the code and nothing else, but for the job that comments", () => {
        for (const { permissions } of all) {
            assert.deepEqual(permissions, { contents: "read" });
        }
        const more = jobs.filter(({ permissions }) => permissions !== undefined);
        assert.deepEqual(
            more.map(({ name, permissions }) => [name, permissions]),
            [["preview", { contents: "read", "pull-requests": "write" }]],
        );
    });

    it("give no secret to a fork, and never run its code with the rights of the project", () => {
        assert.ok(all.every(({ on }) => !("pull_request_target" in on)));
        const withSecrets = jobs.filter(
            (job) => "pull_request" in job.on && /secrets\.|github\.token/.test(JSON.stringify(job)),
        );
        assert.deepEqual(
            withSecrets.map(({ name }) => name),
            ["preview"],
        );
        for (const job of withSecrets) {
            assert.match(job.if ?? "", /head\.repo\.full_name == github\.repository/);
        }
    });

    it("keep no credentials in a checkout", () => {
        const steps = jobs
            .flatMap(({ steps: list }) => list)
            .filter(({ uses }) => uses?.startsWith("actions/checkout"));
        assert.notEqual(steps.length, 0);
        assert.ok(steps.every((step) => step.with?.["persist-credentials"] === false));
    });

    it("apply after someone agreed, on what was merged", () => {
        const apply = jobs.find(({ name }) => name === "apply");
        assert.equal(apply?.environment, "sites");
        assert.ok(!("pull_request" in (apply?.on ?? {})));
    });

    it("never put what others wrote into a command", () => {
        const runs = jobs.flatMap(({ steps }) => steps).flatMap(({ run }) => run ?? []);
        assert.deepEqual(
            runs.filter((command) => command.includes("${{")),
            [],
        );
    });

    it("run npm scripts that exist, as GitLab's pipeline does", () => {
        const texts = [...all.map(({ text }) => text), readDoc(".gitlab-ci.yml")];
        const names = texts.flatMap((text) => [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name));
        assert.ok(names.length > 10);
        assert.deepEqual(
            names.filter((name) => !(name in packageFile.scripts)),
            [],
        );
    });

    it("look at every site each night, and fail where something was changed by hand, as GitLab's pipeline does", () => {
        const drift = jobs.find(({ name }) => name === "drift");
        assert.ok("schedule" in (drift?.on ?? {}));
        assert.equal(drift?.steps.at(-1)?.run, 'npm run drift -- --stack "$SITE"');
        const gitLab = parse(readDoc(".gitlab-ci.yml")) as Record<"drift", { script: string[] }>;
        assert.match(gitLab.drift.script.join("\n"), /npm run drift -- --stack "\$site" \|\| exit/);
    });

    it("check the same as GitLab's pipeline", () => {
        const gitLab = parse(readDoc(".gitlab-ci.yml")) as Record<"check", { script: string[] }>;
        const gitHub = workflow("review.yml").jobs["check"]!.steps.flatMap(({ run }) => run ?? []);
        assert.deepEqual(gitHub.slice(1), gitLab.check.script);
    });

    it("ask every night for known vulnerabilities, at both forges", () => {
        const nightly = workflow("audit.yml");
        const gitLab = parse(readDoc(".gitlab-ci.yml")) as Record<
            "audit",
            { script: string[]; rules: { if: string }[] }
        >;
        assert.ok("schedule" in nightly.on);
        assert.deepEqual(gitLab.audit.rules, [{ if: '$CI_PIPELINE_SOURCE == "schedule"' }]);
        const gitHub = nightly.jobs["audit"]!.steps.flatMap(({ run }) => run ?? []);
        assert.deepEqual(gitHub, ["node scripts/install.mjs", ...gitLab.audit.script]);
        assert.equal(gitHub[1], "npm run audit");
    });
});
