import { z } from "zod";
import { defineMethod } from "../method.ts";
import { savedPortfolio } from "../saved-portfolio.ts";

/** The portfolios that the user keeps. */
export const portfolioList = defineMethod({
  name: "portfolio.list",
  summary: "List saved portfolios",
  job: false,
  request: z.object({
    /** Of this dataset; of all when left out. */
    dataset: z.string().optional(),
  }),
  result: z.object({
    /** Newest first. */
    portfolios: z.array(savedPortfolio),
    /** Files that are no portfolio; they are left as they are. */
    damaged: z.array(z.object({ file: z.string(), reason: z.string() })),
  }),
});
