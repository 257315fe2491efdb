import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  deflatedSharpe,
  expectedMaximum,
  normalCdf,
  normalQuantile,
  probabilisticSharpe,
  sharpeMoments,
} from "../../../electron/service/verdict/sharpe.ts";
import { goldenJson } from "../../support/golden-json.ts";

interface Vector {
  readonly source: string;
  readonly metric: string;
  readonly params: Record<string, number>;
  readonly expected: number;
  readonly tol: number;
}

const { vectors } = goldenJson<{ vectors: Vector[] }>("vectors.json");
const of = (metric: string) => vectors.filter((vector) => vector.metric === metric);
const value = (vector: Vector, name: string) => vector.params[name] as number;
const momentsOf = (vector: Vector) => ({
  observations: value(vector, "T"),
  sharpe: value(vector, "sr"),
  skew: value(vector, "skew"),
  kurtosis: value(vector, "kurt_raw"),
});

describe("the deflated Sharpe ratio", () => {
  describe("figures that others published", () => {
    it.each(of("dsr"))("deflated Sharpe ratio: $source", (vector) => {
      const actual = deflatedSharpe(momentsOf(vector), value(vector, "N"), value(vector, "var_sr"));
      expect(Math.abs(actual - vector.expected)).toBeLessThanOrEqual(vector.tol);
    });

    it.each(of("psr"))("probabilistic Sharpe ratio: $source", (vector) => {
      const actual = probabilisticSharpe(momentsOf(vector), value(vector, "bench"));
      expect(Math.abs(actual - vector.expected)).toBeLessThanOrEqual(vector.tol);
    });

    it.each(of("expected_max_z"))("expected maximum: $source", (vector) => {
      expect(Math.abs(expectedMaximum(value(vector, "N")) - vector.expected)).toBeLessThanOrEqual(vector.tol);
    });

    it("has them all", () => {
      expect(of("dsr").length + of("psr").length + of("expected_max_z").length).toBeGreaterThanOrEqual(5);
    });
  });

  it("one try needs no deflation", () => {
    const moments = { observations: 82, sharpe: 0.3, skew: -1, kurtosis: 5 };
    expect(deflatedSharpe(moments, 1, 0.01)).toBe(probabilisticSharpe(moments, 0));
  });
});

describe("the normal distribution", () => {
  // Abramowitz and Stegun, table 26.1, and R's pnorm for the tails.
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-2, 0.022750131948179195],
    [3, 0.9986501019683699],
    [-6, 9.865876450376946e-10],
    [-10, 7.61985302416047e-24],
  ])("distribution function at %f", (x, expected) => {
    expect(Math.abs(normalCdf(x) - expected)).toBeLessThanOrEqual(1e-12 * expected);
  });

  it("the quantile is its inverse", () => {
    fc.assert(
      fc.property(fc.double({ min: -7, max: 7, noNaN: true }), (x) => {
        // Near 1 a probability cannot hold more than 1e-16, so the lower half is asked.
        const p = normalCdf(-Math.abs(x));
        expect(Math.abs(normalQuantile(p) + Math.abs(x))).toBeLessThanOrEqual(1e-9);
      }),
    );
  });

  // R's qnorm.
  it.each([
    [0.05, -1.6448536269514722],
    [0.01, -2.3263478740408408],
  ])("quantile at %f", (p, expected) => {
    expect(Math.abs(normalQuantile(p) - expected)).toBeLessThanOrEqual(1e-14 * -expected);
  });

  it("has its limits", () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalQuantile(-0.1)).toBeNaN();
  });
});

describe("sharpeMoments", () => {
  it("moments of a series done by hand", () => {
    // mean 2, deviations -2 -1 0 3 -> squares 4 1 0 9
    const moments = sharpeMoments([0, 1, 2, 5]);
    expect(moments.sharpe).toBeCloseTo(2 / Math.sqrt(14 / 3), 12);
    expect(moments.skew).toBeCloseTo((-8 - 1 + 27) / 4 / 3.5 ** 1.5, 12);
    expect(moments.kurtosis).toBeCloseTo((16 + 1 + 81) / 4 / 3.5 ** 2, 12);
  });

  it("a constant series has no Sharpe ratio, also when its constant is no binary fraction", () => {
    expect(sharpeMoments(Array.from({ length: 20 }, () => 0.1)).sharpe).toBe(0);
  });
});
