import { describe, expect, it } from "vitest";
import { correlationDuplicates } from "../../../../electron/contract/methods/correlation.ts";
import { regimeSummary } from "../../../../electron/contract/methods/regime.ts";
import { strategyMetrics } from "../../../../electron/contract/methods/strategy.ts";
import { asWords } from "../../../../electron/contract/text.ts";
import { correlationDuplicatesHandler } from "../../../../electron/service/analysis/handlers/correlation.ts";
import { regimeSummaryHandler } from "../../../../electron/service/analysis/handlers/regime.ts";
import { strategyMetricsHandler } from "../../../../electron/service/analysis/handlers/strategy.ts";
import { naiveMetrics } from "../../../support/naive-metrics.ts";
import { analysisContext, noEngine, quietCall } from "../support/analysis-context.ts";
import { expectClose } from "../support/expect-close.ts";
import { naivePearson } from "../support/naive-pearson.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

const table = readGoldenTable("enhanced_zones/enhanced_88x29.csv", 9);

describe.skipIf(noEngine)("regime.summary", () => {
  const context = noEngine ? undefined : analysisContext({ enhanced: table });
  const using = () => context as NonNullable<typeof context>;
  const members = ["strategy_1", "strategy_2", "strategy_5"];
  const columns = members.map((name) => table.strategies.indexOf(name));

  it("has the metrics, correlation and effective size of every regime on its kept rows", async () => {
    const asked = { dataset: "enhanced", members, minConfidence: 70, profile: "textbook", annualisation: 50 };
    const got = await regimeSummaryHandler.handle(regimeSummary.request.parse(asked), using(), quietCall);
    let compared = 0;
    for (const regime of got.regimes) {
      const rows = table.dates.flatMap((_, t) =>
        table.columns.market_regime?.[t] === regime.name &&
        Number(table.columns["Regime_Confidence_%"]?.[t]) >= 70
          ? [t]
          : [],
      );
      expect(regime.kept).toBe(rows.length);
      if (rows.length === 0) {
        expect(regime.metrics.sharpe).toBeNaN();
        continue;
      }
      const cell = (t: number, i: number) => table.matrix.rows[t]?.[i] as number;
      const pnl = rows.map((t) => columns.reduce((sum, i) => sum + cell(t, i), 0) / 3);
      const settings = { profile: "textbook", annualisation: 50, riskFree: 0, mar: 0, capital: 0 } as const;
      const naive = naiveMetrics(pnl, settings);
      for (const name of [
        "max_drawdown",
        "sharpe",
        "sortino",
        "profit_factor",
        "expectancy",
        "var_95",
      ] as const) {
        expectClose(regime.metrics[name], naive[name], 1, `${regime.name} ${name}`);
      }
      const weights = rows.map((t) => Number(table.columns["Regime_Confidence_%"]?.[t]));
      const sum = weights.reduce((a, b) => a + b, 0);
      expectClose(regime.effective, sum ** 2 / weights.reduce((a, b) => a + b * b, 0), 1);
      if (rows.length >= 3) {
        const of = (k: number) => rows.map((t) => cell(t, columns[k] as number));
        const mean = [
          [0, 1],
          [0, 2],
          [1, 2],
        ].reduce((all, [a = 0, b = 0]) => all + naivePearson(of(a), of(b)) / 3, 0);
        expectClose(regime.meanRho, mean, 1);
        compared += 1;
      } else expect(regime.meanRho).toBeNaN();
    }
    expect(compared).toBeGreaterThan(2);
  });

  // The same rows had a Sharpe ratio of 10.91 here and 5.136 there: each took its own number of rows a year.
  it.each(["textbook", "r", "legacy"] as const)(
    "annualises the rows of a regime as the metrics of that regime do, profile %s",
    async (profile) => {
      const asked = { dataset: "enhanced", members: ["strategy_2"], profile };
      const { regimes } = await regimeSummaryHandler.handle(
        regimeSummary.request.parse(asked),
        using(),
        quietCall,
      );
      const known = regimes.filter(({ kept }) => kept > 2);
      expect(known.length).toBeGreaterThan(2);
      for (const { name, metrics } of known) {
        const of = { dataset: "enhanced", regimes: [name], profile, metrics: ["sharpe", "sortino"] };
        const got = await strategyMetricsHandler.handle(
          strategyMetrics.request.parse(of),
          using(),
          quietCall,
        );
        const at = got.strategies.indexOf("strategy_2");
        for (const metric of ["sharpe", "sortino"] as const) {
          const column = got.values[got.metrics.indexOf(metric)] as Float64Array;
          expectClose(metrics[metric], column[at] as number, 1, `${name} ${metric}`);
        }
      }
    },
  );

  it("names the regimes whose rows are under a quarter of a year, once", async () => {
    const warned = async (annualisation: number) => {
      const asked = regimeSummary.request.parse({ dataset: "enhanced", annualisation });
      return regimeSummaryHandler.handle(asked, using(), quietCall);
    };
    const { warnings, regimes } = await warned(40);
    const few = regimes.filter(({ kept }) => kept < 10).map(({ name }) => asWords(name));
    expect(few.length).toBeGreaterThan(1);
    expect(few.length).toBeLessThan(regimes.length);
    expect(warnings).toEqual([`Sharpe ratios annualised from under a quarter of a year: ${few.join(", ")}.`]);
    expect((await warned(4)).warnings).toEqual([]);
    // 88 rows of 1,044 a year: it is said of all.
    const all = await warned(1044);
    expect([all.warnings, all.basis.warnings.length]).toEqual([[], 1]);
  });

  it("says that 0.7 is no percentage", async () => {
    const asked = { dataset: "enhanced", minConfidence: 0.7 };
    const { warnings, kept } = await regimeSummaryHandler.handle(
      regimeSummary.request.parse(asked),
      using(),
      quietCall,
    );
    expect(kept).toBe(88);
    expect(warnings.join(" ")).toContain("Is 70 meant?");
  });

  it("ranks nothing by a tail of less than one observation", async () => {
    const asked = correlationDuplicates.request.parse({ dataset: "enhanced", metric: "var_99" });
    await expect(correlationDuplicatesHandler.handle(asked, using(), quietCall)).rejects.toThrow(
      /less than one of 88/,
    );
    const fine = correlationDuplicates.request.parse({ dataset: "enhanced", metric: "var_95" });
    expect((await correlationDuplicatesHandler.handle(fine, using(), quietCall)).kept.length).toBeGreaterThan(
      0,
    );
  });
});
