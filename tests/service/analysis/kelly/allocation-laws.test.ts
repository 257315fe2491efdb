import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kellyAllocate } from "../../../../electron/contract/methods/kelly.ts";
import {
  rawKelly,
  sizeKelly,
  winLoss,
  winProbability,
} from "../../../../electron/service/analysis/kelly/fraction.ts";
import { kellyAllocateHandler } from "../../../../electron/service/sizing/handlers/kelly.ts";
import { cases } from "../../../support/cases.ts";
import { analysisContext, noEngine, quietCall } from "../support/analysis-context.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

const forms = ["unit", "growth", "continuous", "empirical", "specification", "regime_weighted"] as const;
const plainForms = ["unit", "growth", "continuous", "empirical"] as const;
const rules = ["count", "exclude"] as const;
const total = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

describe("Kelly of one strategy", () => {
  const cell = fc.oneof(fc.integer({ min: -900, max: 900 }), fc.constant(0), fc.constant(Number.NaN));
  const series = fc.oneof(
    fc.array(cell, { minLength: 0, maxLength: 40 }),
    fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 5 }),
    fc.array(fc.integer({ min: -900, max: -1 }), { maxLength: 5 }),
    fc.constant([0, 0, 0]),
    fc.constant([7, 7, 7]),
  );

  it("is defined for every series: a fraction of 0 to the cap, 0 without a win", () => {
    const form = fc.constantFrom(...plainForms);
    fc.assert(
      fc.property(
        series,
        form,
        fc.constantFrom(...rules),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (pnl, how, zeroDays, multiplier) => {
          const values = Float64Array.from(pnl);
          const facts = winLoss(values);
          const raw = rawKelly(
            facts,
            values.map((value) => value / 1e5),
            { form: how, zeroDays },
          );
          const used = sizeKelly(raw, { multiplier, cap: 0.25, floor: 0 }, 1);
          expect(used).toBeGreaterThanOrEqual(0);
          expect(used).toBeLessThanOrEqual(0.25);
          if (facts.wins === 0) expect(used).toBe(0);
          if (facts.wins > 0 && facts.losses === 0 && multiplier > 0 && how !== "growth") {
            expect(raw).toBeGreaterThan(0);
          }
        },
      ),
    );
  });

  it("has a win probability that zero days lower, and nothing else does", () => {
    fc.assert(
      fc.property(series, (pnl) => {
        const facts = winLoss(pnl);
        const counted = winProbability(facts, "count");
        const excluded = winProbability(facts, "exclude");
        expect(counted).toBeLessThanOrEqual(excluded);
        if (facts.zeros === 0) expect(counted).toBe(excluded);
        else if (facts.wins > 0) expect(counted).toBeLessThan(excluded);
      }),
    );
  });
});

describe.skipIf(noEngine)("kelly.allocate", () => {
  const table = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2);
  const context = noEngine ? undefined : analysisContext({ day: table });
  const request = fc.record({
    members: fc.uniqueArray(fc.constantFrom(...table.strategies), { minLength: 1, maxLength: 20 }),
    form: fc.constantFrom(...forms),
    zeroDays: fc.constantFrom(...rules),
    multiplier: fc.constantFrom(0.25, 0.5, 1),
    leverage: fc.constantFrom(0.1, 1, 3),
    lot: fc.constantFrom(0, 0.01, 1),
    capital: fc.constantFrom(5e4, 1e6),
  });

  it("keeps the leverage limit, trades whole lots, and its shares of risk sum to the whole", async () => {
    let withRisk = 0;
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const parsed = kellyAllocate.request.parse({ dataset: "day", horizon: 20, ...asked });
        const made = await kellyAllocateHandler.handle(
          parsed,
          context as NonNullable<typeof context>,
          quietCall,
        );
        expect(made.requested + 1e-12).toBeGreaterThanOrEqual(made.utilisation);
        expect(made.utilisation).toBeLessThanOrEqual(asked.leverage + 1e-9);
        expect(made.totalAtRisk).toBeCloseTo(total(made.atRisk), 6);
        for (const [i, size] of made.size.entries()) {
          expect(size).toBeGreaterThanOrEqual(0);
          if (asked.lot > 0)
            expect(Math.abs(size / asked.lot - Math.round(size / asked.lot))).toBeLessThan(1e-6);
          // The unit form risks its fraction of the capital per mean loss, whatever the strategy.
          if (asked.form === "unit" && asked.lot === 0) {
            const atRisk = made.atRisk[i] as number;
            expect(Math.abs(atRisk - (made.fraction[i] as number) * asked.capital)).toBeLessThan(
              1e-6 * asked.capital,
            );
          }
        }
        if (!Number.isNaN(made.riskShare[0])) {
          withRisk += 1;
          expect(Math.abs(total(made.riskShare) - 1)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: cases(30) },
    );
    expect(withRisk).toBeGreaterThan(8);
  });
});
