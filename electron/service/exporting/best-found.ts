import type { FoundPortfolio } from "./legacy-run.ts";

/** The best of all: the least violation of limits first, then fitness; of equals the first, as in the replaced system. */
export function bestFound<Portfolio extends FoundPortfolio>(
  portfolios: readonly Portfolio[],
): Portfolio | undefined {
  let best: Portfolio | undefined;
  for (const one of portfolios) if (!best || isBetter(one, best)) best = one;
  return best;
}

function isBetter(a: FoundPortfolio, b: FoundPortfolio): boolean {
  const more = (a.violation ?? 0) - (b.violation ?? 0);
  return more === 0 ? a.fitness > b.fitness : more < 0;
}
