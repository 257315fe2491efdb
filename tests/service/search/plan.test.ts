import { describe, expect, it } from "vitest";
import { searchAlgorithm } from "../../../electron/contract/algorithms.ts";
import { loadAddon } from "../../../electron/service/engine/load-addon.ts";
import { pickBest, pickBestOfSizes } from "../../../electron/service/search/best.ts";
import {
  defaultEvaluations,
  exchanges,
  planRuns,
  planWidth,
  searchWork,
} from "../../../electron/service/search/plan.ts";

describe("a plan", () => {
  describe("the plan", () => {
    it("goes up by size, and within a size in the fixed order", () => {
      expect(planRuns({ minSize: 3, maxSize: 4, algorithms: ["hc", "ga"], objective: "ratio" })).toEqual([
        { size: 3, algorithm: "ga" },
        { size: 3, algorithm: "hc" },
        { size: 4, algorithm: "ga" },
        { size: 4, algorithm: "hc" },
      ]);
    });

    it("has a run by each of several seeds, but for what none decides", () => {
      const plan = { minSize: 3, maxSize: 3, algorithms: ["hc"] as const, seed: 7, seeds: 3 };
      const seeds = (objective: "believable" | "top") =>
        planRuns({ ...plan, objective }).map((one) => one.seed);
      expect(seeds("believable")).toEqual([undefined, 7, 8, 9]);
      expect(seeds("top")).toEqual([undefined]);
    });

    it("chooses what is believed before it searches, and only ranks what is ranked", () => {
      const ways = (objective: "believable" | "top") =>
        planRuns({ minSize: 3, maxSize: 3, algorithms: ["hc", "ga"], objective }).map((one) => one.algorithm);
      expect(ways("believable")).toEqual(["choice", "ga", "hc"]);
      expect(ways("top")).toEqual(["ranking"]);
    });

    const budget = (sizes: number, observations: number, more: object = {}) => {
      const plan = { minSize: 35, maxSize: 34 + sizes, algorithms: searchAlgorithm.options, warmStart: true };
      return defaultEvaluations(
        { ...plan, objective: "ratio", ...more },
        { observations, strategies: 25_544 },
      );
    };

    it("shares the job's budget among the runs, within limits", () => {
      expect(budget(1, 82, { algorithms: ["sa"] })).toBe(30_000_000);
      expect(budget(26, 82, { warmStart: false })).toBe(Math.round(320e6 / 208));
      expect(budget(26, 820)).toBe(200_000);
      expect(budget(1, 20)).toBe(30_000_000);
      expect(budget(26, 82, { objective: "believable" })).toBe(200_000);
    });

    it("gives runs less where sizes take over from one another, a quarter from 26 sizes on", () => {
      expect(budget(26, 82)).toBe(Math.round(80e6 / 208));
      expect(budget(2, 82)).toBe(Math.round((320e6 * 0.97) / 16));
      expect(budget(60, 82)).toBe(200_000);
      // Where a descent over all swaps takes long each size starts from the one before.
      expect(budget(26, 82, { objective: "expectancy" })).toBe(Math.round(320e6 / 208));
    });

    describe("its work", () => {
      const table = { observations: 82, strategies: 25_544 };
      const plan = {
        ...{ minSize: 35, maxSize: 60, algorithms: searchAlgorithm.options, warmStart: true },
        ...{ objective: "ratio" as const, evaluations: 385_000 },
      };

      it("is all evaluations, and the islands that go at a time on a device", () => {
        expect(searchWork(plan, table, false)).toEqual({ evaluations: 208 * 385_000, islands: 208 * 2 });
        const long = { observations: 820, strategies: 25_544 };
        expect(searchWork(plan, long, false)).toMatchObject({ evaluations: 10 * 208 * 385_000 });
        const one = { ...plan, maxSize: 35, algorithms: ["sa" as const], evaluations: 30_000_000 };
        // As many as the native module says.
        const islands = loadAddon().fittedIslands("sa", 30_000_000, 35 * 25_544);
        expect(islands).toBeGreaterThan(8);
        expect(searchWork(one, table, false)).toEqual({ evaluations: 30_000_000, islands });
        const two = { ...one, algorithms: ["sa" as const, "rs" as const] };
        expect(searchWork(two, table, false)).toMatchObject({ islands: islands + 8 });
        // Where each size waits for the one before, no more runs go than there are algorithms.
        expect(searchWork({ ...plan, objective: "expectancy" }, table, false)).toMatchObject({
          islands: 8 * 2,
        });
      });

      it("is small batches where a device scores none, and where the clock ends it", () => {
        expect(searchWork(plan, table, true)).toBe("small-batches");
        expect(searchWork({ ...plan, seconds: 5 }, table, false)).toBe("small-batches");
        expect(searchWork({ ...plan, objective: "believable" }, table, false)).toBe("small-batches");
      });
    });

    it("sizes exchange where the table fits the memory that bounds have", () => {
      const plan = {
        minSize: 3,
        maxSize: 4,
        algorithms: ["hc" as const],
        warmStart: true,
        objective: "ratio" as const,
      };
      expect(exchanges(plan, { observations: 400, strategies: 100_000 })).toBe(true);
      expect(exchanges(plan, { observations: 2500, strategies: 100_000 })).toBe(false);
      expect(exchanges({ ...plan, maxSize: 3 }, { observations: 82, strategies: 100 })).toBe(false);
      expect(exchanges({ ...plan, objective: "top" }, { observations: 82, strategies: 100 })).toBe(false);
    });
  });

  describe("the best", () => {
    const one = (size: number, algorithm: "sa" | "hc" | "ga", fitness: number, violation = 0) => ({
      size,
      algorithm,
      fitness,
      violation,
    });

    it("is the fittest of those that keep the limits", () => {
      expect(pickBest([one(3, "sa", 9, 0.1), one(4, "hc", 1)]).size).toBe(4);
    });

    it("of equal ones is the smallest, then the first algorithm", () => {
      const all = [one(5, "ga", 2), one(4, "hc", 2), one(4, "sa", 2)];
      expect(pickBest(all)).toEqual(one(4, "sa", 2));
    });

    it("of each size comes in order of size", () => {
      const all = [one(5, "ga", 2), one(4, "hc", 3), one(4, "sa", 1)];
      expect(pickBestOfSizes(all)).toEqual([one(4, "hc", 3), one(5, "ga", 2)]);
    });
  });
});

describe("the width of a plan", () => {
  it("gives each of few runs two threads, and never more threads than there are", () => {
    expect(planWidth(2, 7, true)).toEqual({ runs: 1, threads: 2 });
    expect(planWidth(1, 8, true)).toEqual({ runs: 1, threads: 1 });
    expect(planWidth(16, 8, true)).toEqual({ runs: 8, threads: 2 });
    expect(planWidth(16, 2, true)).toEqual({ runs: 2, threads: 8 });
    expect(planWidth(7, 8, true)).toEqual({ runs: 3, threads: 2 });
  });

  it("gives each of many runs a thread of its own", () => {
    expect(planWidth(2, 8, true)).toEqual({ runs: 2, threads: 1 });
    expect(planWidth(16, 208, true)).toEqual({ runs: 16, threads: 1 });
  });

  it("does not depend on processors where the searches live on a device", () => {
    expect(planWidth(2, 8, false)).toEqual({ runs: 8, threads: 1 });
    expect(planWidth(32, 8, false)).toEqual({ runs: 8, threads: 4 });
    expect(planWidth(4, 208, false)).toEqual({ runs: 208, threads: 1 });
  });
});
