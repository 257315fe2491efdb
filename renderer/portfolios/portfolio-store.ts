import { z } from "zod";
import type { SavedPortfolio } from "../../electron/contract/portfolio.ts";
import { createStore } from "../state/create-store.ts";
import { rememberedStore } from "../state/remembered-store.ts";

/** The portfolios that the service keeps, newest first; portfolio-shelf.ts sees to it. */
export const portfolioStore = createStore<readonly SavedPortfolio[]>([]);

/** The one that is open, by dataset. */
export const openPortfolios = rememberedStore<Record<string, string>>(
  "open-portfolio",
  z.record(z.string(), z.string()),
  {},
);
