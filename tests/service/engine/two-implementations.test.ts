import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MetricName, metricName, metricTable } from "../../../electron/contract/metrics.ts";
import { cases } from "../../support/cases.ts";
import { deviation } from "../../support/deviation.ts";
import { type NaiveSettings, naiveMetrics } from "../../support/naive-metrics.ts";
import { nativeSession } from "../../support/native-session.ts";

const profiles = ["legacy", "textbook", "r"] as const;
/** Whole currency units: both sides add them exactly, so that equal rows and zero sums are the same for both. */
const cell = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -5000, max: 5000 }) },
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);
const oneSign = fc.oneof(fc.integer({ min: 1, max: 900 }), fc.integer({ min: -900, max: -1 }));
const series = fc.oneof(
  { weight: 8, arbitrary: fc.array(cell, { minLength: 1, maxLength: 120 }) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 60 }) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: -900, max: -1 }), { minLength: 1, maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(oneSign, fc.integer({ min: 1, max: 40 })).map(([x, n]) => Array(n).fill(x)),
  },
);
const settings = fc.record({
  profile: fc.constantFrom(...profiles),
  annualisation: fc.constantFrom(12, 52.5, 252),
  riskFree: fc.constantFrom(0, 3.5),
  mar: fc.constantFrom(0, 25, -10),
  capital: fc.constantFrom(0, 1e6),
});

async function native(values: readonly number[], config: NaiveSettings): Promise<Record<MetricName, number>> {
  const session = await nativeSession(
    values.map((x) => Float64Array.of(x)),
    { threads: 1 },
  );
  const figures = await session.metrics(metricName.options, config);
  session.addon.closeSession(session.handle);
  return Object.fromEntries(metricName.options.map((name) => [name, figures[name][0]])) as never;
}

/** The scale on which a figure is rounded: moments of 5,000s in fractions of the capital are that much smaller. */
const basisOf = (name: MetricName, { profile, capital }: NaiveSettings) =>
  metricTable[name].unit === "currency" ? (profile === "r" && capital > 0 ? 5000 / capital : 5000) : 1;

function differing(
  ours: Record<MetricName, number>,
  naive: Record<MetricName, number>,
  config: NaiveSettings,
) {
  return metricName.options
    .filter((name) => !(deviation(ours[name], naive[name], basisOf(name, config)) <= 1e-9))
    .map((name) => `${name}: native ${ours[name]}, naive ${naive[name]}`);
}

describe("every metric, native against a naive TypeScript implementation", () => {
  it("agrees on any series under any profile and settings", async () => {
    const finite: Record<string, Set<MetricName>> = { legacy: new Set(), textbook: new Set(), r: new Set() };
    await fc.assert(
      fc.asyncProperty(series, settings, async (values, config) => {
        fc.pre(values.some((value) => !Number.isNaN(value)));
        const ours = await native(values, config);
        const naive = naiveMetrics(values, config);
        for (const name of metricName.options) {
          if (Number.isFinite(naive[name])) finite[config.profile]?.add(name);
        }
        expect(differing(ours, naive, config)).toEqual([]);
      }),
      { numRuns: cases(200) },
    );
    // Every one, with a finite value at least once under every profile.
    for (const profile of profiles) {
      const missed = metricName.options.filter((name) => !finite[profile]?.has(name));
      expect(missed, profile).toEqual([]);
    }
  });

  it("agrees on long series, where tails are selected in another way", async () => {
    let state = 7;
    const next = () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return state / 2 ** 32;
    };
    for (const length of [461, 1300, 2500]) {
      const values = Array.from({ length }, () => Math.round(2000 * (next() + next() + next() - 1.45)));
      for (const profile of profiles) {
        const config = { profile, annualisation: 252, riskFree: 1, mar: 5, capital: 1e7 };
        expect(differing(await native(values, config), naiveMetrics(values, config), config)).toEqual([]);
      }
    }
  });
});
