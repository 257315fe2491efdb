import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cases } from "../../support/cases.ts";
import { goldenTable } from "../../support/golden-table.ts";
import { nativeSession, newControl } from "../../support/native-session.ts";
import { naivePearson } from "../analysis/support/naive-pearson.ts";

/** Few distinct values, so that constant columns come up. */
const series = (length: number) =>
  fc.array(fc.integer({ min: -4, max: 4 }), { minLength: length, maxLength: length });
const pair = fc.integer({ min: 2, max: 30 }).chain((length) => fc.tuple(series(length), series(length)));

async function rhoOf(
  a: readonly number[],
  b: readonly number[],
  weights?: readonly number[],
): Promise<number> {
  const session = await nativeSession(
    a.map((x, t) => Float64Array.of(x, b[t] as number)),
    { threads: 1 },
  );
  try {
    const { addon, handle } = session;
    const given = weights && Float64Array.from(weights);
    const rho = await addon.correlationMatrix(handle, Uint32Array.of(0), Uint32Array.of(1), given);
    return rho[0] as number;
  } finally {
    session.addon.closeSession(session.handle);
  }
}

describe("weights of observations", () => {
  it("change nothing when they are equal", async () => {
    await fc.assert(
      fc.asyncProperty(pair, async ([a, b]) => {
        const equal = a.map(() => 0.25);
        expect(await rhoOf(a, b, equal)).toBe(await rhoOf(a, b));
      }),
      { numRuns: cases(40) },
    );
  });

  it("repeat observations when they are whole", async () => {
    const times = fc.infiniteStream(fc.integer({ min: 0, max: 3 }));
    await fc.assert(
      fc.asyncProperty(pair, times, async ([a, b], stream) => {
        const weights = a.map(() => stream.next().value as number);
        fc.pre(weights.some((weight) => weight > 0));
        const repeat = (values: readonly number[]) =>
          values.flatMap((value, t) => new Array<number>(weights[t] as number).fill(value));
        expect(await rhoOf(a, b, weights)).toBeCloseTo(naivePearson(repeat(a), repeat(b)), 10);
      }),
      { numRuns: cases(40) },
    );
  });

  it("count in the pass over all pairs as in chosen pairs", async () => {
    const table = goldenTable("entire_day_20x40/entire_day_20x40.csv", 2);
    const session = await nativeSession(table.rows);
    const weights = Float64Array.from(table.rows, (_, t) => t % 4);
    const all = Uint32Array.from(table.strategies, (_, i) => i);
    const rho = await session.addon.correlationMatrix(session.handle, all, all, weights);
    const request = { bins: 10, topK: 5, threshold: 2, thresholdCapacity: 0, blockSize: 0, weights };
    const reduced = await session.addon.correlationReduce(session.handle, request, newControl());
    session.addon.closeSession(session.handle);
    const n = all.length;
    let sum = 0;
    for (let a = 0; a < n; a += 1) for (let b = a + 1; b < n; b += 1) sum += rho[a * n + b] as number;
    expect(reduced.sumRho).toBeCloseTo(sum, 10);
    const [a, b] = [reduced.top.a[0] as number, reduced.top.b[0] as number];
    expect(reduced.top.rho[0]).toBeCloseTo(rho[a * n + b] as number, 12);
  });

  it("are refused by number and by value", async () => {
    const [a, b] = [
      [1, 2, 3],
      [3, 1, 2],
    ];
    await expect(async () => rhoOf(a, b, [1, 2])).rejects.toThrow("one number for every observation");
    await expect(async () => rhoOf(a, b, [1, -1, 1])).rejects.toThrow("not negative");
    await expect(async () => rhoOf(a, b, [0, 0, 0])).rejects.toThrow("above 0");
  });
});
