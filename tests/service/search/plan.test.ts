import { describe, expect, it } from "vitest";
import { defaultEvaluations } from "../../../electron/service/search/default-evaluations.ts";
import { pickBest, pickBestOfSizes } from "../../../electron/service/search/pick-best.ts";
import { planRuns } from "../../../electron/service/search/plan-runs.ts";

describe("the plan", () => {
  it("goes up by size, and within a size in the fixed order", () => {
    expect(planRuns(3, 4, ["hc", "ga"])).toEqual([
      { size: 3, algorithm: "ga" },
      { size: 3, algorithm: "hc" },
      { size: 4, algorithm: "ga" },
      { size: 4, algorithm: "hc" },
    ]);
  });

  it("shares the job's budget among the runs, within limits", () => {
    expect(defaultEvaluations(1, 82)).toBe(30_000_000);
    expect(defaultEvaluations(208, 82)).toBe(Math.round(320e6 / 208));
    expect(defaultEvaluations(208, 820)).toBe(200_000);
    expect(defaultEvaluations(1, 20)).toBe(30_000_000);
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
