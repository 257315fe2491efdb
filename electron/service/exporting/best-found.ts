import { rankPortfolios } from "../rank-portfolios.ts";
import type { FoundPortfolio } from "./legacy-run.ts";

/** The best of all: the least violation of limits first, then fitness; of equals the first, as in the replaced system. */
export function bestFound<Portfolio extends FoundPortfolio>(
  portfolios: readonly Portfolio[],
): Portfolio | undefined {
  let best: Portfolio | undefined;
  for (const one of portfolios) if (!best || rankPortfolios(one, best) < 0) best = one;
  return best;
}
