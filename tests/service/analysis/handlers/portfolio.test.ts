import { describe, expect, it } from "vitest";
import {
  portfolioBreakdown,
  portfolioMembers,
  portfolioSeries,
} from "../../../../electron/contract/methods/portfolio.ts";
import { regimeSummary } from "../../../../electron/contract/methods/regime.ts";
import {
  portfolioBreakdownHandler,
  portfolioMembersHandler,
  portfolioSeriesHandler,
} from "../../../../electron/service/analysis/handlers/portfolio.ts";
import { regimeSummaryHandler } from "../../../../electron/service/analysis/handlers/regime.ts";
import { analysisContext, noEngine, quietCall } from "../support/analysis-context.ts";
import { expectClose } from "../support/expect-close.ts";
import { goldenJson } from "../support/golden-json.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

interface GoldenPortfolio {
  strategies: string[];
  daily_returns?: number[];
  performance_report: Record<string, number>;
}

describe.skipIf(noEngine)("views of a portfolio", () => {
  const context = noEngine
    ? undefined
    : analysisContext({
        day: readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2),
        enhanced: readGoldenTable("enhanced_zones/enhanced_88x29.csv", 9),
      });
  const used = () => {
    if (!context) throw new Error("no engine");
    return context;
  };
  const golden = goldenJson<{ portfolios: Record<string, GoldenPortfolio> }>(
    "entire_day_82x400/portfolios.json",
  );
  const [first] = Object.values(golden.portfolios).filter((one) => one.strategies.length >= 5);
  const members = first?.strategies ?? [];

  it("ends the equity at the ROI and reaches the reported drawdown", async () => {
    const request = portfolioSeries.request.parse({ dataset: "day", members, profile: "legacy" });
    const got = await portfolioSeriesHandler.handle(request, used(), quietCall);
    expectClose(got.equity.at(-1) as number, first?.performance_report.total_roi as number, 100);
    expectClose(got.deepest.depth, first?.performance_report.max_drawdown as number, 100);
    expectClose(got.metrics.sharpe, first?.performance_report.sharpe_ratio as number);
    expect(got.drawdown[got.deepest.trough]).toBe(got.deepest.depth);
    expect(got.histogram.counts.reduce((a, b) => a + b, 0)).toBe(82);
    expect(got.rolling.sharpe).toHaveLength(82 - got.rolling.window + 1);
  });

  it("gives members shares that sum to 1", async () => {
    const request = portfolioMembers.request.parse({ dataset: "day", members });
    const got = await portfolioMembersHandler.handle(request, used(), quietCall);
    expect(got.pnlShare.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
    expect(got.riskShare.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
    expect(got.members).toEqual(members);
  });

  it("splits the total by regime, zone and weekday without loss", async () => {
    const request = portfolioBreakdown.request.parse({
      dataset: "enhanced",
      members: ["strategy_1", "strategy_7"],
    });
    const got = await portfolioBreakdownHandler.handle(request, used(), quietCall);
    const totals = [got.regimes, got.zones, got.weekdays].map((groups) =>
      groups.reduce((sum, group) => sum + group.total, 0),
    );
    expect(totals[1]).toBeCloseTo(totals[0] as number, 10);
    expect(totals[2]).toBeCloseTo(totals[0] as number, 10);
    expect(got.zones.map((zone) => zone.observations)).toEqual([22, 22, 22, 22]);
  });

  it("counts what a threshold keeps and warns of one on the wrong scale", async () => {
    const summary = (request: object) =>
      regimeSummaryHandler.handle(
        regimeSummary.request.parse({ dataset: "enhanced", ...request }),
        used(),
        quietCall,
      );
    const { result } = goldenJson<{ result: Record<string, never> }>("enhanced_zones/enhanced_expected.json");
    const at70 = await summary({ minConfidence: 70 });
    expect(at70.kept).toBe(result.rows_kept_threshold_70_percent);
    expect(Object.fromEntries(at70.regimes.map((one) => [one.name, one.kept]))).toEqual(
      result.regime_counts_kept_70,
    );
    expect(at70.inTransition).toBe(result["transition_rows_gt_0.5"]);
    expect(at70.warnings).toEqual([]);
    const wrong = await summary({ minConfidence: 0.7 });
    expect(wrong.kept).toBe(88);
    expect(wrong.warnings[0]).toContain("percent");
    // Nothing kept is an answer here, no error.
    expect((await summary({ minConfidence: 99.5 })).kept).toBe(0);
  });
});
