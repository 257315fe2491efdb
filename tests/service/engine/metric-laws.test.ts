import fc from "fast-check";
import { expect, it } from "vitest";
import { type MetricName, metricName, metricTable } from "../../../electron/contract/metrics.ts";
import { cases } from "../../support/cases.ts";
import { deviation } from "../../support/deviation.ts";
import { type MetricSettings, nativeSession } from "../../support/native-session.ts";

const all = metricName.options;
/** Figures in currency grow with the series; the others are counts, places or pure numbers. */
const inCurrency = all.filter((name) => metricTable[name].unit === "currency");
const currency = new Set<MetricName>(inCurrency);
/** What depends on the order of the rows. */
const path = new Set<MetricName>(all.filter((name) => metricTable[name].onPath));
const profiles = ["legacy", "textbook", "r"] as const;
/** Whole currency units, so that reordering and scaling by powers of two keep every sum exact. */
const series = fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 2, maxLength: 90 });

const basis = (name: MetricName) => (currency.has(name) ? 5000 : 1e-3);
/** Under a change of sign: f(-x) = -f(x), f(x), f(x) - 2 mean, 1 / f(x). What is in none of these has no such law. */
const odd = ["roi", "mean", "expectancy", "annualized_return", "sharpe", "skew"] as const;
const even = ["std", "volatility", "kurtosis", "zero_days", "observations"] as const;
const mirrored = ["var_95_gaussian", "cvar_95_gaussian", "var_99_gaussian", "cvar_99_gaussian"] as const;
const inverse = ["profit_factor", "omega", "payoff"] as const;

async function figures(
  values: readonly number[],
  settings: MetricSettings,
): Promise<Record<MetricName, number>> {
  const session = await nativeSession(
    values.map((x) => Float64Array.of(x)),
    { threads: 1 },
  );
  const metrics = await session.metrics(all, settings);
  session.addon.closeSession(session.handle);
  return Object.fromEntries(all.map((name) => [name, metrics[name][0]])) as Record<MetricName, number>;
}

const near = (actual: number, expected: number, basis: number): boolean =>
  (Number.isNaN(actual) && Number.isNaN(expected)) || deviation(actual, expected, basis) <= 1e-9;

function sameFigures(
  a: Record<MetricName, number>,
  b: Record<MetricName, number>,
  names: readonly MetricName[],
): void {
  const wrong = names.filter((name) => !near(a[name], b[name], currency.has(name) ? 5000 : 1e-3));
  expect(wrong.map((name) => `${name}: ${a[name]} and ${b[name]}`)).toEqual([]);
}

it("scaling the series scales currency and leaves pure numbers", async () => {
  await fc.assert(
    fc.asyncProperty(
      series,
      fc.constantFrom(...profiles),
      fc.constantFrom(0.25, 8),
      async (values, profile, k) => {
        const once = await figures(values, { profile });
        const scaled = await figures(
          values.map((x) => x * k),
          { profile },
        );
        const expected = { ...once };
        for (const name of inCurrency) expected[name] *= k;
        // Without a capital r's Kelly is mean / variance: per unit of currency.
        if (profile === "r") expected.kelly /= k;
        // The ratio's zero rule is in currency: without a drawdown it multiplies the result.
        const names = all.filter((name) => !(name === "ratio" && once.max_drawdown === 0));
        sameFigures(scaled, expected, names);
      },
    ),
    { numRuns: cases(60) },
  );
});

it("the order of the rows moves the path, and nothing else", async () => {
  const shuffled = series.chain((values) =>
    fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
  );
  await fc.assert(
    fc.asyncProperty(shuffled, fc.constantFrom(...profiles), async ([values, other], profile) => {
      const names = all.filter((name) => !path.has(name));
      sameFigures(await figures(other, { profile }), await figures(values, { profile }), names);
    }),
    { numRuns: cases(60) },
  );
});

it("turning the sign of every row turns wins into losses", async () => {
  await fc.assert(
    fc.asyncProperty(series, async (values) => {
      const once = await figures(values, { profile: "textbook" });
      const turned = await figures(
        values.map((x) => -x),
        { profile: "textbook" },
      );
      for (const name of odd) expect(near(turned[name], -once[name], basis(name)), name).toBe(true);
      for (const name of even) expect(near(turned[name], once[name], basis(name)), name).toBe(true);
      for (const name of mirrored) {
        expect(near(turned[name], once[name] - 2 * once.mean, 5000), name).toBe(true);
      }
      for (const name of inverse) {
        const back = turned[name] === 0 ? Number.POSITIVE_INFINITY : 1 / turned[name];
        expect(near(once[name], back, 1e-3), name).toBe(true);
      }
      expect(near(turned.win_rate, 1 - once.win_rate, 1)).toBe(true);
      const edge = once.kelly > 0 ? turned.kelly : once.kelly;
      expect(edge).toBe(once.profit_factor === 1 ? edge : 0);
      expect([turned.best, turned.worst]).toEqual([-once.worst, -once.best]);
      expect([turned.win_streak, turned.loss_streak]).toEqual([once.loss_streak, once.win_streak]);
    }),
    { numRuns: cases(60) },
  );
});

it("a missing row is no row", async () => {
  await fc.assert(
    fc.asyncProperty(
      series,
      fc.nat({ max: 89 }),
      fc.constantFrom(...profiles),
      async (values, place, profile) => {
        const holed = [...values];
        holed.splice(place % values.length, 0, Number.NaN);
        const names = all.filter((name) => !/^drawdown_/.test(name));
        sameFigures(await figures(holed, { profile }), await figures(values, { profile }), names);
      },
    ),
    { numRuns: cases(60) },
  );
});
