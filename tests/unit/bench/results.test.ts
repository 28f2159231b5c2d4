import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";

import { RESULTS_FILE, readResults, rendered } from "../../../scripts/bench/files";
import { withTables } from "../../../scripts/bench/page";
import { plot } from "../../../scripts/bench/plot";
import { type Measure, type Result, type Results, Samples } from "../../../scripts/bench/results";
import { median, summaryOf } from "../../../scripts/bench/statistics";
import { tables } from "../../../scripts/bench/tables";
import { costPerService, outcomesOf, verdict } from "../../../scripts/bench/targets";
import { project } from "../../../scripts/project";

const services = (of: Result["of"], measure: Measure, size: number, ...samples: number[]): Result => ({
    case: "services",
    of,
    size,
    measure,
    samples,
});

const cpu = (size: number, sample: number): Result => ({
    case: "start-up",
    of: "hpc-stacks",
    size,
    measure: "cpu",
    samples: [sample],
});

const about = { date: "2026-01-02", machine: { Processor: "2 cores" }, tools: { OpenTofu: "1.2.3" } };

describe("the median", () => {
    it("is the middle one, whatever the order", () => assert.equal(median([9, 1, 10]), 9));
    it("is between the two in the middle", () => assert.equal(median([4, 1, 10, 2]), 3));
    it("is none of nothing", () => assert.throws(() => median([]), /no values/));
});

describe("samples", () => {
    it("come together by what they are about", () => {
        const samples = new Samples();
        const key = { case: "services", of: "compose", size: 3, measure: "up" } as const;
        samples.add(key, 2);
        samples.add({ ...key, size: 40 }, 7);
        samples.add(key, 1);
        assert.deepEqual(samples.results(), [
            { ...key, samples: [2, 1] },
            { ...key, size: 40, samples: [7] },
        ]);
        assert.deepEqual(summaryOf(samples.results(), key), { median: 1.5, min: 1, max: 2, runs: 2 });
        assert.equal(summaryOf(samples.results(), { ...key, of: "opentofu" }), undefined);
    });
});

describe("targets", () => {
    const outcome = (results: readonly Result[], target: RegExp) =>
        outcomesOf(results).find((it) => target.test(it.target))!;

    it("are met at the limit, and missed by what is beyond it", () => {
        const up = (seconds: number) => [
            services("hpc-stacks", "up", 100, seconds),
            services("compose", "up", 100, 10),
        ];
        assert.equal(verdict(outcome(up(11.5), /^100 services, up: at most 1.15 × compose/)), "met");
        assert.equal(verdict(outcome(up(23), /^100 services, up: at most 1.15 × compose/)), "missed by 100 %");
        assert.equal(verdict(outcome(up(11.501), /^100 services, up: at most 1.15 × compose/)), "missed by 1 %");
    });

    it("say what was not measured", () => {
        assert.deepEqual(
            outcomesOf([]).map((it) => verdict(it)),
            outcomesOf([]).map(() => "not measured"),
        );
    });

    it("take the cost of a service without what it takes to declare none", () => {
        const results = [cpu(0, 1), cpu(40, 1.4), cpu(300, 5.5)];
        assert.ok(Math.abs(costPerService(results, "hpc-stacks", 40)! - 0.01) < 1e-9);
        assert.ok(Math.abs(outcome(results, /flat/).measured! - 1.5) < 1e-9);
        assert.equal(costPerService(results.slice(1), "hpc-stacks", 40), undefined);
    });
});

describe("the tables", () => {
    const results: Results = {
        ...about,
        results: [
            services("compose", "up", 3, 1, 3, 2),
            services("hpc-stacks", "up", 3, 4, 12, 5),
            services("hpc-stacks", "state", 3, 2048),
            services("hpc-stacks", "preview", 3, 1.8),
        ],
    };

    it("have medians with least and most, ratios, and how often it was measured", () => {
        const row = "| up, 3 | **2.00** (1.00–3.00) | **5.00** (4.00–12.0) | 2.50 × |  | 3 |";
        assert.ok(tables(results).split("\n").includes(row), tables(results));
    });

    it("have targets with their outcome, and none that was not measured", () => {
        const [, targets = ""] = tables(results).split("### ");
        assert.deepEqual(targets.trim().split("\n").slice(4), [
            "| 3 services, preview of no change: at most 1.2 s | 1.80 s | missed by 50 % |",
        ]);
    });

    it("leave out what was not measured", () => {
        const titles = [...tables(results).matchAll(/^### (.*)$/gm)].map(([, title]) => title);
        assert.deepEqual(titles, ["Targets", "Plain services", "State files", "Measured on"]);
    });
});

describe("the plot", () => {
    const results = {
        ...about,
        results: [3, 100].flatMap((size) => [
            services("compose", "up", size, size / 10),
            services("hpc-stacks", "up", size, size / 5),
        ]),
    };

    it("has a line for each rival, higher for who is slower, and ends in time", () => {
        const svg = plot(results);
        const lines = [...svg.matchAll(/<polyline points="([^"]+)"/g)].map(([, points = ""]) =>
            points.split(" ").map((point) => Number(point.split(",")[1])),
        );
        assert.equal(lines.length, 2);
        const [compose, ours] = lines as [number[], number[]];
        assert.ok(ours[0]! < compose[0]! && ours[1]! < compose[1]!);
        assert.ok(compose[1]! < compose[0]!);
    });

    it("names who was measured and no other", () => {
        const svg = plot(results);
        assert.ok(svg.includes(">compose</text>") && svg.includes(">hpc-stacks</text>"));
        assert.ok(!svg.includes(">OpenTofu</text>"));
    });
});

describe("the page", () => {
    const marks = (inner: string): string =>
        `a\n\n<!-- what npm run bench has measured: begin -->${inner}<!-- what npm run bench has measured: end -->\n\nb\n`;

    it("gets new tables and keeps all else", () => {
        const results = { ...about, results: [services("compose", "up", 3, 1)] };
        const page = withTables(marks("\nold\n"), results);
        assert.equal(page, marks(`\n\n${tables(results)}\n\n`));
    });

    it("is refused without its marks", () => {
        assert.throws(() => withTables("text", { ...about, results: [] }), /must have the lines/);
    });

    it("and its plot say what docs/benchmarks.json says", async () => {
        const { page, svg } = await rendered(readResults(RESULTS_FILE));
        const read = (name: string): string => readFileSync(path.join(project, "docs", name), "utf8");
        assert.equal(read("benchmarks.md"), page);
        assert.equal(read("benchmarks.svg"), svg);
    });
});
