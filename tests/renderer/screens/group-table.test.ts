import { expect, test } from "vitest";
import { groupTable } from "../../../renderer/screens/regimes-and-sizing/groups/group-table.ts";
import { formatStatistic } from "../../../renderer/screens/regimes-and-sizing/groups/statistics.ts";

const answer = (statistic: "mean" | "win_rate" | "profit_factor", first: number[], second: number[]) => ({
  by: "regime" as const,
  strategies: first.map((_, i) => `s${i}`),
  groups: [
    { name: "Calm", observations: 30 },
    { name: "Wild", observations: 12 },
  ],
  ungrouped: 4,
  statistics: [statistic],
  values: [Float64Array.from(first), Float64Array.from(second)],
  whole: [Float64Array.from(first, (value, i) => (value + (second[i] as number)) / 2)],
  profile: "textbook" as const,
});
const steps = [1, 2, 3, 4, 5];

test("all rows come first, then the groups with their numbers of observations", () => {
  const table = groupTable(answer("mean", steps, steps));
  expect(table.columns.map(({ id, group, observations }) => [id, group, observations])).toEqual([
    ["whole", null, 42],
    ["group Calm", "Calm", 30],
    ["group Wild", "Wild", 12],
  ]);
  expect(Array.from(table.columns[2]?.values ?? [])).toEqual(steps);
});

test("the tint is full from the ninth decile on, whatever the sign, undefined and infinite cells left out", () => {
  const table = groupTable(
    answer("mean", [...steps, Number.NaN], [-6, -7, -8, -9, -10, Number.POSITIVE_INFINITY]),
  );
  expect(table.scale).toBe(10);
});

test("a profit factor leans to both sides of 1, and a win rate to none", () => {
  expect(groupTable(answer("profit_factor", [0.5, 0.5], [2, 2])).scale).toBeCloseTo(Math.log(2), 12);
  expect(groupTable(answer("win_rate", [0.5, 0.5], [0.2, 0.1])).scale).toBe(0);
});

test("figures have the decimals that their size asks for", () => {
  expect(formatStatistic("mean", -0.126)).toBe("−0.13");
  expect(formatStatistic("total", 12345.6)).toBe("12,346");
  expect(formatStatistic("win_rate", 0.5625)).toBe("56.3");
  expect(formatStatistic("profit_factor", Number.POSITIVE_INFINITY)).toBe("∞");
  expect(formatStatistic("std", Number.NaN)).toBe("–");
});
