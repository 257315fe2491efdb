import { describe, expect, it } from "vitest";
import {
  legacyWeightedZonesPortfolio,
  legacyZonePortfolio,
  legacyZoneSummary,
} from "../../../../electron/service/exporting/zones/texts.ts";
import { figureOf, goldenRun, namesOf } from "../support/golden-run.ts";

const files = goldenRun("legacy_output_zone");

function zonePortfolio(text: string) {
  return {
    method: /Method: (\w+)/.exec(text)?.[1] ?? "",
    fitness: figureOf(text, "Fitness"),
    strategies: namesOf(text),
    metrics: {
      totalRoi: figureOf(text, "Net Profit"),
      maxDrawdown: figureOf(text, "Max Drawdown"),
      winPercentage: figureOf(text, "Win Percentage") / 100,
      profitFactor: figureOf(text, "Profit Factor"),
      expectancy: Number.NaN,
      sharpeRatio: Number.NaN,
      sortinoRatio: Number.NaN,
      annualizedReturn: Number.NaN,
    },
  };
}

const zones = [...files].filter(([name]) => name.startsWith("best_portfolio_zone_"));

describe("legacy zone texts", () => {
  it("writes every zone's best portfolio byte by byte", () => {
    expect(zones).toHaveLength(4);
    for (const [, text] of zones) {
      const zone = /for Zone (.*):/.exec(text)?.[1] ?? "";
      expect(legacyZonePortfolio(zone, zonePortfolio(text), true)).toBe(text);
    }
  });

  it("writes the portfolios over weighted zones byte by byte", () => {
    for (const method of ["GA", "PSO"]) {
      const texts = [...files].filter(([name]) => name.startsWith(`${method.toLowerCase()}_zone_portfolio`));
      expect(texts).toHaveLength(2);
      for (const [, text] of texts) {
        const figures = {
          totalRoi: figureOf(text, "total_roi"),
          maxDrawdown: figureOf(text, "max_drawdown"),
          winPercentage: figureOf(text, "win_percentage"),
          profitFactor: figureOf(text, "profit_factor"),
          expectancy: figureOf(text, "expectancy"),
          sharpeRatio: figureOf(text, "sharpe_ratio"),
          sortinoRatio: figureOf(text, "sortino_ratio"),
          annualizedReturn: figureOf(text, "annualized_return"),
        };
        const portfolio = { method, fitness: figureOf(text, "Fitness"), strategies: namesOf(text) };
        const metrics = text.includes("Performance Metrics") ? { metrics: figures } : {};
        expect(legacyWeightedZonesPortfolio({ ...portfolio, ...metrics })).toBe(text);
      }
    }
  });

  it("writes the summary byte by byte, its shares from the two decimals of the zones' files", () => {
    const text = files.get("zone_summary_report.md") ?? "";
    const results = zones.map(([reportFile, zoneText]) => ({
      zone: /for Zone (.*):/.exec(zoneText)?.[1] ?? "",
      reportFile,
      portfolio: zonePortfolio(zoneText),
    }));
    expect(legacyZoneSummary(/Generated on: (.*)/.exec(text)?.[1] ?? "", results)).toBe(text);
  });
});
