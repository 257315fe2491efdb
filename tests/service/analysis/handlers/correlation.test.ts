import { describe, expect, it } from "vitest";
import { correlationMethod } from "../../../../electron/contract/correlation.ts";
import {
  correlationDuplicates,
  correlationMap,
  correlationMatrix,
  correlationSummary,
  correlationTile,
} from "../../../../electron/contract/methods/correlation.ts";
import { strategyMetrics } from "../../../../electron/contract/methods/strategy.ts";
import { hasThinTail } from "../../../../electron/contract/metric-basis.ts";
import { metricName, metricTable } from "../../../../electron/contract/metrics.ts";
import {
  correlationDuplicatesHandler,
  correlationMapHandler,
  correlationMatrixHandler,
  correlationSummaryHandler,
  correlationTileHandler,
} from "../../../../electron/service/analysis/handlers/correlation.ts";
import { strategyMetricsHandler } from "../../../../electron/service/analysis/handlers/strategy.ts";
import { analysisContext, noEngine, quietCall } from "../support/analysis-context.ts";
import { goldenJson } from "../support/golden-json.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

interface SummaryGolden {
  pairs: number;
  mean_upper: number;
  mean_abs_upper: number;
  max: number;
  "count_abs_gt_0.7": number;
  samples: [number, number, number][];
  planted: { duplicate_pairs: [number, number, number][] };
}

describe.skipIf(noEngine)("correlation", () => {
  const tables = {
    small: readGoldenTable("entire_day_20x40/entire_day_20x40.csv", 2),
    large: readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2),
  };
  const context = noEngine ? undefined : analysisContext(tables);
  const used = () => {
    if (!context) throw new Error("no engine");
    return context;
  };
  const golden = goldenJson<SummaryGolden>("entire_day_82x400/correlation_summary.json");
  const matrixOf = (request: object) =>
    correlationMatrixHandler.handle(correlationMatrix.request.parse(request), used(), quietCall);

  it("summarises all pairs as numpy's matrix does", async () => {
    const request = correlationSummary.request.parse({ dataset: "large", thresholdPairs: 2000, topPairs: 6 });
    const got = await correlationSummaryHandler.handle(request, used(), quietCall);
    expect(got.pairs).toBe(golden.pairs);
    expect(Math.abs(got.meanRho - golden.mean_upper)).toBeLessThan(1e-9);
    expect(Math.abs(got.meanAbsRho - golden.mean_abs_upper)).toBeLessThan(1e-9);
    expect(got.thresholdCount).toBe(golden["count_abs_gt_0.7"]);
    expect(got.thresholdPairs.rho).toHaveLength(got.thresholdCount);
    expect(got.histogram.reduce((a, b) => a + b, 0)).toBe(golden.pairs);
    const top = Array.from(got.top.a, (a, k) =>
      [a, got.top.b[k]].sort((x, y) => (x as number) - (y as number)),
    );
    const planted = golden.planted.duplicate_pairs.map(([a, b]) => [a, b].sort((x, y) => x - y));
    expect(top).toEqual(expect.arrayContaining(planted));
  });

  it("has numpy's value for every sampled pair and all of 20 x 40", async () => {
    for (const [a, b, rho] of golden.samples) {
      const members = [tables.large.strategies[a], tables.large.strategies[b]];
      const got = await matrixOf({ dataset: "large", members });
      expect(Math.abs((got.rho[1] as number) - rho)).toBeLessThan(1e-9);
    }
    const { matrix } = goldenJson<{ matrix: number[][] }>("entire_day_20x40/correlation.json");
    const got = await matrixOf({ dataset: "small", members: tables.small.strategies });
    matrix.flat().forEach((rho, at) => {
      expect(Math.abs((got.rho[at] as number) - rho)).toBeLessThan(1e-9);
    });
  });

  it.each(correlationMethod.options)("gives a symmetric matrix within -1..1 by %s", async (method) => {
    const members = tables.small.strategies.slice(0, 15);
    const { rho } = await matrixOf({ dataset: "small", members, method });
    for (let i = 0; i < 15; i += 1)
      for (let j = 0; j < 15; j += 1) {
        expect(Math.abs((rho[i * 15 + j] as number) - (rho[j * 15 + i] as number))).toBeLessThan(1e-12);
        expect(Math.abs(rho[i * 15 + j] as number)).toBeLessThanOrEqual(1 + 1e-12);
      }
    // The third and the sixth column are constant.
    expect([rho[0], rho[2 * 15 + 2], rho[5 * 15 + 1]]).toEqual([expect.closeTo(1, 9), 0, 0]);
  });

  it("leaves one of each planted copy, and only those, at 0.999999", async () => {
    const request = correlationDuplicates.request.parse({ dataset: "large", threshold: 0.999999 });
    const got = await correlationDuplicatesHandler.handle(request, used(), quietCall);
    expect(got.removed).toHaveLength(golden.planted.duplicate_pairs.length);
    expect(got.kept).toHaveLength(400 - golden.planted.duplicate_pairs.length);
  });

  it("keeps the better of every pair, whatever metric says which is better", async () => {
    const judges = metricName.options.filter(
      (name) => metricTable[name].better !== "neither" && !hasThinTail(name, 82),
    );
    const view = { dataset: "large", capital: 1e7 };
    const { values, metrics } = await strategyMetricsHandler.handle(
      strategyMetrics.request.parse({ ...view, metrics: judges }),
      used(),
      quietCall,
    );
    expect(judges).toEqual(expect.arrayContaining(["max_drawdown_fraction", "ulcer_fraction", "sharpe"]));
    for (const metric of judges) {
      const request = correlationDuplicates.request.parse({ ...view, threshold: 0.9, metric });
      const { removed, resembles } = await correlationDuplicatesHandler.handle(request, used(), quietCall);
      expect(removed.length, metric).toBeGreaterThan(20);
      const figure = (index: number | undefined) => values[metrics.indexOf(metric)]?.[index ?? -1] as number;
      const sign = /drawdown|ulcer/.test(metric) || metricTable[metric].better === "less" ? -1 : 1;
      const better = Array.from(removed, (one, k) => sign * (figure(resembles[k]) - figure(one)));
      expect(Math.min(...better), metric).toBeGreaterThanOrEqual(0);
    }
    const request = correlationDuplicates.request.parse({ ...view, metric: "zero_days" });
    await expect(correlationDuplicatesHandler.handle(request, used(), quietCall)).rejects.toThrow(
      "Neither more nor less of zero_days makes a strategy better.",
    );
  });

  it("has tiles that the map's blocks sum up", async () => {
    const map = await correlationMapHandler.handle(
      correlationMap.request.parse({ dataset: "large", blocks: 40 }),
      used(),
      quietCall,
    );
    expect([map.blockSize, map.side]).toEqual([10, 40]);
    const span = (block: number) => ({ from: block * map.blockSize, count: map.blockSize });
    const request = correlationTile.request.parse({ dataset: "large", down: span(3), across: span(17) });
    const tile = await correlationTileHandler.handle(request, used(), quietCall);
    expect(Array.from(tile.down)).toEqual(Array.from(map.order.slice(30, 40)));
    const mean = tile.rho.reduce((a, b) => a + b, 0) / 100;
    expect(map.mean[3 * 40 + 17]).toBeCloseTo(mean, 5);
    expect(map.max[3 * 40 + 17]).toBeCloseTo(Math.max(...tile.rho), 6);
    expect(map.min[3 * 40 + 17]).toBeCloseTo(Math.min(...tile.rho), 6);
  });

  it.each(["spearman", "downside"] as const)(
    "maps all pairs by %s as its matrix of members is",
    async (pairMethod) => {
      const all = { from: 0, count: 40 };
      const request = correlationTile.request.parse({ dataset: "small", down: all, across: all, pairMethod });
      const tile = await correlationTileHandler.handle(request, used(), quietCall);
      const members = Array.from(tile.down, (strategy) => tables.small.strategies[strategy]);
      // Downside is judged by the mean of the selection: here the selection is all of them.
      const { rho } = await matrixOf({ dataset: "small", members, method: pairMethod });
      tile.rho.forEach((value, at) => {
        expect(Math.abs(value - (rho[at] as number))).toBeLessThan(1e-6);
      });
    },
  );

  it("has tiles of blocks that are the map's own", async () => {
    const map = await correlationMapHandler.handle(
      correlationMap.request.parse({ dataset: "large", blocks: 50 }),
      used(),
      quietCall,
    );
    const all = { from: 0, count: 400 };
    const request = { dataset: "large", down: all, across: all, step: map.blockSize };
    const tile = await correlationTileHandler.handle(
      correlationTile.request.parse(request),
      used(),
      quietCall,
    );
    expect(tile.rho).toHaveLength(map.side ** 2);
    tile.rho.forEach((mean, at) => {
      expect(Math.abs(mean - (map.mean[at] as number))).toBeLessThan(1e-6);
      const [low, high] = [map.min[at] as number, map.max[at] as number];
      expect(tile.strongest[at]).toBeCloseTo(Math.abs(low) > Math.abs(high) ? low : high, 6);
    });
  });
});
