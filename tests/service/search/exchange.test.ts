import { describe, expect, it } from "vitest";
import type { SearchAlgorithm } from "../../../electron/contract/algorithms.ts";
import type { SearchOutcome } from "../../../electron/contract/search-result.ts";
import { type Exchange, exchangeSizes } from "../../../electron/service/search/exchange.ts";

const outcome = (
  size: number,
  algorithm: SearchAlgorithm,
  fitness: number,
  violation = 0,
): SearchOutcome => ({
  size,
  algorithm,
  fitness,
  columns: [size],
  evaluations: 100,
  screened: 0,
  generations: 1,
  seconds: 1,
  stopped: "budget",
  swapOptimal: false,
  violation,
  reproducible: true,
  curve: [100, fitness],
});

/** Every size from 3 to 12 found 0 by hc and rs; ga found 50 at size 7. */
const found = Array.from({ length: 10 }, (_, k) => k + 3).flatMap((size) => [
  outcome(size, "ga", size === 7 ? 50 : -1),
  outcome(size, "hc", 0),
  outcome(size, "rs", -5),
]);

const call = { signal: new AbortController().signal, progress: () => undefined };

interface Asked {
  readonly from: SearchOutcome;
  readonly size: number;
  readonly budget: number;
}

/** An exchange whose descents lose `perSize` of the fitness for each size that they are carried over; and what it was asked. */
function losing(perSize: (distance: number) => number, more: Partial<Exchange> = {}) {
  const asked: Asked[] = [];
  const exchange: Exchange = {
    budget: 1e6,
    width: 3,
    descend: async (from, size, budget) => {
      asked.push({ from, size, budget });
      const fitness = from.fitness - perSize(Math.abs(size - from.size));
      const spent = Math.min(budget, 10);
      return {
        outcome: { ...outcome(size, "ga", fitness), algorithm: from.algorithm, evaluations: spent },
        spent,
      };
    },
    ...more,
  };
  return { exchange, asked };
}

const bestOf = (runs: readonly SearchOutcome[], size: number) =>
  runs.filter((one) => one.size === size).reduce((a, b) => (b.fitness > a.fitness ? b : a));

describe("sizes help one another", () => {
  it("what one size found reaches all, under the algorithm that found it", async () => {
    const { exchange } = losing((distance) => distance);
    const runs = await exchangeSizes(found, exchange, call);
    expect(runs.map(({ size, algorithm }) => [size, algorithm])).toEqual(
      found.map(({ size, algorithm }) => [size, algorithm]),
    );
    for (let size = 3; size <= 12; size += 1) {
      const best = bestOf(runs, size);
      expect([best.algorithm, best.fitness]).toEqual(["ga", 50 - Math.abs(size - 7)]);
      if (size !== 7) expect(best.curve.slice(-2)).toEqual([110, best.fitness]);
    }
  });

  it("over several sizes at once where that is what helps", async () => {
    const { exchange } = losing((distance) => (distance === 3 ? 1 : 1000));
    const runs = await exchangeSizes(found, exchange, call);
    expect([4, 7, 10].map((size) => bestOf(runs, size).fitness)).toEqual([49, 50, 49]);
    expect([3, 5, 6, 8, 9, 11, 12].map((size) => bestOf(runs, size).fitness)).toEqual(Array(7).fill(0));
  });

  it("comes to the same however many descents go at a time", async () => {
    const [one, many] = [losing((d) => d, { width: 1 }), losing((d) => d, { width: 20 })];
    const runs = await exchangeSizes(found, one.exchange, call);
    expect(await exchangeSizes(found, many.exchange, call)).toEqual(runs);
  });

  it("tries nothing twice, and spends no more than each size has", async () => {
    const { exchange, asked } = losing((distance) => distance, { budget: 25 });
    const runs = await exchangeSizes(found, exchange, call);
    expect(new Set(asked.map(({ from, size }) => `${from.size} ${from.fitness} ${size}`)).size).toBe(
      asked.length,
    );
    for (let size = 3; size <= 12; size += 1) {
      const spent =
        runs.filter((one) => one.size === size).reduce((sum, one) => sum + one.evaluations, 0) - 300;
      expect(spent).toBeGreaterThan(0);
      expect(spent).toBeLessThanOrEqual(25);
    }
  });

  it("leaves random search as it is, and has nothing to do where that is all there is", async () => {
    const { exchange, asked } = losing((distance) => -distance);
    const baseline = (runs: readonly SearchOutcome[]) => runs.filter((one) => one.algorithm === "rs");
    expect(baseline(await exchangeSizes(found, { ...exchange, budget: 200 }, call))).toEqual(baseline(found));
    asked.length = 0;
    expect(await exchangeSizes(baseline(found), exchange, call)).toEqual(baseline(found));
    expect(asked).toEqual([]);
  });

  it("keeps to the limits first: a fitter portfolio that breaks them is none", async () => {
    const broken = losing(() => 0).exchange;
    const descend: Exchange["descend"] = async (...all) => {
      const { outcome: one, spent } = await broken.descend(...all);
      return { outcome: { ...one, fitness: 99, violation: 1 }, spent };
    };
    const runs = await exchangeSizes(found, { ...broken, descend }, call);
    expect(runs.map(({ fitness }) => fitness)).toEqual(found.map(({ fitness }) => fitness));
  });
});
