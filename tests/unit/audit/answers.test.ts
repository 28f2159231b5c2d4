import assert from "node:assert/strict";

import { goAnswer } from "../../../scripts/audit/go";
import { npmAnswer } from "../../../scripts/audit/npm";
import { toolchainModules } from "../../../scripts/toolchain/modules";

describe("an answer of npm", () => {
    const via = { name: "a", title: "T", url: "https://example.com/advisories/GHSA-1", severity: "high", range: "<2" };
    const report = (fixAvailable: unknown) =>
        JSON.stringify({ vulnerabilities: { a: { via: [via], fixAvailable }, b: { via: ["a"], fixAvailable } } });

    it("has each advisory once, and not again for who uses the package", () => {
        const { findings, problem } = npmAnswer(report(true), "");
        const finding = { id: "GHSA-1", of: "a <2", title: "T (high)", remedy: "npm audit fix", url: via.url };
        assert.deepEqual({ findings, problem }, { findings: [finding], problem: undefined });
    });

    it("says what to do about it", () => {
        const fixes = [false, { name: "c", version: "3.0.0", isSemVerMajor: true }];
        assert.deepEqual(
            fixes.map((fix) => npmAnswer(report(fix), "").findings[0]?.remedy),
            ["no release without it yet", "npm install c@3.0.0, a new major version"],
        );
    });

    it("is clean when there are no vulnerabilities, and only then", () => {
        assert.equal(npmAnswer('{"vulnerabilities": {}}', "").problem, undefined);
        for (const output of ["", "{}", '{"vulnerabilities": {"a": {}}}', "<html>"]) {
            assert.match(
                npmAnswer(output, "npm error first\nnpm error last\n").problem ?? "",
                /no answer: npm error last/,
            );
        }
    });

    it("says why it was refused, and what to do", () => {
        const refused = '{"message": "405 Method Not Allowed - POST …", "error": {"summary": "", "detail": ""}}';
        const { findings, problem } = npmAnswer(refused, "npm error audit endpoint returned an error");
        assert.deepEqual(findings, []);
        assert.match(problem ?? "", /got no answer: 405 Method Not Allowed .*npm_config_registry=<url> npm run audit/);
    });
});

describe("an answer of govulncheck", () => {
    const config = { config: { db: "file:///db", db_last_modified: "2026-01-01T00:00:00Z" } };
    const osv = { osv: { id: "GO-1", summary: "S", database_specific: { url: "https://example.com/GO-1" } } };
    const frame = { module: "example.com/m", version: "v1.0.0" };
    const finding = (fixed: string | undefined, ...trace: object[]) => ({
        finding: { osv: "GO-1", fixed_version: fixed, trace },
    });
    const called = { ...frame, package: "example.com/m/p", function: "F" };
    const told = (...messages: object[]) =>
        [config, osv, ...messages].map((it) => `${JSON.stringify(it, undefined, 2)}\n`).join("");
    const ended = (exitCode: number, stdout: string, stderr = "") => ({ exitCode, stdout, stderr });

    it("has each vulnerability of a linked package once, and none of a module's other packages", () => {
        const linked = { ...frame, package: "example.com/m/p" };
        const stdout = told(finding("v1.1.0", frame), finding("v1.1.0", linked), finding("v1.1.0", called));
        assert.deepEqual(goAnswer("bss", "package", ended(0, stdout)).findings, [
            {
                id: "GO-1",
                of: "example.com/m v1.0.0",
                title: "S",
                remedy: "go get example.com/m@v1.1.0",
                url: "https://example.com/GO-1",
            },
        ]);
        assert.deepEqual(goAnswer("bss", "package", ended(0, told(finding("v1.1.0", frame)))).findings, []);
    });

    it("has those alone that are called, where that is asked", () => {
        const linked = finding(undefined, { ...frame, package: "example.com/m/p" });
        assert.deepEqual(goAnswer("bss", "symbol", ended(0, told(linked))).findings, []);
        const [found] = goAnswer("bss", "symbol", ended(0, told(linked, finding(undefined, called)))).findings;
        assert.equal(found?.remedy, "no release without it yet");
    });

    it("of the standard library asks for another Go", () => {
        const stdout = told(finding("v1.26.9", { module: "stdlib", version: "v1.26.8", package: "net/http" }));
        assert.equal(goAnswer("bss", "package", ended(0, stdout)).findings[0]?.remedy, "build with Go 1.26.9");
    });

    it("says that its database was not reached, and where to give another", () => {
        const stdout = JSON.stringify({ config: { db: "https://db.example.com" } });
        const { problem, reached } = goAnswer("bss", "package", ended(1, stdout, "govulncheck: no such host\n"));
        assert.equal(reached, false);
        assert.match(problem ?? "", /govulncheck: no such host\. .*--go-database <url>/);
    });

    it("says that a module could not be loaded, and how to see more", () => {
        const { problem, reached } = goAnswer("bss", "package", ended(1, told(), "loading packages: x\n"));
        assert.equal(reached, true);
        assert.match(problem ?? "", /loading packages: x\. Run `go list -deps tool` in toolchain\/bss/);
    });

    it("is asked for about every Go module under toolchain/, in the packages that are built", () => {
        const modules = toolchainModules();
        assert.ok(modules.some(({ module, packages }) => module === "pulumi-plugins" && packages === "./cmd/..."));
        assert.ok(modules.some(({ module }) => module === "govulncheck"));
        assert.ok(modules.length > 8);
    });
});
