import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type ExecutionResult,
  executionSummary,
  performanceReport,
  portfolioComposition,
} from "../../../../electron/service/exporting/later/reports.ts";
import { ultaReportMarkdown } from "../../../../electron/service/exporting/later/ulta.ts";
import { optimizationWorkbook } from "../../../../electron/service/exporting/later/workbooks.ts";
import { zoneAnalysisMarkdown } from "../../../../electron/service/exporting/zones/texts.ts";

const outcome = (algorithm: string, fitness: number) => ({
  algorithm,
  fitness,
  members: [8809, 20996],
  evaluations: 1000,
  iterations: 50,
  seconds: 0.25,
  totalReturn: 538363.1808,
  volatility: 23852.937926,
  sharpe: 0.275245,
});
const run: ExecutionResult = {
  timestamp: "20250729_173353",
  seconds: 0.6715965270996094,
  outcomes: [outcome("ga", 1), outcome("hc", 2)],
  failed: [{ algorithm: "bo", error: "no time left" }],
  best: outcome("hc", 2),
  device: null,
  objective: null,
  verdict: [],
};
const members = [
  { index: 8809, name: "SENSEX 944-1244 SL31%", weight: 0.5 },
  { index: 20996, name: 'odd, "name"', weight: 0.5 },
];

describe("files of the later generations", () => {
  it("writes the composition with quoted names where they need it", () => {
    expect(portfolioComposition("hill_climbing", members).split("\n")).toEqual([
      "Rank,Strategy_Index,Strategy_Name,Algorithm,Weight",
      "1,8809,SENSEX 944-1244 SL31%,hill_climbing,0.5",
      '2,20996,"odd, ""name""",hill_climbing,0.5',
      "",
    ]);
  });

  it("writes the execution summary with Python's floats and the keys of each algorithm", () => {
    const text = executionSummary(run);
    expect(text).toContain('"fitness": 2.0,');
    const summary = JSON.parse(text);
    expect(summary.execution_metadata).toMatchObject({ algorithms_executed: 3, execution_time: run.seconds });
    expect(summary.individual_results.genetic_algorithm.generations).toBe(50);
    expect(summary.individual_results.hill_climbing.iterations).toBe(50);
    expect(summary.failed_algorithms).toEqual(["bayesian_optimization"]);
  });

  it("writes infinite figures as Python's json does", () => {
    const infinite = { ...run, best: outcome("hc", Number.POSITIVE_INFINITY) };
    expect(executionSummary(infinite)).toContain('"fitness": Infinity,');
  });

  it("reports failed algorithms beside the others", () => {
    const text = performanceReport(run, ["a", "b"]);
    expect(text).toContain(
      "HILL_CLIMBING\n  Status: SUCCESS\n  Execution Time: 0.250s\n  Best Fitness: 2.000000",
    );
    expect(text).toContain("BAYESIAN_OPTIMIZATION\n  Status: FAILED\n  Error: no time left");
    expect(text).not.toContain("more strategies");
  });

  it("says whether the best is more than luck, where that was asked", () => {
    const verdict = ["Not shown to be more than luck.", "Out of sample it earned most: 0.50 a row."];
    expect(performanceReport({ ...run, verdict }, ["a"])).toContain(
      `MORE THAN LUCK?\n${"-".repeat(40)}\n${verdict.join("\n")}\n`,
    );
    expect(performanceReport(run, ["a"])).not.toContain("LUCK");
  });

  it("makes a workbook that is a ZIP of three sheets", async () => {
    const bytes = await optimizationWorkbook(run, members);
    expect(Buffer.from(bytes.subarray(0, 4)).toString("latin1")).toBe("PK\u0003\u0004");
    const names = Buffer.from(bytes).toString("latin1");
    for (const sheet of [1, 2, 3]) expect(names).toContain(`xl/worksheets/sheet${sheet}.xml`);
  });

  it("writes both Markdown tables", () => {
    const inversion = {
      index: 0,
      name: "a|b",
      originalRoi: -2,
      invertedRoi: 2,
      originalWorst: -4,
      invertedWorst: -1,
      originalRatio: -0.5,
      invertedRatio: 2,
      negativeRows: 3,
    };
    const ulta = ultaReportMarkdown({
      generated: "2025-07-30 21:41:02",
      runId: "20250730_214100",
      rule: { kind: "sum" },
      examined: 4,
      inversions: [inversion],
    });
    expect(ulta).toContain("| a\\|b | -2.0000 | 2.0000 | -4.0000 | -1.0000 | 500.00% |");
    expect(ulta).toContain("**Total Strategies Inverted:** 1 (25.0%)");
    const zone = {
      zone: "Zone 1",
      strategies: 25,
      algorithm: "genetic_algorithm",
      roi: 0.125,
      maxDrawdown: 0.082,
      ratio: 1.524,
      winRate: 0.625,
    };
    expect(zoneAnalysisMarkdown("now", "id", [zone])).toContain(
      "| Zone 1 | 25 | genetic_algorithm | 0.1250 | -0.0820 | 1.5240 | 62.5% |",
    );
  });

  const real = join(process.env.TESSERA_REFERENCE_DATA ?? "", "backend-outputs");
  const hasReal = process.env.TESSERA_REFERENCE_DATA !== undefined && existsSync(real);
  if (!hasReal) console.warn("skipped: TESSERA_REFERENCE_DATA does not name a folder with backend-outputs");

  it.skipIf(!hasReal)("writes the real composition again byte by byte", () => {
    const text = readFileSync(join(real, "portfolio_composition_20250729_173353.csv"), "utf8");
    const rows = text
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","));
    const again = rows.map((row) => ({ index: Number(row[1]), name: row[2] ?? "", weight: Number(row[4]) }));
    expect(portfolioComposition(rows[0]?.[3] ?? "", again)).toBe(text);
  });

  it.skipIf(!hasReal)("has every top-level and metadata key of the real execution summary", () => {
    const theirs = JSON.parse(readFileSync(join(real, "execution_summary_20250729_173353.json"), "utf8"));
    const ours = JSON.parse(executionSummary(run));
    expect(Object.keys(ours)).toEqual(Object.keys(theirs));
    expect(Object.keys(ours.execution_metadata)).toEqual(Object.keys(theirs.execution_metadata));
    expect(Object.keys(ours.best_result)).toEqual(Object.keys(theirs.best_result));
  });
});
