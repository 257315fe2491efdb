import type { SavedPortfolio } from "../../electron/contract/portfolio.ts";
import { portfolioShelf } from "./portfolio-shelf.ts";
import { openPortfolios } from "./portfolio-store.ts";

/** Keeps a new portfolio and opens it. */
export function addPortfolio(part: Omit<SavedPortfolio, "id" | "createdAt">): SavedPortfolio {
  const made = { ...part, id: crypto.randomUUID(), createdAt: new Date().toISOString() };
  portfolioShelf.keep(made);
  openPortfolios.set((present) => ({ ...present, [made.dataset]: made.id }));
  return made;
}
