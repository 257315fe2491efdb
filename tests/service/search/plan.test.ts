import { describe, expect, it } from "vitest";
import { pickBest, pickBestOfSizes } from "../../../electron/service/search/best.ts";
import { defaultEvaluations, planRuns, planWidth } from "../../../electron/service/search/plan.ts";

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

    it("chooses what is believed before it searches, and only ranks what is ranked", () => {
      const ways = (objective: "believable" | "top") =>
        planRuns({ minSize: 3, maxSize: 3, algorithms: ["hc", "ga"], objective }).map((one) => one.algorithm);
      expect(ways("believable")).toEqual(["choice", "ga", "hc"]);
      expect(ways("top")).toEqual(["ranking"]);
    });

    it("shares the job's budget among the runs, within limits", () => {
      expect(defaultEvaluations(1, 82, "ratio")).toBe(30_000_000);
      expect(defaultEvaluations(208, 82, "ratio")).toBe(Math.round(320e6 / 208));
      expect(defaultEvaluations(208, 820, "ratio")).toBe(200_000);
      expect(defaultEvaluations(1, 20, "ratio")).toBe(30_000_000);
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
  it("gives every run two threads, and never more threads than there are", () => {
    expect(planWidth(2, 8, true)).toEqual({ runs: 1, threads: 2 });
    expect(planWidth(1, 8, true)).toEqual({ runs: 1, threads: 1 });
    expect(planWidth(16, 8, true)).toEqual({ runs: 8, threads: 2 });
    expect(planWidth(16, 2, true)).toEqual({ runs: 2, threads: 8 });
    expect(planWidth(7, 8, true)).toEqual({ runs: 3, threads: 2 });
  });

  it("does not depend on processors where the searches live on a device", () => {
    expect(planWidth(2, 8, false)).toEqual({ runs: 8, threads: 1 });
    expect(planWidth(32, 8, false)).toEqual({ runs: 8, threads: 4 });
    expect(planWidth(4, 208, false)).toEqual({ runs: 16, threads: 1 });
  });
});
