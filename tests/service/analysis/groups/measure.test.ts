import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupStatistic } from "../../../../electron/contract/methods/group.ts";
import { measureGroups } from "../../../../electron/service/analysis/groups/measure.ts";
import { groupStats } from "../../../../electron/service/analysis/groups/statistics.ts";
import { metricValues } from "../../../../electron/service/analysis/metrics/values.ts";
import { noGroup } from "../../../../electron/service/engine/addon/figures.ts";
import { nativeIds } from "../../../../electron/service/engine/native-ids.ts";
import { cases } from "../../../support/cases.ts";
import { cpuEngine, noEngine } from "../support/analysis-context.ts";
import { expectClose } from "../support/expect-close.ts";

const statistics = groupStatistic.options;
const at = (name: (typeof statistics)[number]) => statistics.indexOf(name);

/** Whole numbers, so that every sum is exact; a few missing cells; groups of any size, some empty. */
const grouped = fc
  .record({
    observations: fc.integer({ min: 1, max: 40 }),
    strategies: fc.integer({ min: 1, max: 20 }),
    groups: fc.integer({ min: 1, max: 6 }),
  })
  .chain(({ observations, strategies, groups }) =>
    fc.record({
      rows: fc.array(
        fc.array(
          fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -1000, max: 1000 }) }, fc.constant(Number.NaN)),
          {
            minLength: strategies,
            maxLength: strategies,
          },
        ),
        { minLength: observations, maxLength: observations },
      ),
      groupOf: fc.array(fc.integer({ min: 0, max: groups - 1 }), {
        minLength: observations,
        maxLength: observations,
      }),
      names: fc.constant(Array.from({ length: groups }, (_, g) => `g${g}`)),
    }),
  );

describe.skipIf(noEngine)("measureGroups", () => {
  const engine = noEngine ? undefined : cpuEngine();
  const measure = async (
    rows: readonly (readonly number[])[],
    groups: Parameters<typeof measureGroups>[1],
  ) => {
    const cells = rows.map((row) => Float64Array.from(row));
    const matrix = { observations: rows.length, strategies: cells[0]?.length ?? 0, rows: cells };
    const session = await (engine as NonNullable<typeof engine>).open(matrix);
    try {
      const config = {
        profile: nativeIds.profile.textbook,
        annualisation: 1,
        riskFree: 0,
        mar: 0,
        capital: 0,
      };
      const names = [
        "roi",
        "mean",
        "std",
        "worst",
        "best",
        "max_drawdown",
        "profit_factor",
        "sharpe",
      ] as const;
      return {
        ...(await measureGroups(session, groups, { statistics, peakFromZero: true })),
        metrics: await metricValues(session, names, config),
      };
    } finally {
      session.close();
    }
  };

  it("has totals and counts of groups that add up to those of the whole, which are the metrics", async () => {
    await fc.assert(
      fc.asyncProperty(grouped, async ({ rows, groupOf, names }) => {
        const groups = { names, groupOf: Uint32Array.from(groupOf) };
        const { values, whole, metrics } = await measure(rows, groups);
        const column = (name: (typeof statistics)[number], g: number) =>
          values[at(name) * names.length + g] as Float64Array;
        for (let i = 0; i < (rows[0]?.length ?? 0); i += 1) {
          const sum = (name: "total" | "observations") =>
            names.reduce(
              (all, _, g) => all + (column("observations", g)[i] ? (column(name, g)[i] as number) : 0),
              0,
            );
          expect(sum("observations")).toBe(whole[at("observations")]?.[i]);
          if (sum("observations") > 0) expect(sum("total")).toBe(whole[at("total")]?.[i]);
        }
        expect(whole[at("total")]).toEqual(metrics.roi);
        expect(whole[at("mean")]).toEqual(metrics.mean);
        expect(whole[at("std")]).toEqual(metrics.std);
        expect(whole[at("worst")]).toEqual(metrics.worst);
        expect(whole[at("best")]).toEqual(metrics.best);
        expect(whole[at("max_drawdown")]).toEqual(metrics.max_drawdown);
        expect(whole[at("profit_factor")]).toEqual(metrics.profit_factor);
        expect(whole[at("mean_over_std")]).toEqual(metrics.sharpe);
      }),
      { numRuns: cases(80) },
    );
  });

  it("has the figures of groupStats for every strategy and group, confidences as weights", async () => {
    const random = (t: number, i: number) => Math.sin(t * 12.9898 + i * 78.233) * 500 + 20;
    const rows = Array.from({ length: 61 }, (_, t) => Array.from({ length: 19 }, (__, i) => random(t, i)));
    const confidence = rows.map((_, t) => (t % 7 === 0 ? 0 : 40 + (t % 13) * 4));
    const groupOf = Uint32Array.from(rows, (_, t) => (t % 9 === 4 ? noGroup : (t * 5) % 3));
    const groups = { names: ["a", "b", "c"], groupOf, weights: Float64Array.from(confidence) };
    const { values } = await measure(rows, groups);
    for (let g = 0; g < 3; g += 1) {
      const own = rows.flatMap((_, t) => (groupOf[t] === g ? [t] : []));
      for (let i = 0; i < 19; i += 1) {
        const expected = groupStats(
          own.map((t) => rows[t]?.[i] as number),
          own.map((t) => confidence[t] as number),
        );
        const got = (name: (typeof statistics)[number]) => values[at(name) * 3 + g]?.[i] as number;
        for (const [name, key] of [
          ["observations", "observations"],
          ["effective", "effective"],
          ["total", "total"],
          ["mean", "mean"],
          ["weighted_mean", "weightedMean"],
          ["std", "std"],
          ["worst", "worst"],
          ["win_rate", "winRate"],
        ] as const) {
          expectClose(got(name), expected[key], 1e-3, name);
        }
        expectClose(got("mean_over_std"), expected.mean / expected.std);
        expectClose(got("t_value"), (expected.mean / expected.std) * Math.sqrt(own.length));
      }
    }
  });
});
