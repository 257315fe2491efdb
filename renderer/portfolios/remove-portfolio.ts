import type { SavedPortfolio } from "../../electron/contract/portfolio.ts";
import { messages } from "../ui/toaster.ts";
import { portfolioShelf } from "./portfolio-shelf.ts";

/** Takes a portfolio out of the list; it can be brought back. */
export function removePortfolio(portfolio: SavedPortfolio): void {
  portfolioShelf.remove(portfolio);
  messages.done(`${portfolio.name} removed.`, () => portfolioShelf.keep(portfolio));
}
