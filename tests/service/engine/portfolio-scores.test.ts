import { describe, expect, it } from "vitest";
import { nativeIds } from "../../../electron/service/engine/native-ids.ts";
import { deviation } from "../../support/deviation.ts";
import { goldenJson } from "../../support/golden-json.ts";
import { goldenTable } from "../../support/golden-table.ts";
import { legacyObjective } from "../../support/legacy-objective.ts";
import { nativeSession, newControl } from "../../support/native-session.ts";

interface Portfolio {
  readonly indices: number[];
  readonly size: number;
  readonly base_fitness: Record<string, number>;
  readonly avg_pairwise_corr_signed: number;
  readonly fitness_penalty10: Record<string, number>;
  readonly fitness_penalty10_drawdown_threshold_1e12: Record<string, number>;
  readonly performance_report: { readonly total_roi: number; readonly max_drawdown: number };
  readonly daily_returns_mean: number[];
}

const objectives = {
  ratio: "ratio",
  roi: "roi",
  "less max dd": "less_max_dd",
  "win percentage": "win_percentage",
  "profit factor": "profit_factor",
  expectancy: "expectancy",
} as const;

describe("legacy fitness of portfolios", () => {
  it.each(["entire_day_20x40", "entire_day_82x400"])("%s", async (name) => {
    const table = goldenTable(`${name}/${name}.csv`, 2);
    const file = goldenJson<{ portfolios: Portfolio[] | Record<string, Portfolio> }>(
      `${name}/portfolios.json`,
    );
    const portfolios = Object.values(file.portfolios);
    const session = await nativeSession(table.rows);
    const wrong: string[] = [];
    const check = (
      what: string,
      actual: number | undefined,
      expected: number | undefined,
      basis: number,
    ): void => {
      const error = deviation(actual ?? Number.NaN, expected ?? Number.NaN, basis);
      if (!(error <= 1e-9)) wrong.push(`${what}: ${actual} instead of ${expected}`);
    };
    for (const [p, portfolio] of portfolios.entries()) {
      const members = Uint32Array.from(portfolio.indices).sort();
      const returns = portfolio.daily_returns_mean;
      const meanAbs = returns.reduce((sum, r) => sum + Math.abs(r), 0) / returns.length;
      for (const [field, metric] of Object.entries(objectives)) {
        for (const threshold of [0, 1e12]) {
          const objective = legacyObjective(nativeIds.objective[metric], threshold);
          const { fitness, components } = await session.addon.scorePortfolios(
            session.handle,
            members,
            members.length,
            objective,
            newControl(),
          );
          const what = `portfolio ${p} ${field} ${threshold}`;
          const base = portfolio.base_fitness[field] ?? Number.NaN;
          const c = portfolio.avg_pairwise_corr_signed;
          const expected =
            threshold === 0
              ? portfolio.fitness_penalty10
              : portfolio.fitness_penalty10_drawdown_threshold_1e12;
          check(what, fitness[0], expected[field], Math.max(Math.abs(base), 10 * Math.abs(c)));
          check(`${what} base`, components[1], base, /roi|dd|expectancy/.test(field) ? meanAbs : 1e-3);
          check(`${what} c`, components[2], c, 1);
          check(`${what} roi`, components[3], portfolio.performance_report.total_roi, meanAbs);
          check(`${what} drawdown`, components[4], portfolio.performance_report.max_drawdown, meanAbs);
        }
      }
    }
    session.addon.closeSession(session.handle);
    expect(portfolios.length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });
});
