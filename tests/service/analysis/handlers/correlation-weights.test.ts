import { describe, expect, it } from "vitest";
import {
  correlationMap,
  correlationMatrix,
  correlationSummary,
  correlationTile,
} from "../../../../electron/contract/methods/correlation.ts";
import {
  correlationMapHandler,
  correlationMatrixHandler,
  correlationSummaryHandler,
  correlationTileHandler,
} from "../../../../electron/service/analysis/handlers/correlation.ts";
import { analysisContext, noEngine, quietCall } from "../support/analysis-context.ts";
import { naivePearson } from "../support/naive-pearson.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

const table = readGoldenTable("enhanced_zones/enhanced_88x29.csv", 9);
const regime = "News_Shock";

describe.skipIf(noEngine)("correlation with weights of observations", () => {
  const context = noEngine ? undefined : analysisContext({ enhanced: table });
  const used = () => {
    if (!context) throw new Error("no engine");
    return context;
  };
  const members = table.strategies.slice(0, 12);
  const matrixOf = (request: object) =>
    correlationMatrixHandler.handle(
      correlationMatrix.request.parse({ dataset: "enhanced", members, ...request }),
      used(),
      quietCall,
    );
  const near = (actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-12) => {
    expect(actual).toHaveLength(expected.length);
    for (let at = 0; at < actual.length; at += 1)
      expect(Math.abs((actual[at] as number) - (expected[at] as number))).toBeLessThan(tolerance);
  };

  it.each(["pearson", "spearman"])("is of the observations of a regime alone, by %s", async (method) => {
    const weighted = await matrixOf({ method, weighting: { kind: "regime", regime } });
    const chosen = await matrixOf({ method, regimes: [regime] });
    expect(weighted.observations).toBe(chosen.observations);
    // Ranks are taken within the view: over all observations or over those of the regime.
    if (method === "pearson") near(weighted.rho, chosen.rho);
    else expect(Math.max(...weighted.rho.map(Math.abs))).toBeLessThanOrEqual(1);
  });

  it("weighs by confidence without scaling P&L", async () => {
    const weights = (table.columns["Regime_Confidence_%"] ?? []).map(Number);
    const rho = (i: number, j: number) => {
      const column = (k: number) => table.matrix.rows.map((row) => row[k] as number);
      const total = weights.reduce((a, w) => a + w, 0);
      const mean = (x: number[]) => x.reduce((a, value, t) => a + value * (weights[t] as number), 0) / total;
      const scaled = (x: number[]) => x.map((value) => value - mean(x));
      const [a, b] = [scaled(column(i)), scaled(column(j))];
      const product = (x: number[], y: number[]) =>
        x.reduce((sum, value, t) => sum + (weights[t] as number) * value * (y[t] as number), 0);
      const length = Math.sqrt(product(a, a) * product(b, b));
      return length > 0 ? product(a, b) / length : 0;
    };
    const got = await matrixOf({ weighting: { kind: "confidence" } });
    near(
      got.rho,
      members.flatMap((_, i) => members.map((__, j) => rho(i, j))),
      1e-10,
    );
    expect(got.observations).toBeLessThan(88);
    const plain = await matrixOf({});
    expect(plain.rho).not.toEqual(got.rho);
  });

  it("has `exponential` in `recent`", async () => {
    const weighted = await matrixOf({ weighting: { kind: "recent", halfLife: 15 } });
    const named = await matrixOf({ method: "exponential", halfLife: 15 });
    near(weighted.rho, named.rho);
    expect(named.observations).toBeCloseTo(weighted.observations, 9);
  });

  it("sums up what its tiles show, in the order of the whole map", async () => {
    const weighting = { kind: "regime", regime };
    const request = { dataset: "enhanced", weighting };
    const summary = await correlationSummaryHandler.handle(
      correlationSummary.request.parse(request),
      used(),
      quietCall,
    );
    const n = table.strategies.length;
    const all = { from: 0, count: n };
    const tile = await correlationTileHandler.handle(
      correlationTile.request.parse({ ...request, down: all, across: all }),
      used(),
      quietCall,
    );
    const rows = table.matrix.rows.filter((_, t) => table.columns.market_regime?.[t] === regime);
    const column = (i: number) => rows.map((row) => row[i] as number);
    let sum = 0;
    for (let a = 0; a < n; a += 1)
      for (let b = a + 1; b < n; b += 1) {
        const rho = naivePearson(column(tile.down[a] as number), column(tile.across[b] as number));
        expect(Math.abs((tile.rho[a * n + b] as number) - rho)).toBeLessThan(1e-6);
        sum += rho;
      }
    expect(summary.meanRho).toBeCloseTo(sum / ((n * (n - 1)) / 2), 9);
    expect(summary.observations).toBe(rows.length);
    const map = (more: object) =>
      correlationMapHandler.handle(
        correlationMap.request.parse({ ...request, blocks: 8, ...more }),
        used(),
        quietCall,
      );
    const [weighted, plain] = [await map({}), await map({ weighting: undefined })];
    expect(weighted.order).toEqual(plain.order);
    expect(weighted.mean).not.toEqual(plain.mean);
    const { blockSize } = weighted;
    const corner = tile.rho.filter(
      (_, at) => at % n < blockSize && Math.floor(at / n) >= blockSize && Math.floor(at / n) < 2 * blockSize,
    );
    expect(weighted.mean[1]).toBeCloseTo(corner.reduce((a, b) => a + b, 0) / corner.length, 5);
  });

  it("knows the regime of every date and zone", async () => {
    const rows = { kind: "weighted-zones" };
    const weighted = await matrixOf({ rows, weighting: { kind: "confidence" } });
    const plain = await matrixOf({ rows });
    expect(weighted.observations).toBeGreaterThan(2);
    expect(weighted.observations).toBeLessThan(plain.observations);
  });

  it("refuses what has no weights", async () => {
    await expect(matrixOf({ method: "kendall", weighting: { kind: "confidence" } })).rejects.toThrow(
      "no weights",
    );
    await expect(matrixOf({ weighting: { kind: "regime", regime: "Rally" } })).rejects.toThrow("Rally");
  });
});
