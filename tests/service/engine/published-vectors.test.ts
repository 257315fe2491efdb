import { describe, expect, it } from "vitest";
import type { MetricName } from "../../../electron/contract/metrics.ts";
import { goldenJson } from "../../support/golden-json.ts";
import { type MetricSettings, nativeSession } from "../../support/native-session.ts";

interface Vector {
  readonly metric: string;
  readonly source: string;
  readonly input: string | number[] | null;
  readonly params: Readonly<Record<string, number | string>>;
  readonly expected: number;
  readonly tol: number;
}

const { arrays, vectors } = goldenJson<{ arrays: Record<string, (number | null)[]>; vectors: Vector[] }>(
  "vectors.json",
);

interface Mapping {
  readonly metric: MetricName;
  readonly profile: MetricSettings["profile"];
  /** From our figure to the one of the source: its sign, or a figure made of it. */
  readonly convert?: (value: number) => number;
  /** True when the source's figure is compounded: returns on a capital of 1. */
  readonly compounds?: boolean;
}

const mappings: Readonly<Record<string, Mapping>> = {
  sharpe: { metric: "sharpe", profile: "textbook" },
  sortino: { metric: "sortino", profile: "textbook" },
  downside_dev: { metric: "downside_deviation", profile: "textbook" },
  ann_vol: { metric: "volatility", profile: "textbook" },
  omega: { metric: "omega", profile: "textbook" },
  profit_factor: { metric: "profit_factor", profile: "r" },
  mdd_additive: { metric: "max_drawdown", profile: "textbook" },
  "variance ddof0": { metric: "std", profile: "legacy", convert: (std) => std * std },
  "skew biased": { metric: "skew", profile: "textbook" },
  "cvar_partition(int((n-1)*c)+1 worst)": { metric: "cvar_95", profile: "textbook" },
  mdd_compounded: { metric: "max_drawdown", profile: "r", compounds: true, convert: (value) => -value },
  "mdd_compounded (first-day loss counts)": {
    metric: "max_drawdown",
    profile: "r",
    compounds: true,
    convert: (value) => -value,
  },
  calmar_compounded: { metric: "calmar", profile: "r", compounds: true },
};

/** Minimum acceptable result per row; a yearly one is de-annualised by compounding, as its source does. */
function marOf(params: Vector["params"]): number {
  const yearly = params.required_return_annual;
  if (typeof yearly === "number") return (1 + yearly) ** (1 / Number(params.ann)) - 1;
  return Number(params.mar ?? 0) + (typeof params.rf === "number" ? params.rf : 0);
}

function rowsOf(vector: Vector): Float64Array[] {
  const values = Array.isArray(vector.input) ? vector.input : arrays[vector.input ?? ""];
  const benchmark = arrays[String(vector.params.rf)];
  // empyrical counts a missing row as elapsed time without a result when it compounds.
  const missing = vector.metric === "calmar_compounded" ? 0 : Number.NaN;
  return (values ?? []).map((x, t) => Float64Array.of(x === null ? missing : x - (benchmark?.[t] ?? 0)));
}

const known = vectors.filter(({ metric }) => metric in mappings);

describe("figures published by other test suites", () => {
  it.each(known.map((vector) => [`${vector.metric} ${vector.source}`, vector] as const))(
    "%s",
    async (_, vector) => {
      const mapping = mappings[vector.metric] as Mapping;
      const session = await nativeSession(rowsOf(vector));
      const riskFree = typeof vector.params.rf === "number" ? vector.params.rf : 0;
      const figures = await session.metrics([mapping.metric], {
        profile: mapping.profile,
        annualisation: Number(vector.params.ann ?? 1),
        riskFree,
        mar: marOf(vector.params),
        capital: mapping.compounds ? 1 : 0,
      });
      session.addon.closeSession(session.handle);
      const value = figures[mapping.metric][0] ?? Number.NaN;
      const actual = mapping.convert ? mapping.convert(value) : value;
      if (Number.isFinite(vector.expected))
        expect(Math.abs(actual - vector.expected)).toBeLessThanOrEqual(vector.tol);
      else expect(actual).toBe(vector.expected);
    },
  );

  it("Martin ratio of PerformanceAnalytics: CAGR / ulcer index", async () => {
    const martin = vectors.find(({ metric }) => metric === "cagr(12)/ulcer(n)") as Vector;
    const session = await nativeSession(rowsOf(martin));
    const figures = await session.metrics(["annualized_return", "ulcer"], {
      profile: "r",
      annualisation: 12,
      capital: 1,
    });
    session.addon.closeSession(session.handle);
    const actual = (figures.annualized_return[0] ?? 0) / (figures.ulcer[0] ?? 0);
    expect(Math.abs(actual - martin.expected)).toBeLessThanOrEqual(martin.tol);
  });

  it("covers the metrics that the engine has", () => expect(known.length).toBeGreaterThanOrEqual(27));
});
