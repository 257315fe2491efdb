import { describe, expect, it } from "vitest";
import { findInversions } from "../../../../electron/service/analysis/ulta/decide.ts";
import {
  legacyBestPortfolio,
  legacyOptimizationSummary,
  legacyStrategyMetrics,
} from "../../../../electron/service/exporting/entire-day/texts.ts";
import {
  type LegacyPortfolio,
  legacyInversionReport,
} from "../../../../electron/service/exporting/legacy-text.ts";
import { readGoldenTable } from "../../analysis/support/read-golden-table.ts";
import { figureOf, goldenRun, namesOf } from "../support/golden-run.ts";

/** What a legacy text says, read back. Writing it again must give the same bytes. */
function portfolioIn(text: string): LegacyPortfolio {
  return {
    method: /Method: (\w+)/.exec(text)?.[1] ?? "",
    fitness: figureOf(text, "Fitness"),
    strategies: namesOf(text),
    metrics: {
      totalRoi: figureOf(text, "total_roi"),
      maxDrawdown: figureOf(text, "max_drawdown"),
      winPercentage: figureOf(text, "win_percentage"),
      profitFactor: figureOf(text, "profit_factor"),
      expectancy: figureOf(text, "expectancy"),
      sharpeRatio: figureOf(text, "sharpe_ratio"),
      sortinoRatio: figureOf(text, "sortino_ratio"),
      annualizedReturn: figureOf(text, "annualized_return"),
    },
  };
}

describe.each(["ulta_off", "ulta_on"])("legacy texts of the %s run", (name) => {
  const files = goldenRun(`legacy_output_entire_day/${name}`);
  const named = (start: string) => [...files].filter(([file]) => file.startsWith(start));

  it("writes every best portfolio byte by byte", () => {
    const texts = named("best_portfolio_size");
    expect(texts.length).toBeGreaterThan(1);
    for (const [, text] of texts) expect(legacyBestPortfolio(portfolioIn(text))).toBe(text);
  });

  it("writes the summary byte by byte", () => {
    const [[, text] = ["", ""]] = named("optimization_summary");
    const best = portfolioIn(text);
    const written = legacyOptimizationSummary({
      runId: /Run ID: (.*)/.exec(text)?.[1] ?? "",
      date: /Date: (.*)/.exec(text)?.[1] ?? "",
      best,
      parameters: {
        metric: "ratio",
        minSize: figureOf(text, "Min Portfolio Size"),
        maxSize: figureOf(text, "Max Portfolio Size"),
        populationSize: figureOf(text, "Population Size"),
        mutationRate: figureOf(text, "Mutation Rate"),
        generations: figureOf(text, "GA Generations"),
        applyUlta: name === "ulta_on",
        balancedMode: false,
        penaltyFactor: 1,
      },
    });
    expect(written).toBe(text);
  });

  it("writes strategy_metrics.csv byte by byte", () => {
    const text = files.get("strategy_metrics.csv") ?? "";
    const rows = text
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","));
    const column = (c: number) =>
      Float64Array.from(rows, (row) => (row[c] === "inf" ? Infinity : Number(row[c])));
    const table = {
      names: rows.map((row) => row[0] ?? ""),
      roi: column(1),
      maxDrawdown: column(2),
      winPercentage: column(3),
      profitFactor: column(4),
      expectancy: column(5),
    };
    expect(legacyStrategyMetrics(table)).toBe(text);
    const withoutFirst = text.split("\n").toSpliced(1, 1).join("\n");
    expect(legacyStrategyMetrics(table, { legacyOffByOne: true })).toBe(withoutFirst);
  });
});

describe("legacyInversionReport", () => {
  it("is the executed run's report byte by byte, computed from the CSV", () => {
    const { matrix, strategies } = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2);
    const inversions = findInversions(matrix, strategies, { rule: { kind: "sum" }, skipFirst: true });
    const golden = goldenRun("legacy_output_entire_day/ulta_on").get("inversion_report.md");
    expect(legacyInversionReport(inversions, () => "entire_day_82x400_")).toBe(golden);
  });
});
