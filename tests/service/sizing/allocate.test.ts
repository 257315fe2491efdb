import { describe, expect, it } from "vitest";
import { type KellyForm, kellyForm } from "../../../electron/contract/kelly.ts";
import type { InputOf } from "../../../electron/contract/method.ts";
import { kellyAllocate } from "../../../electron/contract/methods/kelly.ts";
import { kellyAllocateHandler } from "../../../electron/service/sizing/handlers/kelly.ts";
import { analysisContext, noEngine, quietCall } from "../analysis/support/analysis-context.ts";
import { type GoldenTable, readGoldenTable } from "../analysis/support/read-golden-table.ts";

const table = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2);
const times = (factor: number): GoldenTable => ({
  ...table,
  matrix: { ...table.matrix, rows: table.matrix.rows.map((row) => row.map((value) => value * factor)) },
});
/** The first columns made degenerate: a constant gain, a constant loss, nothing, never a loss. */
const degenerate: GoldenTable = {
  ...table,
  matrix: {
    ...table.matrix,
    rows: table.matrix.rows.map((row, t) => {
      const copy = row.slice();
      copy.set([50, -50, 0, t % 3 === 0 ? 10 : 0]);
      return copy;
    }),
  },
};
const context = noEngine ? undefined : analysisContext({ day: table, larger: times(8), odd: degenerate });
const members = [40, 7, 123, 311, 222].map((at) => table.strategies[at] as string);

/** Over the next 20 rows, which are drawn in a quarter of the time that as many as the table has take. */
const allocate = (more: Partial<InputOf<typeof kellyAllocate>> = {}) =>
  kellyAllocateHandler.handle(
    kellyAllocate.request.parse({ dataset: "day", members, capital: 1e6, horizon: 20, ...more }),
    context as NonNullable<typeof context>,
    quietCall,
  );
const total = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
const closeAll = (a: ArrayLike<number>, b: ArrayLike<number>, factor = 1) => {
  expect(a.length).toBe(b.length);
  Array.from(a).forEach((value, i) => {
    expect(Math.abs(value - factor * (b[i] as number))).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(value)),
    );
  });
};

describe.skipIf(noEngine)("sizes", () => {
  it("keep the promise: the honest size allows no more than the chance, and little less", async () => {
    const made = await allocate({ drawdown: 0.2, chance: 0.05, horizon: 82 });
    const honest = made.forms.find(({ form }) => form === "honest");
    expect(made.form).toBe("honest");
    expect(honest?.chance).toBeLessThanOrEqual(0.05);
    expect(honest?.chance).toBeGreaterThan(0.049);
    expect(total(made.riskShare)).toBeCloseTo(1, 9);
    // The members of a portfolio of equal weights are traded alike.
    closeAll(
      made.size,
      made.size.map(() => made.size[0] as number),
    );
    const larger = await allocate({ drawdown: 0.2, chance: 0.2, horizon: 82 });
    expect(larger.size[0]).toBeGreaterThan(made.size[0] as number);
    const twice = await allocate({ drawdown: 0.4, chance: 0.05, horizon: 82 });
    closeAll(twice.size, made.size, 2);
  });

  it.each(["honest", ...kellyForm.options] as const)(
    "by %s: the unit of P&L and the capital leave fractions and chances as they are",
    async (form) => {
      const base = await allocate({ form });
      const scaled = await allocate({ form, dataset: "larger" });
      const richer = await allocate({ form, capital: 3e6 });
      closeAll(scaled.fraction, base.fraction);
      closeAll(richer.fraction, base.fraction);
      closeAll(scaled.size, base.size, 1 / 8);
      closeAll(richer.size, base.size, 3);
      closeAll(scaled.atRisk, base.atRisk);
      closeAll(
        scaled.forms.map(({ chance }) => chance),
        base.forms.map(({ chance }) => chance),
      );
      expect(scaled.expected.sharpe).toBeCloseTo(base.expected.sharpe, 9);
    },
  );

  it("have fractions of capital at risk that keep multiplier, cap and leverage", async () => {
    for (const form of ["unit", "growth", "continuous", "empirical"] satisfies KellyForm[]) {
      const edge = "recorded" as const;
      const full = await allocate({ form, edge, multiplier: 1, cap: 100, leverage: 100 });
      const quarter = await allocate({ form, edge, multiplier: 0.25, cap: 100, leverage: 100 });
      closeAll(full.fraction, quarter.fraction, 4);
      const capped = await allocate({ form, edge, multiplier: 1, cap: 0.01, leverage: 100 });
      for (const fraction of capped.fraction) expect(fraction).toBeLessThanOrEqual(0.01 + 1e-12);
      const limited = await allocate({ form, edge, multiplier: 1, cap: 100, leverage: 0.005 });
      expect(total(limited.fraction)).toBeLessThanOrEqual(0.005 + 1e-12);
      closeAll(full.atRisk, full.fraction, 1e6);
    }
  });

  it("are the same by wins and losses and by two-outcome growth, for both are of capital at risk", async () => {
    const by = (form: KellyForm) => allocate({ form, edge: "recorded" });
    closeAll((await by("growth")).fraction, (await by("unit")).fraction);
  });

  it("expect the Sharpe ratio that a search found for the members", async () => {
    const made = await allocate({ expected: { sharpe: 0.37, deviationRatio: 1.5 } });
    expect(made.expected.sharpe).toBeCloseTo(0.37, 12);
    expect(made.expected.from).toBe("search");
    expect(made.expected.volatilityFactor).toBeGreaterThanOrEqual(1.5);
    expect((await allocate()).expected.from).toBe("table");
  });

  it("say why a form of Kelly is 0 where no edge is to be expected", async () => {
    const made = await allocate({ expected: { sharpe: -2, deviationRatio: 1 } });
    const unstaked = made.forms.filter(({ form, atRisk }) => form !== "honest" && atRisk === 0);
    expect(unstaked.length).toBeGreaterThan(3);
    expect(made.sentences.join(" ")).toContain(
      "that is 0 stakes on an edge alone, and what is to be expected",
    );
    const good = await allocate({ expected: { sharpe: 1, deviationRatio: 1 } });
    expect(good.sentences.join(" ")).not.toContain("that is 0");
  });

  it("are defined for series without spread, without loss and without trades", async () => {
    const odd = table.strategies.slice(0, 4);
    for (const form of ["honest", ...kellyForm.options] as const) {
      for (const some of [odd, odd.slice(0, 1), odd.slice(2, 3), [...odd, ...members]]) {
        const made = await allocate({ dataset: "odd", form, members: some });
        for (const value of [...made.fraction, ...made.size, ...made.atRisk]) {
          expect(Number.isFinite(value) && value >= 0).toBe(true);
        }
        expect(made.forms.every(({ chance }) => chance >= 0 && chance <= 1)).toBe(true);
        expect(made.sentences.join(" ")).not.toMatch(/NaN|Infinity/);
      }
    }
    const constant = await allocate({ dataset: "odd", members: odd.slice(0, 1) });
    expect(total(constant.size)).toBe(0);
    expect(constant.sentences[0]).toContain("does not vary");
  });

  it("refuse what makes no sense, with what to do", async () => {
    await expect(allocate({ capital: undefined })).rejects.toMatchObject({ report: { code: "bad-request" } });
    await expect(allocate({ weights: [1, 1] })).rejects.toThrow("5 members have 2 weights");
    await expect(allocate({ weights: [1, 1, 1, 1, 1], weighting: "believable" })).rejects.toThrow("at once");
  });
});
