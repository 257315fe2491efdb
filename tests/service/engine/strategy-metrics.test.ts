import { describe, expect, it } from "vitest";
import { deviation } from "../../support/deviation.ts";
import { goldenJson } from "../../support/golden-json.ts";
import { goldenTable } from "../../support/golden-table.ts";
import { nativeSession } from "../../support/native-session.ts";

interface Expected {
  readonly strategies: Record<string, { readonly legacy: Record<string, number> }>;
}

const currency = { ROI: "roi", "Max Drawdown": "max_drawdown", Expectancy: "expectancy" } as const;
const pure = {
  annualized_return: "annualized_return",
  "Win Percentage": "win_rate",
  "Profit Factor": "profit_factor",
  sharpe_ratio: "sharpe",
  sortino_ratio: "sortino",
  ratio_fitness_single: "ratio",
} as const;

describe("compounding", () => {
  it("ends at ruin: no loss of nothing is a gain", async () => {
    const rows = [
      [-150, -20, 1],
      [-300, -200, 2],
      [40, 500, 3],
    ];
    const session = await nativeSession(rows.map((row) => Float64Array.from(row)));
    const actual = await session.metrics(["roi", "annualized_return", "max_drawdown", "calmar"], {
      profile: "r",
      capital: 100,
      annualisation: 252,
    });
    session.addon.closeSession(session.handle);
    for (const ruined of [0, 1]) {
      expect(actual.roi[ruined]).toBe(-1);
      expect(actual.annualized_return[ruined]).toBe(-1);
      expect(actual.max_drawdown[ruined]).toBe(1);
      expect(actual.calmar[ruined]).toBe(-1);
    }
    expect(actual.roi[2]).toBeCloseTo(1.01 * 1.02 * 1.03 - 1, 12);
  });
});

describe("legacy metrics of every strategy", () => {
  it.each(["entire_day_20x40", "entire_day_82x400"])("%s", async (name) => {
    const table = goldenTable(`${name}/${name}.csv`, 2);
    const expected = goldenJson<Expected>(`${name}/strategy_metrics.json`).strategies;
    const session = await nativeSession(table.rows);
    const names = [...Object.values(currency), ...Object.values(pure)];
    const actual = await session.metrics(names, { profile: "legacy" });
    session.addon.closeSession(session.handle);
    const wrong: string[] = [];
    for (const [i, strategy] of table.strategies.entries()) {
      const meanAbs =
        table.rows.reduce((sum, row) => sum + Math.abs(row[i] ?? Number.NaN), 0) / table.rows.length;
      for (const [field, value] of Object.entries(expected[strategy]?.legacy ?? {})) {
        const known = field in currency ? currency[field as keyof typeof currency] : undefined;
        const metric = known ?? pure[field as keyof typeof pure];
        const basis = known || field === "annualized_return" ? meanAbs : 1e-3;
        if (!(deviation(actual[metric][i] ?? Number.NaN, value, basis) <= 1e-9)) {
          wrong.push(`${strategy} ${field}: ${actual[metric][i]} instead of ${value}`);
        }
      }
    }
    expect(Object.keys(expected)).toHaveLength(table.strategies.length);
    expect(wrong).toEqual([]);
  });
});
