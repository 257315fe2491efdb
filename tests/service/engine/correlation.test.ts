import { describe, expect, it } from "vitest";
import type { CorrelationReduced } from "../../../electron/service/engine/addon/figures.ts";
import { goldenJson } from "../../support/golden-json.ts";
import { goldenTable } from "../../support/golden-table.ts";
import { nativeSession, newControl } from "../../support/native-session.ts";

const request = { bins: 20, topK: 10, threshold: 0.7, thresholdCapacity: 5000, blockSize: 0 };

it("gives every correlation of entire_day_20x40", async () => {
  const table = goldenTable("entire_day_20x40/entire_day_20x40.csv", 2);
  const { matrix } = goldenJson<{ matrix: number[][] }>("entire_day_20x40/correlation.json");
  const session = await nativeSession(table.rows);
  const all = Uint32Array.from(table.strategies, (_, i) => i);
  const actual = await session.addon.correlationMatrix(session.handle, all, all);
  session.addon.closeSession(session.handle);
  const worst = Math.max(...matrix.flat().map((rho, k) => Math.abs(rho - (actual[k] ?? Number.NaN))));
  expect(worst).toBeLessThan(1e-12);
});

describe("one pass over entire_day_82x400", () => {
  interface Summary {
    readonly sum_upper: number;
    readonly mean_abs_upper: number;
    readonly pairs: number;
    readonly min: number;
    readonly "count_abs_gt_0.7": number;
    readonly count_eq_0: number;
    readonly samples: [number, number, number][];
    readonly planted: { readonly duplicate_pairs: [number, number, number][] };
  }
  const expected = goldenJson<Summary>("entire_day_82x400/correlation_summary.json");
  const table = goldenTable("entire_day_82x400/entire_day_82x400.csv", 2);

  async function reduce(threads: number, order?: Uint32Array): Promise<CorrelationReduced> {
    const session = await nativeSession(table.rows, { threads });
    try {
      const ordered = { ...request, ...(order ? { order } : {}) };
      return await session.addon.correlationReduce(session.handle, ordered, newControl());
    } finally {
      session.addon.closeSession(session.handle);
    }
  }

  it("agrees with the golden sums, counts and planted copies", async () => {
    const reduced = await reduce(2);
    expect(reduced.sumRho).toBeCloseTo(expected.sum_upper, 8);
    expect(reduced.sumAbsRho / expected.pairs).toBeCloseTo(expected.mean_abs_upper, 12);
    expect(reduced.thresholdCount).toBe(expected["count_abs_gt_0.7"]);
    expect(reduced.threshold.a).toHaveLength(expected["count_abs_gt_0.7"]);
    expect(reduced.histogram.reduce((sum, count) => sum + count)).toBe(expected.pairs);
    const copies = expected.planted.duplicate_pairs.map(([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`);
    const top = [...reduced.top.a].map((a, k) => `${a} ${reduced.top.b[k]}`);
    expect(new Set(top.slice(0, copies.length))).toEqual(new Set(copies));
  });

  it("is the same with 1, 2 and 7 threads", async () => {
    const [one, two, seven] = [await reduce(1), await reduce(2), await reduce(7)];
    expect(two).toEqual(one);
    expect(seven).toEqual(one);
  });

  it("does not depend on the order of the map, but for the map", async () => {
    const reversed = Uint32Array.from(table.strategies, (_, i) => table.strategies.length - 1 - i);
    const [plain, ordered] = [await reduce(2), await reduce(2, reversed)];
    expect(ordered.histogram).toEqual(plain.histogram);
    expect(ordered.threshold).toEqual(plain.threshold);
    expect(ordered.maxAbsRho).toEqual(plain.maxAbsRho);
  });

  it("gives the sampled pairs", async () => {
    const session = await nativeSession(table.rows);
    for (const [a, b, rho] of expected.samples) {
      const [actual] = await session.addon.correlationMatrix(
        session.handle,
        Uint32Array.of(a),
        Uint32Array.of(b),
      );
      expect(Math.abs((actual ?? Number.NaN) - rho)).toBeLessThan(1e-12);
    }
    session.addon.closeSession(session.handle);
  });
});
