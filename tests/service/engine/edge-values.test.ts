import { expect, it } from "vitest";
import { nativeIds } from "../../../electron/service/engine/native-ids.ts";
import { deviation } from "../../support/deviation.ts";
import { goldenJson } from "../../support/golden-json.ts";
import { legacyObjective } from "../../support/legacy-objective.ts";
import { nativeSession, newControl } from "../../support/native-session.ts";

interface Column {
  readonly values_used: number[];
  readonly finite: boolean;
  readonly fields_lost_to_rounding_with_exact_value: [string, number][];
  readonly performance_report: Record<string, number>;
  readonly fitness_single: Record<string, number>;
  readonly corr_diagonal_after_nan_to_num: number;
}

const report = {
  total_roi: "roi",
  max_drawdown: "max_drawdown",
  win_percentage: "win_rate",
  profit_factor: "profit_factor",
  expectancy: "expectancy",
  sharpe_ratio: "sharpe",
  sortino_ratio: "sortino",
  annualized_return: "annualized_return",
} as const;
const objectives = {
  ratio: "ratio",
  roi: "roi",
  "less max dd": "less_max_dd",
  "win percentage": "win_percentage",
  "profit factor": "profit_factor",
  expectancy: "expectancy",
} as const;

const { result } = goldenJson<{ result: { columns: Record<string, Column> } }>(
  "edge_values/edge_values_expected.json",
);
const columns = Object.entries(result.columns).filter(([, column]) => column.finite);
const rows = Array.from({ length: 20 }, (_, t) =>
  Float64Array.from(columns, ([, column]) => column.values_used[t] ?? 0),
);

/** Figures where the replaced system prints rounding noise are compared with neither: they have no right value. */
const isNoise = (column: Column, field: string): boolean =>
  column.fields_lost_to_rounding_with_exact_value.some(([name]) => name === field);

it("gives the legacy report of awkward columns", async () => {
  const session = await nativeSession(rows);
  const actual = await session.metrics(Object.values(report), { profile: "legacy" });
  session.addon.closeSession(session.handle);
  const wrong: string[] = [];
  for (const [i, [name, column]] of columns.entries()) {
    const meanAbs = column.values_used.reduce((sum, x) => sum + Math.abs(x), 0) / 20;
    for (const [field, metric] of Object.entries(report)) {
      const expected = column.performance_report[field] ?? Number.NaN;
      const isCurrency = /roi|drawdown|expectancy|annualized/.test(field);
      const error = deviation(actual[metric][i] ?? 0, expected, isCurrency ? meanAbs : 1e-3);
      if (!(error <= 1e-9) && !isNoise(column, `performance_report.${field}`)) {
        wrong.push(`${name} ${field}: ${actual[metric][i]} instead of ${expected}`);
      }
    }
  }
  expect(columns.length).toBeGreaterThan(30);
  expect(wrong).toEqual([]);
});

it("gives the legacy fitness of awkward columns alone", async () => {
  const session = await nativeSession(rows);
  const members = Uint32Array.from(columns, (_, i) => i);
  const wrong: string[] = [];
  for (const [field, metric] of Object.entries(objectives)) {
    const objective = legacyObjective(nativeIds.objective[metric]);
    const { fitness } = await session.addon.scorePortfolios(
      session.handle,
      members,
      1,
      objective,
      newControl(),
    );
    for (const [i, [name, column]] of columns.entries()) {
      const expected = column.fitness_single[field] ?? Number.NaN;
      const meanAbs = column.values_used.reduce((sum, x) => sum + Math.abs(x), 0) / 20;
      const error = deviation(fitness[i] ?? 0, expected, meanAbs);
      if (!(error <= 1e-9) && !isNoise(column, `fitness_single.${field}`)) {
        wrong.push(`${name} ${field}: ${fitness[i]} instead of ${expected}`);
      }
    }
  }
  session.addon.closeSession(session.handle);
  expect(wrong).toEqual([]);
});

it("takes a column of equal cells as constant, whatever its variance in binary", async () => {
  const session = await nativeSession(rows);
  const all = Uint32Array.from(columns, (_, i) => i);
  const matrix = await session.addon.correlationMatrix(session.handle, all, all);
  const tenth = columns.findIndex(([name]) => name === "CONST_TENTH");
  const { sharpe } = await session.metrics(["sharpe"], { profile: "legacy" });
  session.addon.closeSession(session.handle);
  expect(tenth).toBeGreaterThanOrEqual(0);
  expect(sharpe[tenth]).toBe(0);
  expect([...matrix.subarray(tenth * all.length, (tenth + 1) * all.length)]).toEqual(columns.map(() => 0));
});
