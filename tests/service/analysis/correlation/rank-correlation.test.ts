import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kendallTau, ranks } from "../../../../electron/service/analysis/correlation/rank-correlation.ts";
import { rollingMeanCorrelation } from "../../../../electron/service/analysis/correlation/rolling.ts";
import { exponentialWeights } from "../../../../electron/service/analysis/correlation/weights.ts";
import { naivePearson } from "../support/naive-pearson.ts";

/** Few distinct values, so that ties are the rule. */
const series = (length: number) =>
  fc.array(fc.integer({ min: -4, max: 4 }), { minLength: length, maxLength: length });
const pair = fc.integer({ min: 2, max: 30 }).chain((length) => fc.tuple(series(length), series(length)));

/** tau-b straight from its definition, O(T^2). */
function naiveTau(a: readonly number[], b: readonly number[]): number {
  let balance = 0;
  let inA = 0;
  let inB = 0;
  for (let s = 0; s < a.length; s += 1)
    for (let t = s + 1; t < a.length; t += 1) {
      const x = Math.sign((a[s] as number) - (a[t] as number));
      const y = Math.sign((b[s] as number) - (b[t] as number));
      balance += x * y;
      inA += x * x;
      inB += y * y;
    }
  return inA * inB > 0 ? balance / Math.sqrt(inA * inB) : 0;
}

describe("kendallTau", () => {
  it("is the definition with ties", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(kendallTau(Float64Array.from(a), Float64Array.from(b))).toBeCloseTo(naiveTau(a, b), 12);
      }),
    );
  });

  it("leaves out observations where either is missing", () => {
    const a = Float64Array.of(1, 2, Number.NaN, 3);
    const b = Float64Array.of(1, 2, 9, 3);
    expect(kendallTau(a, b)).toBe(1);
  });
});

describe("ranks", () => {
  it("counts how many are smaller, half of the equal ones included", () => {
    fc.assert(
      fc.property(series(20), (values) => {
        const expected = values.map((x) => {
          const smaller = values.filter((y) => y < x).length;
          const equal = values.filter((y) => y === x).length;
          return smaller + (equal + 1) / 2;
        });
        expect(Array.from(ranks(Float64Array.from(values)))).toEqual(expected);
      }),
    );
  });
});

describe("exponentialWeights", () => {
  it("halves the weight every half-life", () => {
    const weights = exponentialWeights(50, 10);
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect((weights[49] as number) / (weights[39] as number)).toBeCloseTo(2, 12);
  });
});

describe("rollingMeanCorrelation", () => {
  it("is the mean of the window's pairs", () => {
    fc.assert(
      fc.property(fc.array(series(12), { minLength: 2, maxLength: 5 }), (all) => {
        const got = rollingMeanCorrelation(
          all.map((one) => Float64Array.from(one)),
          5,
        );
        expect(got).toHaveLength(8);
        got.forEach((value, from) => {
          const windows = all.map((one) => one.slice(from, from + 5));
          const rhos = windows.flatMap((a, i) => windows.slice(i + 1).map((b) => naivePearson(a, b)));
          expect(value).toBeCloseTo(rhos.reduce((a, b) => a + b, 0) / rhos.length, 10);
        });
      }),
    );
  });
});
