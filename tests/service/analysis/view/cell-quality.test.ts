import { describe, expect, it } from "vitest";
import { correlationSummary } from "../../../../electron/contract/methods/correlation.ts";
import { kellyAllocate } from "../../../../electron/contract/methods/kelly.ts";
import { portfolioScore } from "../../../../electron/contract/methods/portfolio.ts";
import { strategyMetrics } from "../../../../electron/contract/methods/strategy.ts";
import { correlationSummaryHandler } from "../../../../electron/service/analysis/handlers/correlation.ts";
import { portfolioScoreHandler } from "../../../../electron/service/analysis/handlers/portfolio.ts";
import { strategyMetricsHandler } from "../../../../electron/service/analysis/handlers/strategy.ts";
import { cellQualityOf } from "../../../../electron/service/analysis/view/cell-quality.ts";
import { kellyAllocateHandler } from "../../../../electron/service/sizing/handlers/kelly.ts";
import { searchView } from "../../search/support/search-view.ts";
import { analysisContext, noEngine, quietCall } from "../support/analysis-context.ts";
import { expectClose } from "../support/expect-close.ts";
import { naivePearson } from "../support/naive-pearson.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

const whole = readGoldenTable("enhanced_zones/zone_format_88x23.csv", 3);
/** Every fifth cell of strategy_2 and every seventh of strategy_3 is missing. */
const rows = whole.matrix.rows.map((row, t) =>
  row.map((value, i) => ((i === 1 && t % 5 === 0) || (i === 2 && t % 7 === 0) ? Number.NaN : value)),
);
const table = { ...whole, matrix: { ...whole.matrix, rows } };
const missing2 = Math.ceil(88 / 5);
const missing3 = Math.ceil(88 / 7);

describe.skipIf(noEngine)("cells that are not there are counted beside every figure", () => {
  const context = noEngine ? undefined : analysisContext({ holes: table, whole });
  const using = () => context as NonNullable<typeof context>;
  const members = ["strategy_1", "strategy_2", "strategy_3"];

  it("of the members alone where figures are of members, also after rows were summed", async () => {
    for (const kind of ["observations", "days", "weighted-zones"]) {
      const request = portfolioScore.request.parse({ dataset: "holes", members, rows: { kind } });
      const { basis } = await portfolioScoreHandler.handle(request, using(), quietCall);
      expect(basis.missingCells, kind).toBe(missing2 + missing3);
    }
    const one = strategyMetrics.request.parse({ dataset: "holes", strategies: ["strategy_2"] });
    const measured = await strategyMetricsHandler.handle(one, using(), quietCall);
    expect(measured.basis.missingCells).toBe(missing2);
    expect(measured.provenance).toHaveLength(43);
    expect(measured.provenance.every((record) => record.missingCells === missing2)).toBe(true);
    expect(measured.provenance.find(({ metric }) => metric === "var_99")?.thinTail).toBe(true);
    expect(measured.provenance.find(({ metric }) => metric === "sharpe")?.thinTail).toBe(false);
  });

  it("of all strategies where figures are of all, and none where none is missing", async () => {
    const all = correlationSummary.request.parse({ dataset: "holes" });
    const { cells } = await correlationSummaryHandler.handle(all, using(), quietCall);
    expect(cells.missingCells).toBe(missing2 + missing3);
    const kelly = kellyAllocate.request.parse({ dataset: "whole", members, capital: 100 });
    expect((await kellyAllocateHandler.handle(kelly, using(), quietCall)).cells.missingCells).toBe(0);
  });

  it("reports the correlation over common observations beside the one that the fitness uses", async () => {
    const request = portfolioScore.request.parse({ dataset: "holes", members });
    const score = await portfolioScoreHandler.handle(request, using(), quietCall);
    const column = (i: number) => Float64Array.from(rows, (row) => row[i] as number);
    const pair = (i: number, j: number) => {
      const both = [...rows.keys()].filter((t) => !Number.isNaN(column(i)[t]) && !Number.isNaN(column(j)[t]));
      const of = (k: number) => both.map((t) => column(k)[t] as number);
      return naivePearson(of(i), of(j));
    };
    const mean = (pair(0, 1) + pair(0, 2) + pair(1, 2)) / 3;
    expectClose(score.mean_complete_correlation, mean, 1);
    expect(Math.abs(score.mean_correlation - mean)).toBeGreaterThan(1e-6);
    const complete = portfolioScore.request.parse({ dataset: "whole", members });
    const same = await portfolioScoreHandler.handle(complete, using(), quietCall);
    expectClose(same.mean_complete_correlation, same.mean_correlation, 1);
  });
});

describe("cellQualityOf", () => {
  it("counts what the import took as 0, and not what it only read another way", () => {
    const view = searchView(["a"], [{ cells: [1] }]);
    const rejects = { blank: 3, text: 2, thousands: 100 };
    const of = (missing: "zero" | "keep") =>
      cellQualityOf({ ...view, manifest: { ...view.manifest, missing, rejects } }).imputedCells;
    expect(of("zero")).toBe(5);
    expect(of("keep")).toBe(0);
  });
});
