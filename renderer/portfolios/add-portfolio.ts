import type { Portfolio } from "./portfolio.ts";
import { openPortfolios, portfolioStore } from "./portfolio-store.ts";

const MOST_KEPT = 200;

/** Keeps a new portfolio and opens it. */
export function addPortfolio(part: Omit<Portfolio, "id" | "createdAt">): Portfolio {
  const made: Portfolio = { ...part, id: crypto.randomUUID(), createdAt: new Date().toISOString() };
  portfolioStore.set((present) => [made, ...present].slice(0, MOST_KEPT));
  openPortfolios.set((present) => ({ ...present, [made.dataset]: made.id }));
  return made;
}
