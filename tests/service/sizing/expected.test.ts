import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExpectedSharpe } from "../../../electron/contract/expected.ts";
import { Lanes } from "../../../electron/service/lanes.ts";
import { CounterRandom } from "../../../electron/service/sampling/counter-random.ts";
import {
  autocorrelationP,
  foldsOf,
  heldOutRows,
  ownVariance,
  spells,
  withHeldOut,
} from "../../../electron/service/sizing/expected.ts";
import { expectedSentence } from "../../../electron/service/sizing/words.ts";
import { normalQuantile } from "../../../electron/service/verdict/sharpe.ts";
import { quietCall } from "../analysis/support/analysis-context.ts";

/** Standard normal numbers, the same from the same seed. */
function normals(seed: number, count: number): Float64Array {
  const random = new CounterRandom(seed);
  return Float64Array.from({ length: count }, (_, t) =>
    normalQuantile(((random.draw(7, 0, t)[0] ?? 0) + 0.5) / 2 ** 32),
  );
}

const known: ExpectedSharpe = {
  sharpe: 0.8,
  low: 0.5,
  high: 1.1,
  folds: null,
  measured: 0.8,
  inSample: 2,
  rows: 82,
  annualisation: 252,
  variance: 1,
  spells: 0.5,
  deviationRatio: null,
  sentence: "",
};

describe("folds", () => {
  it("hold every row out once, and show nothing of it or of its neighbours", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 300 }), fc.integer({ min: 0, max: 5 }), (rows, gap) => {
        const parts = foldsOf(rows, gap);
        expect(parts.length).toBe(10);
        let next = 0;
        for (const { from, to, seen } of parts) {
          expect(from).toBe(next);
          next = to;
          for (const t of seen) expect(t < from - gap || t >= to + gap).toBe(true);
          const hidden = Math.min(rows, to + gap) - Math.max(0, from - gap);
          expect(seen.length).toBe(rows - hidden);
        }
        expect(next).toBe(rows);
      }),
    );
  });

  it("join what each choice earned where it was not looking", async () => {
    const rows = Array.from({ length: 40 }, (_, t) => Float64Array.of(t, -t, 100 + t));
    const table = { matrix: { observations: 40, strategies: 3, rows } };
    // The folds look at nothing else.
    const view = table as unknown as Parameters<typeof heldOutRows>[0];
    // The member depends on whether the first row is seen: the first fold alone is judged by another.
    const select = async (_: unknown, { rows: seen }: { rows: Uint32Array }) => ({
      members: seen[0] === 0 ? [0] : [2],
      statistic: 0,
    });
    const out = await heldOutRows(view, select, { block: 1, lanes: new Lanes(2) }, quietCall);
    // Each fold in units of what its member's deviation was on the rows that were seen.
    const unit = (from: number) =>
      deviation(Array.from({ length: 40 }, (_, t) => t).filter((t) => t < from || t >= from + 4));
    for (let t = 0; t < 40; t += 1)
      expect(out?.[t]).toBeCloseTo((t < 4 ? 100 + t : t) / unit(t - (t % 4)), 12);
    const few = { ...view, matrix: { ...view.matrix, observations: 19 } };
    expect(await heldOutRows(few, select, { block: 1, lanes: new Lanes(1) }, quietCall)).toBeNull();
  });
});

/** By its definition, with n - 1. */
function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

describe("what to expect", () => {
  it("is the mean of measured and held out, within 2.1 standard errors", () => {
    const heldOut = Float64Array.from({ length: 82 }, (_, t) => (t % 2 === 0 ? 3 : -1));
    const made = withHeldOut(known, heldOut);
    const folds = 1 / Math.sqrt((4 * 82) / 81);
    expect(made.folds).toBeCloseTo(folds, 12);
    expect(made.sharpe).toBeCloseTo((0.8 + folds) / 2, 12);
    const half = 2.1 * Math.sqrt((1 + made.sharpe ** 2 / 2) / 82);
    expect(made.high - made.sharpe).toBeCloseTo(half, 12);
    expect(made.sharpe - made.low).toBeCloseTo(half, 12);
    expect(made.deviationRatio).toBeCloseTo(Math.sqrt((4 * 82) / 81), 12);
    expect(made.sentence).toContain(`Expect a Sharpe ratio of ${made.sharpe.toFixed(2)} a row`);
    expect(withHeldOut(known, null)).toEqual(known);
  });

  it("is less certain where rows follow one another", () => {
    const noise = normals(1, 400);
    expect(ownVariance(noise)).toBe(1);
    const trending = noise.slice();
    for (let t = 1; t < trending.length; t += 1) {
      trending[t] = (noise[t] as number) + 0.5 * (trending[t - 1] as number);
    }
    expect(ownVariance(trending)).toBeGreaterThan(2);
    expect(ownVariance(trending)).toBeLessThan(4.5);
    expect(ownVariance([1, 1, 1, 1, 1])).toBe(1);
  });

  it("takes luck off no backtest that it believes more of", () => {
    const sentence = (measured: number) =>
      expectedSentence({ ...known, folds: null, inSample: 0.38, measured });
    expect(sentence(0.37)).toContain(
      "It is the backtest after what luck alone gives in a table like this was taken off;",
    );
    expect(sentence(0.41)).toContain(
      "It is what the members' families make of the backtest in a table like this;",
    );
  });

  it("says that a year is made of less than a quarter of one", () => {
    const short = "Annualised from 62 rows, under a quarter of a year.";
    expect(expectedSentence({ ...known, rows: 62 })).toContain(short);
    expect(expectedSentence({ ...known, rows: 1 })).toContain("from 1 row, under");
    expect(expectedSentence({ ...known, rows: 63 })).not.toContain("Annualised");
  });

  it("says when volatility comes in spells, and seldom when it does not", () => {
    const calm = (seed: number) => {
      const rows = Array.from({ length: 120 }, (_, t) => normals(seed * 1000 + t, 5));
      return { observations: 120, strategies: 5, rows };
    };
    let found = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const matrix = calm(seed);
      const p = spells(
        matrix.rows.map((row) => row[0] as number),
        matrix,
      );
      if (p !== null && p < 0.05) found += 1;
    }
    expect(found).toBeLessThanOrEqual(12);
    const wild = calm(7);
    const rows = wild.rows.map((row, t) =>
      row.map((value) => value * (Math.floor(t / 20) % 2 === 0 ? 1 : 5)),
    );
    expect(
      spells(
        rows.map((row) => row[0] as number),
        { ...wild, rows },
      ),
    ).toBeLessThan(0.001);
    expect(spells([1, 2, 3], { ...wild, rows: rows.slice(0, 3) })).toBeNull();
    expect(autocorrelationP([2, 2, 2, 2, 2, 2])).toBe(1);
  });
});
