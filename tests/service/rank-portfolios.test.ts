import { expect, it } from "vitest";
import { rankPortfolios } from "../../electron/service/rank-portfolios.ts";

it("portfolios that keep the limits come first, then the fitter; infinities equal themselves", () => {
  const better: [object, object][] = [
    [{ fitness: 1 }, { fitness: 9, violation: 0.1 }],
    [
      { fitness: 1, violation: 0.1 },
      { fitness: 9, violation: 0.2 },
    ],
    [{ fitness: 2 }, { fitness: 1, violation: 0 }],
    [{ fitness: Infinity }, { fitness: 1 }],
  ];
  for (const [a, b] of better as [{ fitness: number }, { fitness: number }][]) {
    expect(rankPortfolios(a, b)).toBeLessThan(0);
    expect(rankPortfolios(b, a)).toBeGreaterThan(0);
  }
  for (const fitness of [1, Infinity, -Infinity]) {
    expect(rankPortfolios({ fitness }, { fitness, violation: 0 })).toBe(0);
    expect(rankPortfolios({ fitness, violation: Infinity }, { fitness, violation: Infinity })).toBe(0);
  }
});
