import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { drawdownCurve, equityCurve } from "../../../electron/service/analysis/series/curves.ts";
import { goldenJson } from "../../support/golden-json.ts";

interface Vector {
  readonly metric: string;
  readonly source: string;
  readonly input: string | number[] | null;
  readonly expected: number | string | (number | null)[];
  readonly tol: number;
}

const root = join(import.meta.dirname, "../../..");
const { arrays, vectors } = goldenJson<{ arrays: Record<string, (number | null)[]>; vectors: Vector[] }>(
  "vectors.json",
);

const published = "tests/service/engine/published-vectors.test.ts";
const sharpeOdds = "tests/service/verdict/sharpe.test.ts";
const kellyTest = "tests/service/analysis/kelly/kelly.test.ts";

/** Published figure -> the test that holds us to it. */
const tested: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...["sharpe", "sortino", "downside_dev", "ann_vol", "omega", "profit_factor", "mdd_additive"],
      ...["variance ddof0", "skew biased", "cvar_partition(int((n-1)*c)+1 worst)", "mdd_compounded"],
      ...["mdd_compounded (first-day loss counts)", "calmar_compounded", "cagr(12)/ulcer(n)"],
    ].map((metric) => [metric, published]),
  ),
  "var_hist_linear(type7)": "native/tests/formulas/tail_test.cpp",
  expected_max_z: sharpeOdds,
  psr: sharpeOdds,
  dsr: sharpeOdds,
  min_btl_years: "tests/service/verdict/universe.test.ts",
  "kelly f*=p/a-q/b and growth": kellyTest,
  "kelly growth-optimal p/l-q/w": kellyTest,
  drawdown_series_additive: "tests/service/engine/vectors-coverage.test.ts",
};

/** Published figures that no figure of ours claims to be. */
const excluded: Readonly<Record<string, string>> = {
  "drawdown_series_compounded (no 1.0 baseline)":
    "compounding here starts at a wealth of 1, so that a loss on the first row counts",
  min_trl: "the minimum track record length is shown nowhere",
  avg_drawdown_additive: "the mean drawdown is none of the 43 metrics",
  pbo: "an identity without figures; the probability of backtest overfitting is no metric of a series",
};

/** The figure as a test would write it: its first eight characters, or each number of a list. */
const spellings = ({ expected }: Vector) =>
  (Array.isArray(expected) ? expected : [expected])
    .filter((value) => value !== null)
    .map((value) => String(value).slice(0, 8).replace(/^0\./, "."));

describe("vectors.json", () => {
  it("has every published figure in a test or among the exclusions, with a reason", () => {
    const unclaimed = vectors.filter(({ metric }) => !(metric in tested) && !(metric in excluded));
    expect(unclaimed.map(({ metric, source }) => `${metric} of ${source}`)).toEqual([]);
    const known = new Set(vectors.map(({ metric }) => metric));
    expect([...Object.keys(tested), ...Object.keys(excluded)].filter((metric) => !known.has(metric))).toEqual(
      [],
    );
    expect(Object.keys(excluded).filter((metric) => metric in tested)).toEqual([]);
    expect(Object.values(excluded).every((reason) => reason.length > 20)).toBe(true);
  });

  it("is read by the tests that are named, or its figures stand in them", () => {
    const texts = new Map(
      [...new Set(Object.values(tested))].map((file) => [file, readFileSync(join(root, file), "utf8")]),
    );
    const absent = vectors
      .filter(({ metric }) => metric in tested)
      .filter((vector) => {
        const text = texts.get(tested[vector.metric] as string) ?? "";
        return (
          !text.includes('"vectors.json"') && !spellings(vector).every((figure) => text.includes(figure))
        );
      });
    expect(absent.map(({ metric, expected }) => `${metric} = ${expected}`)).toEqual([]);
  });

  it("has the additive drawdown series that skfolio publishes, peak from the first value", () => {
    const vector = vectors.find(({ metric }) => metric === "drawdown_series_additive") as Vector;
    const rows = arrays[String(vector.input)] ?? [];
    const present = rows.flatMap((value, t) => (value === null ? [] : [t]));
    const curve = drawdownCurve(equityCurve(Float64Array.from(present, (t) => rows[t] as number)), false);
    const expected = present.map((t) => (vector.expected as number[])[t] as number);
    expect(present.length).toBe(4);
    for (const [k, value] of expected.entries()) {
      expect(Math.abs(-(curve.drawdown[k] as number) - value)).toBeLessThanOrEqual(vector.tol);
    }
  });
});
