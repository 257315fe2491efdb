import { z } from "zod";
import { rememberedStore } from "../state/remembered-store.ts";
import { type Portfolio, portfolio } from "./portfolio.ts";

/** All portfolios of this window, newest first, remembered. */
export const portfolioStore = rememberedStore<readonly Portfolio[]>(
  "portfolios",
  z.array(portfolio).readonly(),
  [],
);

/** The one that is open, by dataset. */
export const openPortfolios = rememberedStore<Record<string, string>>(
  "open-portfolio",
  z.record(z.string(), z.string()),
  {},
);
