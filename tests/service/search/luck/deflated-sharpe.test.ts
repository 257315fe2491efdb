import { describe, expect, it } from "vitest";
import {
  deflatedSharpe,
  expectedMaximum,
  probabilisticSharpe,
} from "../../../../electron/service/search/luck/deflated-sharpe.ts";
import { goldenJson } from "../../../support/golden-json.ts";

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
