import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { strategyMetrics } from "../../../../electron/contract/methods/strategy.ts";
import { strategyMetricsHandler } from "../../../../electron/service/analysis/handlers/strategy.ts";
import { analysisContext, noEngine, quietCall } from "../support/analysis-context.ts";
import { expectClose } from "../support/expect-close.ts";
import { goldenJson } from "../support/golden-json.ts";
import { type GoldenTable, readGoldenTable } from "../support/read-golden-table.ts";

interface MetricsGolden {
  strategies: Record<string, { legacy: Record<string, number> }>;
}

describe.skipIf(noEngine)("strategy.metrics", () => {
  const tables: Record<string, GoldenTable> = {
    entire_day_20x40: readGoldenTable("entire_day_20x40/entire_day_20x40.csv", 2),
    entire_day_82x400: readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2),
  };
  const measure = (request: object, all = tables) =>
    strategyMetricsHandler.handle(strategyMetrics.request.parse(request), analysisContext(all), quietCall);

  it.each(Object.keys(tables))(
    "has the executed program's figures of every strategy of %s",
    async (dataset) => {
      const golden = goldenJson<MetricsGolden>(`${dataset}/strategy_metrics.json`);
      const columns = {
        roi: "ROI",
        max_drawdown: "Max Drawdown",
        win_rate: "Win Percentage",
        profit_factor: "Profit Factor",
        expectancy: "Expectancy",
        sharpe: "sharpe_ratio",
        sortino: "sortino_ratio",
        annualized_return: "annualized_return",
      };
      const got = await measure({ dataset, profile: "legacy", metrics: Object.keys(columns) });
      expect(got.strategies).toEqual(Object.keys(golden.strategies));
      got.strategies.forEach((name, i) => {
        const expected = golden.strategies[name]?.legacy ?? {};
        Object.values(columns).forEach((figure, m) => {
          const basis = /ROI|Drawdown|Expectancy|annualized/.test(figure) ? 1000 : 1e-3;
          expectClose(got.values[m]?.[i] as number, expected[figure] as number, basis, `${name} ${figure}`);
        });
      });
    },
  );

  it("says which definitions the figures rest on", async () => {
    const { basis } = await measure({
      dataset: "entire_day_82x400",
      metrics: ["sharpe"],
      capital: 1e6,
      riskFree: 0.05,
    });
    expect(basis).toMatchObject({
      profile: "textbook",
      annualisationFrom: "dates",
      ddof: 1,
      observations: 82,
    });
    expect(basis.riskFree).toBeCloseTo((0.05 * 1e6) / basis.annualisation, 9);
    const legacy = await measure({ dataset: "entire_day_82x400", metrics: ["sharpe"], profile: "legacy" });
    expect(legacy.basis).toMatchObject({ annualisation: 252, annualisationFrom: "profile", ddof: 0 });
  });

  it("answers for chosen strategies in the order asked for", async () => {
    const all = await measure({ dataset: "entire_day_20x40", metrics: ["roi"] });
    const chosen = [all.strategies[7] as string, all.strategies[2] as string];
    const some = await measure({ dataset: "entire_day_20x40", metrics: ["roi"], strategies: chosen });
    expect(some.strategies).toEqual(chosen);
    expect(Array.from(some.values[0] ?? [])).toEqual([all.values[0]?.[7], all.values[0]?.[2]]);
  });

  const reference = process.env.TESSERA_REFERENCE_DATA;
  const slice = join(reference ?? "", "production-slice-82x2945.csv");
  const hasSlice = reference !== undefined && existsSync(slice);
  if (!hasSlice)
    console.warn("skipped: TESSERA_REFERENCE_DATA does not name a folder with the production slice");

  it.skipIf(!hasSlice)("agrees with the real strategy_metrics.csv on all 2,944 strategies", async () => {
    const table = readGoldenTable(slice, 2);
    const got = await measure(
      {
        dataset: "slice",
        profile: "legacy",
        metrics: ["roi", "max_drawdown", "win_rate", "profit_factor", "expectancy"],
      },
      { slice: table },
    );
    const lines = readFileSync(slice.replace(/csv$/, "strategy_metrics.csv"), "utf8")
      .trim()
      .split(/\r?\n/)
      .slice(1);
    expect(lines).toHaveLength(2944);
    const column = new Map(got.strategies.map((name, i) => [name, i]));
    for (const line of lines) {
      const [name = "", ...cells] = line.split(",");
      const i = column.get(name.replace("Python_Multi_Consolidated_20250726_161921_", "")) ?? -1;
      expect(i).toBeGreaterThan(0);
      cells.forEach((cell, m) => {
        const expected = cell === "inf" ? Infinity : Number(cell);
        expectClose(got.values[m]?.[i] as number, expected, m === 2 || m === 3 ? 1e-3 : 1000, name);
      });
    }
  });
});
