import { z } from "zod";
import { defineMethod } from "../method.ts";
import { savedPortfolio } from "../saved-portfolio.ts";

/** Keeps a portfolio, over an earlier one of the same id. */
export const portfolioSave = defineMethod({
  name: "portfolio.save",
  summary: "Save a portfolio",
  job: false,
  request: z.object({ portfolio: savedPortfolio }),
  result: z.object({ file: z.string() }),
});
