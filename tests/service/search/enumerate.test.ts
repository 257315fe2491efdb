import { describe, expect, it } from "vitest";
import { combinations, subsets } from "../../../electron/service/search/enumerate.ts";
import { goldenView, trySearch } from "./support/search-service.ts";

const small = goldenView("entire_day_20x40/entire_day_20x40.csv");

describe("subsets", () => {
  it("are all there, each once, in order", () => {
    const seen = Array.from(subsets(6, 3), (one) => Array.from(one).join(" "));
    expect(seen.length).toBe(20);
    expect(new Set(seen).size).toBe(20);
    expect(seen[0]).toBe("0 1 2");
    expect(seen.at(-1)).toBe("3 4 5");
    expect(seen).toEqual([...seen].sort());
    expect(Array.from(subsets(3, 3)).length).toBe(1);
    expect(Array.from(subsets(2, 3)).length).toBe(0);
  });

  it("are as many as are counted", () => {
    expect(combinations(40, 2)).toBe(780);
    expect(combinations(40, 38)).toBe(780);
    expect(combinations(3, 4)).toBe(0);
    expect(combinations(25_544, 2000)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("a small space", () => {
  const request = { profile: "legacy", minSize: 2, maxSize: 3, evaluations: 20_000, verdict: { twins: 0 } };

  it("is judged whole: the best is found whoever searched, and said to be the best", async () => {
    const constraints = { excludeConstant: true };
    // The random search finds neither optimum of exhaustive_optima.json with this budget and seed.
    const { portfolios, runs } = await trySearch(small, {
      ...request,
      algorithms: ["rs"],
      constraints,
      seed: 3,
    });
    const varying = 37;
    expect(portfolios.map((one) => one.optimalOf)).toEqual([
      combinations(varying, 2),
      combinations(varying, 3),
    ]);
    expect(portfolios[0]?.fitness).toBeCloseTo(38.160125170730915, 9);
    expect(portfolios[1]?.fitness).toBeCloseTo(17.813611112484416, 9);
    for (const [k, run] of runs.entries())
      expect(run.fitness).toBeLessThanOrEqual((portfolios[k]?.fitness as number) + 1e-9);
  });

  it("is not where a limit is to be kept or the budget is smaller", async () => {
    const limited = await trySearch(small, {
      ...request,
      algorithms: ["hc"],
      constraints: { maxPairCorrelation: 0.9 },
    });
    expect(limited.best.optimalOf).toBeNull();
    const { best } = await trySearch(small, { ...request, algorithms: ["hc"], evaluations: 500 });
    expect(best.optimalOf).toBeNull();
  });
});
