import { describe, expect, it } from "vitest";
import type { InputOf } from "../../../../electron/contract/method.ts";
import { groupStrategies } from "../../../../electron/contract/methods/group.ts";
import { regimeSummary } from "../../../../electron/contract/methods/regime.ts";
import { zoneSummary } from "../../../../electron/contract/methods/zone.ts";
import { groupStats } from "../../../../electron/service/analysis/groups/statistics.ts";
import { groupStrategiesHandler } from "../../../../electron/service/analysis/handlers/group.ts";
import { regimeSummaryHandler } from "../../../../electron/service/analysis/handlers/regime.ts";
import { zoneSummaryHandler } from "../../../../electron/service/analysis/handlers/zone.ts";
import { analysisContext, noEngine, quietCall } from "../support/analysis-context.ts";
import { expectClose } from "../support/expect-close.ts";
import { goldenJson } from "../support/golden-json.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

const table = readGoldenTable("enhanced_zones/enhanced_88x29.csv", 9);
const zoned = readGoldenTable("enhanced_zones/zone_format_88x23.csv", 3);
const entireDay = readGoldenTable("entire_day_20x40/entire_day_20x40.csv", 2);

describe.skipIf(noEngine)("group.strategies", () => {
  const context = noEngine ? undefined : analysisContext({ enhanced: table, zoned, whole: entireDay });
  const using = () => context as NonNullable<typeof context>;
  const ask = async (request: Omit<InputOf<typeof groupStrategies>, "dataset">, dataset = "enhanced") => {
    const asked = groupStrategies.request.parse({ dataset, ...request });
    const got = await groupStrategiesHandler.handle(asked, using(), quietCall);
    const columnOf = (statistic: (typeof got.statistics)[number], group: string) => {
      const g = got.groups.findIndex((one) => one.name === group);
      return got.values[got.statistics.indexOf(statistic) * got.groups.length + g] as Float64Array;
    };
    return { ...got, columnOf };
  };

  it("has the figures of regime.summary for every single strategy, under its filter", async () => {
    for (const filter of [{}, { minConfidence: 70 }, { minConfidence: 60, confidenceWeighted: true }]) {
      const got = await ask({ by: "regime", ...filter });
      expect(got.groups.map(({ name }) => name)).toEqual(got.groups.map(({ name }) => name).toSorted());
      for (const [i, name] of table.strategies.entries()) {
        if (i % 6 !== 0) continue;
        const asked = { dataset: "enhanced", members: [name], profile: "textbook", ...filter } as const;
        const single = await regimeSummaryHandler.handle(
          regimeSummary.request.parse(asked),
          using(),
          quietCall,
        );
        for (const { name: regime, kept, ...figures } of single.regimes) {
          if (kept === 0) continue;
          const of = (statistic: (typeof got.statistics)[number]) =>
            got.columnOf(statistic, regime)[i] as number;
          expect(of("observations")).toBe(kept);
          expectClose(of("effective"), figures.effective);
          expectClose(of("total"), figures.total);
          expectClose(of("mean"), figures.mean);
          expectClose(of("weighted_mean"), figures.weightedMean);
          expectClose(of("std"), figures.std);
          expectClose(of("win_rate"), figures.winRate);
          expectClose(of("max_drawdown"), figures.metrics.max_drawdown);
          expectClose(of("profit_factor"), figures.metrics.profit_factor);
        }
      }
    }
  });

  it("has the figures of zone.summary for every single strategy", async () => {
    const got = await ask({ by: "zone" });
    expect(got.groups).toEqual(["A", "B", "C", "D"].map((name) => ({ name, observations: 22 })));
    expect(got.ungrouped).toBe(0);
    for (const [i, name] of table.strategies.entries()) {
      const asked = zoneSummary.request.parse({ dataset: "enhanced", members: [name] });
      const single = await zoneSummaryHandler.handle(asked, using(), quietCall);
      for (const { name: zone, ...figures } of single.zones) {
        for (const [statistic, key] of [
          ["total", "total"],
          ["mean", "mean"],
          ["std", "std"],
          ["win_rate", "winRate"],
          ["worst", "worst"],
        ] as const) {
          expectClose(got.columnOf(statistic, zone)[i] as number, figures[key], 1e-3, `${name} ${zone}`);
        }
      }
    }
  });

  it("has what the replaced system reported for every strategy in every zone", async () => {
    interface ZoneFigures {
      readonly strategy_metrics: Readonly<Record<string, Readonly<Record<string, number>>>>;
    }
    const { zones } = goldenJson<{ zones: Record<string, ZoneFigures> }>(
      "enhanced_zones/zone_specific_expected.json",
    );
    const got = await ask({ by: "zone", profile: "legacy" }, "zoned");
    expect(got.groups.map(({ name }) => name)).toEqual(Object.keys(zones));
    let compared = 0;
    for (const [zone, { strategy_metrics }] of Object.entries(zones)) {
      for (const [name, figures] of Object.entries(strategy_metrics)) {
        const i = got.strategies.indexOf(name);
        for (const [statistic, key] of [
          ["total", "ROI"],
          ["max_drawdown", "Max Drawdown"],
          ["win_rate", "Win Percentage"],
          ["profit_factor", "Profit Factor"],
        ] as const) {
          expectClose(
            got.columnOf(statistic, zone)[i] as number,
            figures[key] as number,
            1e-3,
            `${name} ${zone} ${key}`,
          );
          compared += 1;
        }
      }
    }
    expect(compared).toBe(4 * 20 * 4);
  });

  it("counts the rows of a regime that a threshold keeps", async () => {
    const { result } = goldenJson<{ result: { regime_counts_kept_70: Record<string, number> } }>(
      "enhanced_zones/enhanced_expected.json",
    );
    const got = await ask({ by: "regime", minConfidence: 70, statistics: ["observations"] });
    expect(Object.fromEntries(got.groups.map(({ name, observations }) => [name, observations]))).toEqual(
      result.regime_counts_kept_70,
    );
  });

  it("sorts weekdays by the calendar and has what the rows of each day come to", async () => {
    const got = await ask({ by: "weekday" });
    const week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    expect(got.groups.map(({ name }) => name)).toEqual(
      week.filter((day) => table.columns.day?.includes(day)),
    );
    const rows = table.matrix.rows.filter((_, t) => table.columns.day?.[t] === "Thursday");
    const expected = groupStats(
      rows.map((row) => row[4] as number),
      [],
    );
    expectClose(got.columnOf("mean", "Thursday")[4] as number, expected.mean);
    expectClose(got.columnOf("std", "Thursday")[4] as number, expected.std);
  });

  it("answers for the strategies and statistics asked for, in that order", async () => {
    const all = await ask({ by: "zone" });
    const names = [table.strategies[7] as string, table.strategies[2] as string];
    const some = await ask({ by: "zone", statistics: ["std", "total"], strategies: names });
    expect(some.strategies).toEqual(names);
    expect(some.values).toHaveLength(8);
    expect(Array.from(some.columnOf("std", "C"))).toEqual([
      all.columnOf("std", "C")[7],
      all.columnOf("std", "C")[2],
    ]);
    const total = all.whole[all.statistics.indexOf("total")];
    expect(Array.from(some.whole[1] ?? [])).toEqual([total?.[7], total?.[2]]);
  });

  it("starts drawdowns at 0 or at the first value, as the profile says", async () => {
    const [textbook, legacy] = await Promise.all(
      (["textbook", "legacy"] as const).map((profile) =>
        ask({ by: "weekday", statistics: ["max_drawdown"], profile }),
      ),
    );
    const pairs = (textbook?.values ?? []).flatMap((column, k) =>
      Array.from(column, (value, i) => [value, legacy?.values[k]?.[i] as number] as const),
    );
    expect(pairs.every(([from0, fromFirst]) => from0 >= fromFirst)).toBe(true);
    expect(pairs.some(([from0, fromFirst]) => from0 > fromFirst)).toBe(true);
  });

  it("says what is missing where there is nothing to group by", async () => {
    await expect(ask({ by: "regime" }, "whole")).rejects.toThrow("no market regimes");
    await expect(ask({ by: "zone" }, "whole")).rejects.toThrow("no intraday zones");
  });
});
