import { describe, expect, it } from "vitest";
import { portfolioScore } from "../../../../electron/contract/methods/portfolio.ts";
import { portfolioScoreHandler } from "../../../../electron/service/analysis/handlers/portfolio.ts";
import { analysisContext, noEngine, quietCall } from "../support/analysis-context.ts";
import { expectClose } from "../support/expect-close.ts";
import { goldenJson } from "../support/golden-json.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

type Six = Record<string, number>;
interface GoldenPortfolio {
  strategies: string[];
  size: number;
  base_fitness: Six;
  avg_pairwise_corr_signed: number;
  fitness_penalty10: Six;
  fitness_penalty10_drawdown_threshold_1e12: Six;
  performance_report: Record<string, number>;
}
const metrics = {
  ratio: "ratio",
  roi: "roi",
  less_max_dd: "less max dd",
  win_percentage: "win percentage",
  profit_factor: "profit factor",
  expectancy: "expectancy",
} as const;

if (noEngine) console.warn(`skipped: ${noEngine}`);

describe.skipIf(noEngine)("portfolio.score", () => {
  const tables = {
    small: readGoldenTable("entire_day_20x40/entire_day_20x40.csv", 2),
    large: readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2),
  };
  const context = noEngine ? undefined : analysisContext(tables);
  const score = (request: object) => {
    if (!context) throw new Error("no engine");
    return portfolioScoreHandler.handle(
      portfolioScore.request.parse({ profile: "legacy", ...request }),
      context,
      quietCall,
    );
  };

  async function check(dataset: string, golden: GoldenPortfolio, more: object = {}): Promise<void> {
    const scale = Math.abs(golden.performance_report.total_roi ?? 0) / 10 + 1;
    for (const [metric, key] of Object.entries(metrics)) {
      for (const drawdownThreshold of [0, 1e12]) {
        const got = await score({ dataset, members: golden.strategies, metric, drawdownThreshold, ...more });
        const base = golden.base_fitness[key] as number;
        const fitness = drawdownThreshold
          ? golden.fitness_penalty10_drawdown_threshold_1e12
          : golden.fitness_penalty10;
        const basis = Math.max(Math.abs(base), 10 * Math.abs(golden.avg_pairwise_corr_signed), 1e-3);
        expectClose(got.fitness, fitness[key] as number, basis, `${key} fitness`);
        expectClose(got.base, base, 1e-3, `${key} base`);
      }
    }
    const got = await score({ dataset, members: golden.strategies, ...more });
    const report = golden.performance_report;
    expectClose(got.mean_correlation, golden.avg_pairwise_corr_signed, 1);
    expectClose(got.roi, report.total_roi as number, scale, "roi");
    expectClose(got.max_drawdown, report.max_drawdown as number, scale, "drawdown");
    expectClose(got.ratio, golden.base_fitness.ratio as number);
    expectClose(got.win_percentage, report.win_percentage as number);
    expectClose(got.profit_factor, report.profit_factor as number);
    expectClose(got.expectancy, report.expectancy as number, scale);
    expectClose(got.annualized_return, report.annualized_return as number, scale);
    expectClose(got.sharpe, report.sharpe_ratio as number);
    expectClose(got.sortino, report.sortino_ratio as number);
    expect(got.size).toBe(golden.size);
    expect(got.profile).toBe("legacy");
  }

  const small = goldenJson<{ portfolios: Record<string, GoldenPortfolio> }>(
    "entire_day_20x40/portfolios.json",
  );
  it.each(Object.keys(small.portfolios))("agrees with the executed optimizer on %s of 20 x 40", (name) =>
    check("small", small.portfolios[name] as GoldenPortfolio),
  );

  const large = goldenJson<{ portfolios: Record<string, GoldenPortfolio> }>(
    "entire_day_82x400/portfolios.json",
  );
  it.each(Object.keys(large.portfolios))("agrees with the executed optimizer on %s of 82 x 400", (name) =>
    check("large", large.portfolios[name] as GoldenPortfolio),
  );

  const after = goldenJson<{ portfolios: Record<string, GoldenPortfolio> }>(
    "entire_day_20x40/portfolios_after_ulta.json",
  );
  it.each(Object.keys(after.portfolios))("agrees after ULTA on %s", (name) =>
    check("small", after.portfolios[name] as GoldenPortfolio, {
      ulta: { kind: "sum" },
      ultaSkipsFirst: true,
    }),
  );

  it("finds members by their printed name and by the name before ULTA", async () => {
    const [name = ""] = small.portfolios.first3?.strategies ?? [];
    const plain = await score({ dataset: "small", members: [name], ulta: { kind: "sum" } });
    const printed = await score({ dataset: "small", members: [`small_${name}`], ulta: { kind: "sum" } });
    expect(printed).toEqual(plain);
    expect(plain.roi).toBeGreaterThan(0);
  });

  it("names unknown and repeated members", async () => {
    const unknown = score({ dataset: "small", members: ["no such strategy"] });
    await expect(unknown).rejects.toMatchObject({ report: { code: "not-found" } });
    const [name = ""] = small.portfolios.first3?.strategies ?? [];
    const twice = score({ dataset: "small", members: [name, name] });
    await expect(twice).rejects.toMatchObject({ report: { code: "bad-request" } });
  });
});
