import { beforeAll, describe, expect, it } from "vitest";
import { samplePlan } from "../../../electron/service/sampling/plan.ts";
import { SampleTable } from "../../../electron/service/sampling/table.ts";

const observations = 82;
const strategies = 3000;

function pearson(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let ab = 0;
  let aa = 0;
  let bb = 0;
  a.forEach((value, index) => {
    const other = (b[index] ?? 0) - meanB;
    ab += (value - meanA) * other;
    aa += (value - meanA) ** 2;
    bb += other ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

describe.each([1, 2, 3])("the sample with seed %i", (seed) => {
  const plan = samplePlan(strategies, seed);
  const rows: Float64Array[] = [];
  const column = (index: number) => rows.map((row) => row[index] ?? Number.NaN);
  const planted = new Set([...plan.duplicates.flat(), ...plan.constants.map(([index]) => index)]);
  const ordinary = Array.from({ length: strategies }, (_, index) => index).filter(
    (index) => !planted.has(index),
  );

  beforeAll(() => {
    const table = new SampleTable(plan, { days: observations, zones: 1, zeroShare: 0.0009 });
    for (let row = 0; row < observations; row++) {
      const values = new Float64Array(strategies);
      table.fillRow(row, values);
      rows.push(values);
    }
  });

  it("has distinct names of the form INDEX entry-exit SLx%[TPy%]", () => {
    expect(new Set(plan.names).size).toBe(strategies);
    for (const name of plan.names) expect(name).toMatch(/^[A-Z]+ \d{3,4}-\d{3,4} SL\d{1,3}%(TP\d\d%)?$/);
  });

  it("correlates strategies of one window strongly, and others weakly", () => {
    const within: number[] = [];
    const across: number[] = [];
    for (let step = 1; step <= 600; step++) {
      for (let index = 0; index + step < ordinary.length; index += 97) {
        const [a = 0, b = 0] = [ordinary[index], ordinary[index + step]];
        const same = plan.window[a] === plan.window[b];
        if (same || step % 40 === 0) (same ? within : across).push(pearson(column(a), column(b)));
      }
    }
    expect(within.length).toBeGreaterThan(100);
    expect(within.filter((rho) => rho >= 0.3 && rho <= 0.95).length / within.length).toBeGreaterThan(0.85);
    expect(median(within)).toBeGreaterThan(0.6);
    expect(Math.abs(median(across))).toBeLessThan(0.35);
  });

  it("loses rarely and much: heavy left tails", () => {
    const skews = ordinary.map((index) => {
      const values = column(index);
      const mean = values.reduce((sum, value) => sum + value, 0) / observations;
      const moment = (power: number) =>
        values.reduce((sum, value) => sum + (value - mean) ** power, 0) / observations;
      return moment(3) / moment(2) ** 1.5;
    });
    expect(median(skews)).toBeLessThan(-0.15);
    const all = ordinary.flatMap(column);
    expect(Math.min(...all.slice(0, 100_000))).toBeLessThan(-1.2 * Math.max(...all.slice(0, 100_000)));
  });

  it("has about one zero in a thousand cells, and distinct columns apart from the planted ones", () => {
    const zeros = ordinary.flatMap(column).filter((value) => value === 0).length;
    const expected = 0.0009 * ordinary.length * observations;
    expect(Math.abs(zeros - expected)).toBeLessThan(5 * Math.sqrt(expected));
    expect(new Set(ordinary.map((index) => column(index).join())).size).toBe(ordinary.length);
  });

  it("plants exact copies, constants and a zero column", () => {
    expect(plan.duplicates.length).toBe(3);
    for (const [copy, original] of plan.duplicates) expect(column(copy)).toEqual(column(original));
    expect(plan.constants.map(([, value]) => value === 0)).toEqual([false, true]);
    for (const [index, value] of plan.constants) expect(new Set(column(index))).toEqual(new Set([value]));
  });

  it("gives a row on its own as it gives it in order", () => {
    const table = new SampleTable(samplePlan(strategies, seed), {
      days: observations,
      zones: 1,
      zeroShare: 0.0009,
    });
    const values = new Float64Array(strategies);
    table.fillRow(57, values);
    expect(values).toEqual(rows[57]);
  });
});
